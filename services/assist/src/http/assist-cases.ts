/** Commissions: ask for one, read, list, act. */
import type { Role } from '@yichuang/contracts/temporal';
import { assistWorkflowId } from '@yichuang/contracts/temporal';
import {
  actorOf,
  commandOf,
  notFound,
  nothing,
  type Principal,
  Problem,
  type Routes,
  refuseClassified,
  route,
  type ServiceTools,
  sameOrRefuse,
} from '@yichuang/platform';
import type { Regions } from '@yichuang/regions';
import { z } from 'zod';
import { file } from '../store/filing.ts';
import { commissionView, type FoundCommission, findCommission, listCommissions } from '../store/queries.ts';
import { type AssistDatabase, assistPhases } from '../store/schema.ts';
import { assistActions } from './actions.ts';
import { assistRequest, checkRequest } from './request.ts';

const readers: readonly Role[] = ['applicant', 'assist-officer', 'assist-desk', 'supervisor', 'admin', 'auditor'];
/** Roles that see every commission. */
const overseers: readonly Role[] = ['assist-desk', 'supervisor', 'admin', 'auditor'];

const no = z.string().min(1).max(80);

const request = route({
  method: 'post',
  path: '/v1/assist-cases',
  operationId: 'requestAssist',
  summary: '申请协办',
  roles: ['applicant', 'assist-desk'],
  body: assistRequest,
  params: nothing,
  query: nothing,
});

const listing = route({
  method: 'get',
  path: '/v1/assist-cases',
  operationId: 'listAssistCases',
  summary: '协办列表',
  roles: readers,
  query: z.object({
    state: z.enum(assistPhases).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().max(80).optional(),
  }),
  params: nothing,
  body: nothing,
});

const read = route({
  method: 'get',
  path: '/v1/assist-cases/{no}',
  operationId: 'readAssistCase',
  summary: '一件协办',
  roles: readers,
  params: z.object({ no }),
  query: nothing,
  body: nothing,
});

const act = route({
  method: 'post',
  path: '/v1/assist-cases/{no}/{action}',
  operationId: 'actOnAssistCase',
  summary: '办理一件协办',
  roles: ['applicant', 'assist-officer', 'assist-desk'],
  params: z.object({ no, action: z.string().max(40) }),
  body: z.record(z.string(), z.unknown()).default({}),
  query: nothing,
});

const has = (principal: Principal, ...wanted: readonly Role[]): boolean =>
  wanted.some((role) => principal.roles.includes(role));

/** 001-19: the owner, the present officer, and those who oversee the desk. */
const maySee = (principal: Principal, { commission, officers }: FoundCommission): boolean =>
  has(principal, ...overseers) ||
  isOwner(principal, commission.uscc) ||
  (has(principal, 'assist-officer') && officers.at(-1)?.officer_id === principal.sub);

const isOwner = (principal: Principal, uscc: string): boolean => has(principal, 'applicant') && principal.uscc === uscc;

/** Whose commissions a list shows. */
function shownTo(principal: Principal): { uscc?: string; officerId?: string } {
  if (has(principal, ...overseers)) return {};
  return has(principal, 'assist-officer') ? { officerId: principal.sub } : { uscc: principal.uscc ?? '' };
}

export function assistCaseRoutes(routes: Routes, tools: ServiceTools<AssistDatabase>, regions: Regions): void {
  const { db, desk } = tools;

  routes.add(request)(async ({ body, realm, principal, request }) => {
    refuseClassified(body.classified);
    const actor = actorOf(principal, ['assist-desk', 'applicant']);
    if (actor.role === 'applicant' && principal.uscc !== body.owner.uscc)
      throw new Problem(403, {
        code: 'not-your-enterprise',
        title: '不能代其他单位申请',
        detail: '建设单位只能为本单位申请协办。',
      });
    const checked = checkRequest(regions, body);
    // The number is not part of what makes two requests the same.
    const draft = { service: 'assist', workflowId: '', caseNo: '', kind: 'file' } as const;
    const command = commandOf(request, { ...draft, actor, realm, body: checked.requested });
    const received = await file(tools, { ...checked, actor }, command);
    sameOrRefuse(received);
    return { ...(await desk.answer(received)), ...(received.new && { status: 201 }) };
  });

  routes.add(listing)(async ({ query, realm, principal }) => ({
    status: 200,
    body: await listCommissions(db, regions, { realm, ...shownTo(principal), ...query }),
  }));

  routes.add(read)(async ({ params, realm, principal }) => {
    const found = await findCommission(db, realm, params.no);
    if (!found || !maySee(principal, found)) throw notFound(`协办 ${params.no}`);
    return { status: 200, body: await commissionView(db, regions, found) };
  });

  routes.add(act)(async ({ params, body, realm, principal, request }) => {
    const action = assistActions.get(params.action);
    if (!action)
      throw new Problem(404, {
        code: 'no-such-action',
        title: '协办没有这个操作',
        detail: `可用的操作:${[...assistActions.keys()].join('、')}。`,
      });
    const actor = actorOf(principal, action.roles);
    const found = await findCommission(db, realm, params.no);
    if (!found || (actor.role === 'applicant' && !isOwner(principal, found.commission.uscc)))
      throw notFound(`协办 ${params.no}`);
    return desk.submit(request, {
      service: 'assist',
      workflowId: assistWorkflowId(params.no),
      caseNo: params.no,
      kind: params.action,
      actor,
      realm,
      body: action.body.parse(body),
    });
  });
}
