/** Amendments of the working-day calendar: proposed, previewed, and approved by a second person. */
import { amendmentWorkflowId, type Role } from '@yichuang/contracts/temporal';
import { type Deadline, formatOffset, parseInstant } from '@yichuang/kernel';
import {
  actorOf,
  actReplies,
  actRoute,
  type CaseAct,
  fieldProblem,
  filingOf,
  notFound,
  nothing,
  pageOf,
  pageSize,
  type Routes,
  requireRegion,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import type { Regions } from '@yichuang/regions';
import type { AmendmentCommand } from '@yichuang/workflows/messages';
import { z } from 'zod';
import { type Amendment, effectsOf, findAmendments, proposeAmendment } from '../store/amendments.ts';
import type { ApprovalDatabase } from '../store/schema.ts';
import { amendmentReply, amendmentsReply, effectsReply, proposal } from './calendar-replies.ts';

const proposers: readonly Role[] = ['coordinator', 'admin'];
const approvers: readonly Role[] = ['supervisor', 'admin'];
const readers: readonly Role[] = ['coordinator', 'supervisor', 'auditor', 'admin'];

const tag = '工作日历';
const no = z
  .string()
  .min(1)
  .max(40)
  .meta({ description: '修订编号', examples: ['CAL-20261116-000001'] });
const paged = z.object({ limit: pageSize, after: z.string().max(200).optional() });

const propose = route({
  method: 'post',
  path: '/v1/calendar/amendments',
  operationId: 'proposeAmendment',
  summary: '提出工作日历修订',
  roles: proposers,
  params: nothing,
  query: nothing,
  body: proposal,
  tag,
  reply: { ...actReplies({ amendmentNo: no }), 201: actReplies({ amendmentNo: no })[200] },
});

const list = route({
  method: 'get',
  path: '/v1/calendar/amendments',
  operationId: 'listAmendments',
  summary: '工作日历修订列表',
  roles: readers,
  params: nothing,
  query: paged,
  body: nothing,
  tag,
  reply: { 200: amendmentsReply },
});

const read = route({
  method: 'get',
  path: '/v1/calendar/amendments/{no}',
  operationId: 'readAmendment',
  summary: '一件工作日历修订',
  roles: readers,
  params: z.object({ no }),
  query: nothing,
  body: nothing,
  tag,
  reply: { 200: amendmentReply },
});

const effects = route({
  method: 'get',
  path: '/v1/calendar/amendments/{no}/effects',
  operationId: 'amendmentEffects',
  summary: '修订将移动哪些期限',
  roles: readers,
  params: z.object({ no }),
  query: paged,
  body: nothing,
  tag,
  reply: { 200: effectsReply },
});

const decisions: readonly CaseAct<AmendmentCommand['kind']>[] = [
  { kind: 'approve', summary: '批准工作日历修订', roles: approvers, body: z.strictObject({}).default({}) },
  {
    kind: 'reject',
    summary: '否决工作日历修订',
    roles: approvers,
    body: z.strictObject({ reason: z.string().max(500) }),
  },
];

const amendment = {
  path: '/v1/calendar/amendments/{no}',
  params: z.object({ no }),
  name: 'Amendment',
  tag,
  fact: 'amendmentApproved',
};

export function amendmentRoutes(routes: Routes, tools: ServiceTools<ApprovalDatabase>, { packs }: Regions): void {
  const { db, desk } = tools;
  const found = async (realm: string, amendmentNo: string): Promise<Amendment> => {
    const [one] = await findAmendments(db, realm, { no: amendmentNo, limit: 1 });
    if (!one) throw notFound(`工作日历修订 ${amendmentNo}`);
    return one;
  };

  routes.add(propose)(async ({ body, realm, principal, request }) => {
    requireRegion(principal);
    const { notBefore, ...rest } = body;
    const amendment = { ...rest, ...(notBefore !== undefined && { notBefore: parseInstant(notBefore) }) };
    const elsewhere = amendment.days.find(({ region }) => region !== undefined && !packs.has(region))?.region;
    if (elsewhere !== undefined) throw fieldProblem('unknown-region', 'days', elsewhere);
    await effectsOf(db, realm, amendment, { limit: 1 }).catch(contradiction);
    const actor = actorOf(principal, proposers);
    const command = filingOf(request, { service: 'approval', kind: 'propose', actor, realm, body: amendment });
    const received = await proposeAmendment(tools, amendment, command);
    return desk.filed(received);
  });

  routes.add(list)(async ({ query, realm }) => {
    const rows = await findAmendments(db, realm, { limit: query.limit + 1, before: query.after });
    const { shown, more } = pageOf(rows, query.limit, ({ amendment_no: no }) => no);
    return { status: 200, body: { amendments: shown.map(view), ...more } };
  });

  routes.add(read)(async ({ params, realm }) => ({ status: 200, body: view(await found(realm, params.no)) }));

  routes.add(effects)(async ({ params, query, realm, principal }) => {
    requireRegion(principal);
    const { proposed } = await found(realm, params.no);
    const { moved, ...rest } = await effectsOf(db, realm, proposed, query);
    return {
      status: 200,
      body: { ...rest, moved: moved.map((one) => ({ ...one, from: due(one.from), to: due(one.to) })) },
    };
  });

  for (const act of decisions)
    routes.add(actRoute(amendment, act))(async ({ params, body, realm, principal, request }) => {
      requireRegion(principal);
      const { amendment_no: amendmentNo } = await found(realm, params.no);
      return desk.submit(request, {
        service: 'approval',
        workflowId: amendmentWorkflowId(amendmentNo),
        caseNo: amendmentNo,
        kind: act.kind,
        actor: actorOf(principal, approvers),
        realm,
        body,
      });
    });
}

function contradiction(error: unknown): never {
  if (error instanceof RangeError) throw fieldProblem('calendar-contradicts-itself', 'years', error.message);
  throw error;
}

const due = ({ dueDate, dueAt, provisional }: Deadline) => ({ dueDate, dueAt: formatOffset(dueAt), provisional });

const view = ({ amendment_no: amendmentNo, proposed, state, ...row }: Amendment) => ({
  amendmentNo,
  state,
  reason: proposed.reason,
  years: proposed.years.map(({ year }) => year),
  days: proposed.days,
  proposedAt: formatOffset(row.proposed_at),
  proposedBy: row.proposed_by,
  ...(row.decided_at !== null && { decidedAt: formatOffset(row.decided_at) }),
  ...(row.decided_by !== null && { decidedBy: row.decided_by }),
  ...(row.version !== null && { version: row.version }),
  ...(row.in_force_at !== null && { inForceAt: formatOffset(row.in_force_at) }),
  behind: row.behind,
});
