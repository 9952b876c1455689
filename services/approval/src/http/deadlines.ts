/** The due dates of an item, each with every day of its count. */
import { explanation, formatOffset } from '@yichuang/kernel';
import {
  calendarVersion,
  notFound,
  nothing,
  type Routes,
  regionOf,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import { periodsOfItem } from '../store/queries.ts';
import type { ApprovalDatabase } from '../store/schema.ts';
import { deadlinesReply } from './calendar-replies.ts';
import { itemOf, itemParams } from './item-no.ts';

const itemDeadline = route({
  method: 'get',
  path: '/v1/items/{itemCaseNo}/deadline',
  operationId: 'itemDeadline',
  summary: '一个事项的期限及其全部依据',
  roles: [],
  params: itemParams,
  query: nothing,
  body: nothing,
  tag: '期限',
  reply: { 200: deadlinesReply },
});

export function deadlineRoutes(routes: Routes, { db }: ServiceTools<ApprovalDatabase>): void {
  routes.add(itemDeadline)(async ({ params: { itemCaseNo }, realm, principal }) => {
    const { caseNo, itemCode } = itemOf(itemCaseNo);
    const periods = await periodsOfItem(db, { realm, principal, caseNo, itemCode });
    if (periods.length === 0) throw notFound(`事项 ${itemCaseNo}`);
    const region = await regionOf(db, caseNo);
    const deadlines = await Promise.all(
      periods
        .flatMap(({ deadline, statutory }) => [deadline, statutory].filter((one) => one !== null))
        .map(async (deadline) => {
          const calendar = await calendarVersion(db, realm, deadline.calendarVersion, region);
          const { start, due, ...rest } = explanation(deadline, calendar);
          return {
            key: deadline.key,
            ...rest,
            start: { ...start, instant: formatOffset(start.instant) },
            due: { ...due, at: formatOffset(due.at) },
          };
        }),
    );
    return { status: 200, body: { deadlines } };
  });
}
