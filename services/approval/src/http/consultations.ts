/** What other departments were asked about an item, and said. */
import { notFound, nothing, type Routes, route, type ServiceTools } from '@yichuang/platform';
import type { Regions } from '@yichuang/regions';
import { consultationsOf } from '../store/consultation-queries.ts';
import { periodsOfItem } from '../store/queries.ts';
import type { ApprovalDatabase } from '../store/schema.ts';
import { itemOf, itemParams } from './item-no.ts';
import { consultationsReply } from './replies.ts';
import { overseesAll, ownDepartment, staff } from './tasks.ts';

const reading = route({
  method: 'get',
  path: '/v1/items/{itemCaseNo}/consultations',
  operationId: 'itemConsultations',
  summary: '就一个事项征求意见的情况',
  roles: staff,
  params: itemParams,
  query: nothing,
  body: nothing,
  tag: '待办',
  reply: { 200: consultationsReply },
});

/** A department reads what it asked and what it is asked. */
export function consultationRoutes(routes: Routes, { db }: ServiceTools<ApprovalDatabase>, regions: Regions): void {
  routes.add(reading)(async ({ params: { itemCaseNo }, realm, principal }) => {
    const item = itemOf(itemCaseNo);
    const department = overseesAll(principal) ? undefined : (ownDepartment(principal) ?? '');
    const request = { realm, principal, ...item, department };
    if ((await periodsOfItem(db, request)).length === 0) throw notFound(`事项 ${itemCaseNo}`);
    return { status: 200, body: { consultations: await consultationsOf(db, regions, request) } };
  });
}
