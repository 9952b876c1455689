/** Routes every service has: its part of a case's trail, the documents it issued, commands and their outcomes, late refusals. */

import type { KeyObject } from 'node:crypto';
import { factWords, isFactType, wordOf } from '@yichuang/contracts';
import { type ServiceName, type StoredFact, services } from '@yichuang/contracts/temporal';
import { formatOffset } from '@yichuang/kernel';
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { isApplicant, requireCase } from '../auth/scope.ts';
import { auditCase } from '../facts/audit.ts';
import { documentsOf } from '../facts/documents.ts';
import { type CommandStatus, findCommand, lateRefusals } from '../journal/journal.ts';
import { notFound, problemBody } from './problem.ts';
import { nothing, type Routes, route } from './route.ts';
import { actor, caseNo, clauses, commandReply, count, documentReply, instantText } from './schemas.ts';

const factReply = z
  .strictObject({
    sequence: z.int().min(1).meta({ description: '在本服务该办件留痕中的序号' }),
    workflowId: z.string(),
    type: z.string().meta({ examples: ['itemAccepted'] }),
    word: z.string().meta({ description: '留痕用语', examples: ['受理'] }),
    code: z
      .int()
      .optional()
      .meta({ description: '办理状态(BLZT)', examples: [3] }),
    at: instantText.meta({ description: '发生法律效力的时刻' }),
    recordedAt: instantText.meta({ description: '记录的时刻' }),
    actor,
    basis: clauses,
    data: z.unknown().meta({ description: '事实的内容,依 type 而定' }),
    hash: z.string().meta({ description: '链上该事实的 SHA-256,十六进制' }),
  })
  .meta({ id: 'Fact', description: '一条留痕' });

const trailReply = z.strictObject({ caseNo, service: z.enum(services), count, facts: z.array(factReply) });

const links = z.int().min(0).meta({ description: '留痕条数' });
const integrityReply = z.discriminatedUnion('intact', [
  z.strictObject({
    caseNo,
    service: z.enum(services),
    intact: z.literal(true),
    links,
    sealedUpTo: z.int().min(0).meta({ description: '已签名到第几条' }),
    messages: z.int().min(0).meta({ description: '与留痕核对过的已发布消息数' }),
  }),
  z.strictObject({
    caseNo,
    service: z.enum(services),
    intact: z.literal(false),
    links,
    brokenAt: z.int().min(1).meta({ description: '第一处断开的序号' }),
    why: z.string(),
  }),
]);

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
  params: z.object({ no: caseNo }),
  query: nothing,
  body: nothing,
  tag: '留痕',
  reply: { 200: trailReply },
});

const caseDocuments = route({
  method: 'get',
  path: '/v1/cases/{no}/documents',
  operationId: 'caseDocuments',
  summary: '本服务就一件办件发出的文书;申请人只看到发给本单位的',
  roles: [],
  params: z.object({ no: caseNo }),
  query: nothing,
  body: nothing,
  tag: '文书',
  reply: { 200: z.strictObject({ caseNo, service: z.enum(services), count, documents: z.array(documentReply) }) },
});

const commandStatus = route({
  method: 'get',
  path: '/v1/commands/{id}',
  operationId: 'commandStatus',
  summary: '一个命令的结果',
  roles: [],
  params: z.object({ id: z.uuid().meta({ description: '命令编号' }) }),
  query: nothing,
  body: nothing,
  tag: '命令',
  reply: { 200: commandReply },
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
  tag: '命令',
  reply: { 200: z.strictObject({ count, notices: z.array(commandReply) }) },
});

const integrity = route({
  method: 'get',
  path: '/v1/cases/{no}/integrity',
  operationId: 'caseIntegrity',
  summary: '一件办件在本服务的留痕是否完整、未被篡改',
  roles: ['supervisor', 'auditor', 'admin'],
  params: z.object({ no: caseNo }),
  query: nothing,
  body: nothing,
  tag: '留痕',
  reply: { 200: integrityReply },
});

interface TrailRow {
  sequence: number;
  workflowId: string;
  body: StoredFact;
  hash: string;
}

/** A fact as people and tools read it. */
const readable = ({ sequence, workflowId, body, hash }: TrailRow): z.input<typeof factReply> => ({
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
  routes.add(caseFacts)(async ({ params, realm, principal }) => {
    await requireCase(plain, principal, realm, params.no);
    const { rows } = await sql<TrailRow>`select f.sequence, f.workflow_id as "workflowId", f.body, f.hash
      from ${sql.ref(`${service}.fact`)} f join ${sql.ref(`${service}.workflow`)} w using (workflow_id)
      where f.case_no = ${params.no} and w.realm = ${realm} order by f.sequence`.execute(plain);
    return { status: 200, body: { caseNo: params.no, service, count: rows.length, facts: rows.map(readable) } };
  });
  routes.add(caseDocuments)(async ({ params, realm, principal }) => {
    await requireCase(plain, principal, realm, params.no);
    const addressee = isApplicant(principal) ? { uscc: principal.uscc ?? '' } : {};
    const documents = await documentsOf(plain, service, { caseNo: params.no, realm, ...addressee });
    return { status: 200, body: { caseNo: params.no, service, count: documents.length, documents } };
  });
  routes.add(integrity)(async ({ params, realm, principal }) => {
    await requireCase(plain, principal, realm, params.no);
    return {
      status: 200,
      body: { caseNo: params.no, service, ...(await auditCase(db, { service, caseNo: params.no, key })) },
    };
  });
  routes.add(commandStatus)(async ({ params, realm, principal }) => {
    const command = await findCommand(plain, realm, params.id);
    const mine = command?.caller === principal.sub;
    if (!command || !(mine || principal.roles.includes('admin'))) throw notFound('该命令');
    if (!mine) await requireCase(plain, principal, realm, command.caseNo);
    return { status: 200, body: statusBody(command) };
  });
  routes.add(notices)(async ({ realm, principal }) => {
    const late = await lateRefusals(plain, realm, principal.sub);
    return { status: 200, body: { count: late.length, notices: late.map(statusBody) } };
  });
}

const statusBody = ({
  id,
  kind,
  workflowId,
  receivedAt,
  state,
  outcome,
}: CommandStatus): z.input<typeof commandReply> => ({
  commandId: id,
  kind,
  workflowId,
  receivedAt: formatOffset(receivedAt),
  state,
  ...(outcome && { outcome: outcome.status }),
  ...(outcome?.status === 'done' && { result: outcome.data }),
  ...(outcome?.status === 'refused' && { problem: problemBody(409, outcome.problem) }),
});
