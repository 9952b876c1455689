/** Routes every service has: its part of a case's trail, commands and their outcomes, late refusals. */

import type { KeyObject } from 'node:crypto';
import { factWords, isFactType, wordOf } from '@yichuang/contracts';
import { type ServiceName, type StoredFact } from '@yichuang/contracts/temporal';
import { formatOffset } from '@yichuang/kernel';
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { auditCase } from '../facts/audit.ts';
import { type CommandStatus, findCommand, lateRefusals } from '../journal/journal.ts';
import { notFound, problemBody } from './problem.ts';
import { nothing, type Routes, route } from './route.ts';

const caseFacts = route({
  method: 'get',
  path: '/v1/cases/{no}/facts',
  operationId: 'caseFacts',
  summary: '一件办件在本服务的留痕',
  roles: [
    'clerk',
    'handler',
    'lead',
    'coordinator',
    'supervisor',
    'auditor',
    'admin',
    'assist-desk',
    'assist-officer',
    'system',
  ],
  params: z.object({ no: z.string().min(1).max(80) }),
  query: nothing,
  body: nothing,
});

const commandStatus = route({
  method: 'get',
  path: '/v1/commands/{id}',
  operationId: 'commandStatus',
  summary: '一个命令的结果',
  roles: [],
  params: z.object({ id: z.uuid() }),
  query: nothing,
  body: nothing,
});

const notices = route({
  method: 'get',
  path: '/v1/notices',
  operationId: 'notices',
  summary: '答复 202 之后又被拒绝的本人命令',
  roles: [],
  params: nothing,
  query: nothing,
  body: nothing,
});

const integrity = route({
  method: 'get',
  path: '/v1/cases/{no}/integrity',
  operationId: 'caseIntegrity',
  summary: '一件办件在本服务的留痕是否完整、未被篡改',
  roles: ['supervisor', 'auditor', 'admin'],
  params: z.object({ no: z.string().min(1).max(80) }),
  query: nothing,
  body: nothing,
});

interface TrailRow {
  sequence: number;
  workflowId: string;
  body: StoredFact;
  hash: string;
}

/** A fact as people and tools read it. */
const readable = ({ sequence, workflowId, body, hash }: TrailRow): object => ({
  sequence,
  workflowId,
  type: body.type,
  word: wordOf(body.type, body.data),
  ...(isFactType(body.type) && factWords[body.type].code !== undefined && { code: factWords[body.type].code }),
  at: formatOffset(body.at),
  recordedAt: formatOffset(body.recordedAt),
  actor: body.actor,
  basis: body.basis,
  data: body.data,
  hash,
});

export function commonRoutes<DB>(
  service: ServiceName,
  routes: Routes,
  { db, key }: { db: Kysely<DB>; key: KeyObject | undefined },
): void {
  const plain: QueryExecutorProvider = db;
  routes.add(caseFacts)(async ({ params, realm }) => {
    const { rows } = await sql<TrailRow>`select f.sequence, f.workflow_id as "workflowId", f.body, f.hash
      from ${sql.ref(`${service}.fact`)} f join ${sql.ref(`${service}.workflow`)} w using (workflow_id)
      where f.case_no = ${params.no} and w.realm = ${realm} order by f.sequence`.execute(plain);
    return { status: 200, body: { caseNo: params.no, service, count: rows.length, facts: rows.map(readable) } };
  });
  routes.add(integrity)(async ({ params }) => ({
    status: 200,
    body: { caseNo: params.no, service, ...(await auditCase(db, { service, caseNo: params.no, key })) },
  }));
  routes.add(commandStatus)(async ({ params, realm, principal }) => {
    const command = await findCommand(plain, realm, params.id);
    const mine = command?.caller === principal.sub || principal.roles.includes('admin');
    if (!command || !mine) throw notFound('该命令');
    return { status: 200, body: statusBody(command) };
  });
  routes.add(notices)(async ({ realm, principal }) => {
    const late = await lateRefusals(plain, realm, principal.sub);
    return { status: 200, body: { count: late.length, notices: late.map(statusBody) } };
  });
}

const statusBody = ({ id, kind, workflowId, receivedAt, state, outcome }: CommandStatus): object => ({
  commandId: id,
  kind,
  workflowId,
  receivedAt: formatOffset(receivedAt),
  state,
  ...(outcome && { outcome: outcome.status }),
  ...(outcome?.status === 'done' && { result: outcome.data }),
  ...(outcome?.status === 'refused' && { problem: problemBody(409, outcome.problem) }),
});
