/** The limit by which an item is decided, wherever it is told: in its review and on the document of acceptance. */
import { at, type CalendarData, type CivilDate, type Deadline, deadline, periodText } from '@yichuang/kernel';
import type { CaseSlice, ItemSlice } from '@yichuang/regions/types';
import { calendarOf } from './machine.ts';

/** The limit that the item is held to: the promised one; where none is promised, the statutory one (policy 1.8-16); none where neither is set. */
export function limitOf(
  item: ItemSlice,
  acceptedOn: CivilDate,
  calendar: CalendarData,
  { region, officeHours }: Pick<CaseSlice, 'region' | 'officeHours'>,
): Deadline | undefined {
  const period = item.promised ?? item.statutory?.period;
  if (!period) return undefined;
  return deadline({
    key: `due:${item.code}`,
    start: at(acceptedOn, '00:00'),
    rule: '受理之日的次日起算',
    period,
    calendar: calendarOf(calendar, region.id),
    hours: officeHours,
  });
}

/** The limit as a document of acceptance tells it. */
export const limitText = ({ promised }: Pick<ItemSlice, 'promised'>, due: Deadline): string =>
  `${promised ? '承诺' : '法定'}时限${periodText(due)},到期日${due.dueDate}${due.provisional ? '(暂定)' : ''}`;

/** The law's own limit where another one is promised: in its own unit, from acceptance or from receipt (policy 1.8-16). */
export function statutoryLimitOf(
  { code, promised, statutory }: ItemSlice,
  { acceptedOn, receivedOn }: { acceptedOn: CivilDate; receivedOn: CivilDate },
  calendar: CalendarData,
  { region, officeHours }: Pick<CaseSlice, 'region' | 'officeHours'>,
): Deadline | undefined {
  if (!promised || !statutory) return undefined;
  const fromReceipt = statutory.start === 'receipt';
  return deadline({
    key: `statutory:${code}`,
    start: at(fromReceipt ? receivedOn : acceptedOn, '00:00'),
    rule: fromReceipt ? '收到齐全材料之日的次日起算' : '受理之日的次日起算',
    period: statutory.period,
    calendar: calendarOf(calendar, region.id),
    hours: officeHours,
  });
}
