/** Results: where each is, until when it is due, who hands it out; and the release at the counter. */
import type { Role } from '@yichuang/contracts/temporal';
import {
  actorOf,
  actReplies,
  documentsOf,
  filled,
  notFound,
  nothing,
  type Principal,
  pageSize,
  type Routes,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import type { Regions } from '@yichuang/regions';
import { z } from 'zod';
import { findResult, listResults, resultView, type Sight } from '../store/queries.ts';
import type { IssuanceDatabase } from '../store/schema.ts';
import { resultReply, resultsReply } from './replies.ts';

const itemCaseNo = z
  .string()
  .min(1)
  .max(100)
  .meta({ description: '事项办件编号', examples: ['430000-20260918-000001-I39'] });
const text = filled(200);

const listing = route({
  method: 'get',
  path: '/v1/results',
  operationId: 'listResults',
  summary: '审批结果',
  roles: [],
  query: z.object({
    applicationNo: z.string().max(80).optional(),
    limit: pageSize,
    after: z.string().max(100).optional(),
  }),
  params: nothing,
  body: nothing,
  tag: '出件',
  reply: { 200: resultsReply },
});

const readResult = route({
  method: 'get',
  path: '/v1/results/{itemCaseNo}',
  operationId: 'readResult',
  summary: '一个事项的审批结果',
  roles: [],
  params: z.object({ itemCaseNo }),
  query: nothing,
  body: nothing,
  tag: '出件',
  reply: { 200: resultReply },
});

const pickUp = route({
  method: 'post',
  path: '/v1/results/{itemCaseNo}/pick-up',
  operationId: 'pickUpResult',
  summary: '窗口发放结果,登记签收',
  roles: ['clerk'],
  params: z.object({ itemCaseNo }),
  body: z.strictObject({
    signer: z.strictObject({ kind: z.enum(['applicant', 'proxy']), name: text }),
    authorisation: text
      .optional()
      .meta({ description: '代理人出具的授权委托书的编号或者日期', examples: ['2026-09-21'] }),
  }),
  query: nothing,
  tag: '出件',
  reply: actReplies({
    facts: z.array(z.string()).meta({ description: '记录的事实', examples: [['resultDelivered']] }),
  }),
});

/** Departments see only the results that they granted. */
const departments: readonly Role[] = ['handler', 'lead'];

const sightOf = (realm: string, principal: Principal): Sight => ({
  realm,
  principal,
  department: principal.roles.every((role) => departments.includes(role)) ? (principal.departmentId ?? '') : undefined,
});

export function resultRoutes(routes: Routes, { db, desk }: ServiceTools<IssuanceDatabase>, regions: Regions): void {
  routes.add(listing)(async ({ query, realm, principal }) => ({
    status: 200,
    body: await listResults(db, regions, { ...sightOf(realm, principal), ...query }),
  }));

  routes.add(readResult)(async ({ params, realm, principal }) => {
    const row = await findResult(db, sightOf(realm, principal), params.itemCaseNo);
    if (!row) throw notFound(`结果 ${params.itemCaseNo}`);
    const { application_no: caseNo, item_code: itemCode } = row;
    const documents = await documentsOf(db, 'issuance', { caseNo, realm, itemCode });
    return { status: 200, body: { ...(await resultView(db, row, regions)), documents } };
  });

  routes.add(pickUp)(async ({ params, body, realm, principal, request }) => {
    const row = await findResult(db, sightOf(realm, principal), params.itemCaseNo);
    if (!row) throw notFound(`结果 ${params.itemCaseNo}`);
    return desk.submit(request, {
      service: 'issuance',
      workflowId: row.workflow_id,
      caseNo: row.application_no,
      kind: 'pickUp',
      itemCode: row.item_code,
      actor: actorOf(principal, ['clerk']),
      realm,
      body,
    });
  });
}
