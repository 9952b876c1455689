import type { Calendar } from './calendar.ts';
import { at, dateOf } from './civil.ts';
import type { Instant } from './instant.ts';

/** What a filing on a day off counts as: received that day, or at the beginning of the next working day. */
export type OffDayReceipt = 'asIs' | 'nextWorkingDay';

/**
 * Where the clock of a filing starts, with the rule if it is not the plain one of 民法典 201 (vector 8 of the test vectors).
 * @throws {RangeError} before the first known year
 */
export function receiptStart(
  receivedAt: Instant,
  policy: OffDayReceipt,
  calendar: Calendar,
): { start: Instant; rule?: string } {
  const date = dateOf(receivedAt);
  if (policy === 'asIs' || calendar.isWorkingDay(date)) return { start: receivedAt };
  const next = calendar.addWorkingDays(date, 1);
  return { start: at(next, '00:00'), rule: `${date}为休息日，视为${next}收件；开始的当日不计入（民法典第二百零一条）` };
}
