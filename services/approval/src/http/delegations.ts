/** The register of delegations: a unit's chief representative (首席代表) grants and revokes; whoever oversees reads all of it. */
import { delegationWorkflowId, type Role } from '@yichuang/contracts/temporal';
import { formatOffset, parseInstant } from '@yichuang/kernel';
import {
  actorOf,
  actReplies,
  actRoute,
  clauses,
  fieldProblem,
  filingOf,
  filled,
  instantText,
  itemCode,
  named,
  next,
  notFound,
  nothing,
  type Principal,
  pageOf,
  pageSize,
  problemOf,
  type Routes,
  realmClock,
  regionAsked,
  requireRegion,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import { departmentByName, itemByCode, namedDepartment, type Regions } from '@yichuang/regions';
import { z } from 'zod';
import { type Delegation, findDelegations, grantDelegation } from '../store/delegations.ts';
import type { ApprovalDatabase } from '../store/schema.ts';

const granters: readonly Role[] = ['lead'];
const revokers: readonly Role[] = ['lead', 'supervisor'];
const overseers: readonly Role[] = ['coordinator', 'supervisor', 'auditor', 'admin'];
const readers: readonly Role[] = ['lead', 'handler', 'clerk', ...overseers];

const tag = '授权';
const no = z
  .string()
  .min(1)
  .max(40)
  .meta({ description: '授权编号', examples: ['DLG-20260918-000001'] });
const words = filled(100);
const instant = z.iso.datetime({ offset: true });

const delegationReply = z
  .strictObject({
    delegationNo: no,
    state: z.enum(['active', 'expired', 'revoked']),
    region: named,
    department: named,
    person: z.strictObject({ id: z.string(), name: z.string() }),
    items: z.array(itemCode),
    from: instantText,
    to: instantText,
    basis: clauses,
    grantedAt: instantText,
    grantedBy: z.string(),
    revokedAt: instantText.optional(),
    revokedBy: z.string().optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'Delegation', description: '一项授权' });

const granting = route({
  method: 'post',
  path: '/v1/delegations',
  operationId: 'grantDelegation',
  summary: '授权窗口人员以本单位名义作出决定',
  roles: granters,
  params: nothing,
  query: nothing,
  body: z.strictObject({
    region: words.meta({ description: '地区' }),
    person: z.strictObject({ id: words, name: words }).meta({ description: '被授权人的账号标识和姓名' }),
    items: z
      .array(words)
      .min(1)
      .max(60)
      .meta({ description: '事项编码', examples: [['I46']] }),
    from: instant.optional().meta({ description: '起始时刻;不填则自授权时起' }),
    to: instant.meta({ description: '终止时刻,届时不再有效' }),
    basis: z
      .array(filled(200))
      .min(1)
      .max(10)
      .meta({ description: '授权所依据的条款和文书', examples: [['000 二(二)3', '住建授〔2026〕1号']] }),
  }),
  tag,
  reply: { ...actReplies({ delegationNo: no }), 201: actReplies({ delegationNo: no })[200] },
});

const listing = route({
  method: 'get',
  path: '/v1/delegations',
  operationId: 'listDelegations',
  summary: '授权登记册',
  roles: readers,
  params: nothing,
  query: z.object({
    limit: pageSize,
    after: z.string().max(200).optional(),
  }),
  body: nothing,
  tag,
  reply: { 200: z.strictObject({ delegations: z.array(delegationReply), next }) },
});

const revoking = actRoute(
  { path: '/v1/delegations/{no}', params: z.object({ no }), name: 'Delegation', tag, fact: 'delegationRevoked' },
  { kind: 'revoke', summary: '收回授权', roles: revokers, body: z.strictObject({ reason: z.string().max(500) }) },
);

export function delegationRoutes(routes: Routes, tools: ServiceTools<ApprovalDatabase>, regions: Regions): void {
  const { db, desk } = tools;

  routes.add(granting)(async ({ body, realm, principal, request }) => {
    const actor = actorOf(principal, granters);
    const department = departmentByName(regions.catalogue, principal.departmentId ?? '');
    if (!department) throw problemOf('not-your-task', '只有承办单位的首席代表可以授权;访问令牌没有写明所属单位。');
    const region = regionAsked(regions, body.region);
    requireRegion(principal, region.id);
    const unknown = body.items.find((code) => !itemByCode(regions.catalogue, code));
    if (unknown !== undefined) throw fieldProblem('unknown-item', 'items', unknown);
    const now = await realmClock(db, realm);
    const from = body.from === undefined ? undefined : parseInstant(body.from);
    const to = parseInstant(body.to);
    if (to <= (from ?? now) || to <= now)
      throw fieldProblem('delegation-period', 'to', '终止时刻应当晚于起始时刻和当前时刻');
    const { person, basis } = body;
    const items = [...new Set(body.items)];
    const grant = { region: region.id, department: department.code, person, items, basis, to };
    const content = { ...grant, ...(from !== undefined && { from }) };
    const command = filingOf(request, { service: 'approval', kind: 'grantDelegation', actor, realm, body: content });
    const received = await grantDelegation(tools, { ...grant, from, departmentName: department.name }, command);
    return desk.filed(received);
  });

  routes.add(listing)(async ({ query, realm, principal }) => {
    const rows = await findDelegations(db, {
      realm,
      principal,
      ...visible(principal),
      limit: query.limit + 1,
      after: query.after,
    });
    const { shown, more } = pageOf(rows, query.limit, ({ delegation_no: no }) => no);
    return { status: 200, body: { delegations: shown.map((row) => view(regions, row)), ...more } };
  });

  routes.add(revoking)(async ({ params, body, realm, principal, request }) => {
    const [row] = await findDelegations(db, { realm, principal, ...visible(principal), no: params.no, limit: 1 });
    if (!row) throw notFound(`授权 ${params.no}`);
    return desk.submit(request, {
      service: 'approval',
      workflowId: delegationWorkflowId(row.delegation_no),
      caseNo: row.delegation_no,
      kind: 'revoke',
      actor: actorOf(principal, revokers),
      realm,
      body,
    });
  });
}

/** Overseers see the whole register, a unit what it granted, the window's staff what they were granted. */
function visible({ roles, departmentId, sub }: Principal): { department?: string; person?: string } {
  if (departmentId !== undefined) return { department: departmentId };
  return overseers.some((role) => roles.includes(role)) ? {} : { person: sub };
}

function view({ packs, catalogue }: Regions, row: Delegation): z.input<typeof delegationReply> {
  const { region, department } = row;
  return {
    delegationNo: row.delegation_no,
    state: row.revoked_at !== null ? 'revoked' : row.expired ? 'expired' : 'active',
    region: { code: region, name: packs.get(region)?.name ?? region },
    department: namedDepartment(catalogue, department),
    person: { id: row.person_id, name: row.person_name },
    items: row.items,
    from: formatOffset(row.from_at),
    to: formatOffset(row.to_at),
    basis: row.basis,
    grantedAt: formatOffset(row.granted_at),
    grantedBy: row.granted_by,
    ...(row.revoked_at !== null && { revokedAt: formatOffset(row.revoked_at) }),
    ...(row.revoked_by !== null && { revokedBy: row.revoked_by }),
    ...(row.reason !== null && { reason: row.reason }),
  };
}
