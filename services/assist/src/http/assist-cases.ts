/** Commissions: ask for one, read, list, act. */
import { assistWorkflowId, type Role } from '@yichuang/contracts/temporal';
import {
  actorOf,
  actReplies,
  actRoute,
  filingOf,
  notFound,
  nothing,
  type Principal,
  pageSize,
  problemOf,
  type Routes,
  refuseClassified,
  requireRegion,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import type { Regions } from '@yichuang/regions';
import { z } from 'zod';
import { file } from '../store/filing.ts';
import { commissionView, type FoundCommission, findCommission, listCommissions } from '../store/queries.ts';
import { type AssistDatabase, assistPhases } from '../store/schema.ts';
import { assistActions } from './actions.ts';
import { assistCaseReply, assistCasesReply } from './replies.ts';
import { assistRequest, checkRequest } from './request.ts';

const readers: readonly Role[] = ['applicant', 'assist-officer', 'assist-desk', 'supervisor', 'admin', 'auditor'];
/** Roles that see every commission. */
const overseers: readonly Role[] = ['assist-desk', 'supervisor', 'admin', 'auditor'];

const tag = '协办';
const no = z
  .string()
  .min(1)
  .max(80)
  .meta({ description: '申请编号', examples: ['441702-XB20260918-000001'] });
const requested = actReplies({ assistNo: no });

const request = route({
  method: 'post',
  path: '/v1/assist-cases',
  operationId: 'requestAssist',
  summary: '申请协办',
  roles: ['applicant', 'assist-desk'],
  body: assistRequest,
  params: nothing,
  query: nothing,
  tag,
  reply: { ...requested, 201: requested[200] },
});

const listing = route({
  method: 'get',
  path: '/v1/assist-cases',
  operationId: 'listAssistCases',
  summary: '协办列表',
  roles: readers,
  query: z.object({
    state: z.enum(assistPhases).optional(),
    limit: pageSize,
    after: z.string().max(80).optional(),
  }),
  params: nothing,
  body: nothing,
  tag,
  reply: { 200: assistCasesReply },
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
  tag,
  reply: { 200: assistCaseReply },
});

const assistCase = {
  path: '/v1/assist-cases/{no}',
  params: z.object({ no }),
  name: 'AssistCase',
  tag,
  fact: 'officerAssigned',
};

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
      throw problemOf('not-your-enterprise', '建设单位只能为本单位申请协办。');
    const checked = checkRequest(regions, body);
    requireRegion(principal, checked.requested.region);
    const command = filingOf(request, { service: 'assist', kind: 'file', actor, realm, body: checked.requested });
    const received = await file(tools, { ...checked, actor }, command);
    return desk.filed(received);
  });

  routes.add(listing)(async ({ query, realm, principal }) => ({
    status: 200,
    body: await listCommissions(db, regions, { realm, principal, ...shownTo(principal), ...query }),
  }));

  routes.add(read)(async ({ params, realm, principal }) => {
    const found = await findCommission(db, { realm, principal, no: params.no });
    if (!found || !maySee(principal, found)) throw notFound(`协办 ${params.no}`);
    return { status: 200, body: await commissionView(db, regions, found) };
  });

  for (const action of assistActions)
    routes.add(actRoute(assistCase, action))(async ({ params, body, realm, principal, request }) => {
      const actor = actorOf(principal, action.roles);
      const found = await findCommission(db, { realm, principal, no: params.no });
      if (!found || (actor.role === 'applicant' && !isOwner(principal, found.commission.uscc)))
        throw notFound(`协办 ${params.no}`);
      return desk.submit(request, {
        service: 'assist',
        workflowId: assistWorkflowId(params.no),
        caseNo: params.no,
        kind: action.kind,
        actor,
        realm,
        body,
      });
    });
}
