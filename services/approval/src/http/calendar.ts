/** The working-day calendar in force: what a day is, and when a period ends. */
import { at, deadline, explain, explainText, formatOffset } from '@yichuang/kernel';
import {
  calendarInForce,
  fieldProblem,
  nothing,
  type Routes,
  regionAsked,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import { type Regions } from '@yichuang/regions';
import { z } from 'zod';
import type { ApprovalDatabase } from '../store/schema.ts';
import { countReply, dayReply } from './calendar-replies.ts';

const tag = '工作日历';
const date = z.iso.date();
const region = z.string().max(60).optional().meta({ description: '地区的名称或者标识;只在该地区有效的修订也计入' });

const readDay = route({
  method: 'get',
  path: '/v1/calendar/days/{date}',
  operationId: 'readCalendarDay',
  summary: '某日是否工作日',
  roles: [],
  params: z.object({ date }),
  query: z.object({ region }),
  body: nothing,
  tag,
  reply: { 200: dayReply },
});

const count = route({
  method: 'get',
  path: '/v1/calendar/period',
  operationId: 'countPeriod',
  summary: '期限何日届满',
  roles: [],
  params: nothing,
  query: z.object({
    from: date,
    amount: z.coerce.number().int().min(0).max(1000),
    unit: z.enum(['workingDay', 'naturalDay', 'month']).default('workingDay'),
    dayEnd: z.enum(['office', 'midnight']).default('office'),
    region,
  }),
  body: nothing,
  tag,
  reply: { 200: countReply },
});

export function calendarRoutes(routes: Routes, { db }: ServiceTools<ApprovalDatabase>, regions: Regions): void {
  const regionOf = (name: string | undefined): string | undefined =>
    name === undefined ? undefined : regionAsked(regions, name).id;

  routes.add(readDay)(async ({ params, query, realm }) => {
    const calendar = await calendarInForce(db, realm, regionOf(query.region));
    const day = within('date', () => calendar.day(params.date));
    return { status: 200, body: { ...day, calendarVersion: calendar.version } };
  });

  routes.add(count)(async ({ query, realm }) => {
    const { from, region: name, ...period } = query;
    const calendar = await calendarInForce(db, realm, regionOf(name));
    const due = within('from', () =>
      deadline({ key: 'period', start: at(from, '00:00'), period: { ...period, basis: [] }, calendar }),
    );
    const { dueDate, dueAt, provisional, calendarVersion } = due;
    const counted = { from, dueDate, dueAt: formatOffset(dueAt), provisional, calendarVersion };
    return { status: 200, body: { ...counted, why: explainText(due, calendar), steps: explain(due, calendar) } };
  });
}

/** A day before the first known year is the caller's mistake. */
function within<T>(field: string, count: () => T): T {
  try {
    return count();
  } catch (error) {
    if (error instanceof RangeError) throw fieldProblem('outside-calendar', field, error.message);
    throw error;
  }
}
