import type { Calendar } from './calendar.ts';
import type { CivilDate } from './civil.ts';
import { at } from './civil.ts';
import type { Instant } from './instant.ts';

/** A warning some working days before a due date. */
export interface Rung {
  daysBefore: number;
  date: CivilDate;
  at: Instant;
}

/**
 * Warning dates counted backwards in working days from the due date, at `time` (Beijing). A rung may lie before the start
 * day or in the past: whoever plans the ladder skips those (policy 1.8-1).
 * @throws {RangeError} if a count is fractional or leaves the known years
 */
export function rungs(dueDate: CivilDate, calendar: Calendar, daysBefore: readonly number[], time = '09:00'): Rung[] {
  return daysBefore.map((n) => {
    const date = n === 0 ? dueDate : calendar.addWorkingDays(dueDate, -n);
    return { daysBefore: n, date, at: at(date, time) };
  });
}
