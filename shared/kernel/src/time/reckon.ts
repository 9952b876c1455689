import { assertNever } from '../util/assert-never.ts';
import type { Calendar } from './calendar.ts';
import type { CivilDate } from './civil.ts';
import { addDays, addMonths, at, dateOf, daysBetween } from './civil.ts';
import type { DayEnd, Deadline } from './deadline-types.ts';
import type { Instant } from './instant.ts';
import { instant, millis } from './instant.ts';
import type { OfficeHours } from './office-hours.ts';
import { addOfficeTime, closeOf } from './office-hours.ts';
import { pausedDays } from './pauses.ts';

/** What a count needs of a deadline. */
export type Reckoned = Pick<Deadline, 'start' | 'amount' | 'unit' | 'dayEnd' | 'pauses' | 'extensions'>;

/** Last day of a period and the first instant after it. */
export interface Due {
  dueDate: CivilDate;
  dueAt: Instant;
}

const HOUR_MS = 3_600_000;

/** Days granted by extensions, in the unit's own days. @throws {RangeError} if one is not a whole number of days or nobody approved it (行政许可法 42) */
export function extensionDays(extensions: Deadline['extensions']): number {
  let days = 0;
  for (const e of extensions) {
    if (!Number.isInteger(e.days) || e.days < 0) throw new RangeError(`extension must be whole days: ${e.days}`);
    if (e.approver.trim() === '') throw new RangeError('extension without an approver');
    days += e.days;
  }
  return days;
}

function shifted(date: CivilDate, calendar: Calendar): CivilDate {
  return calendar.isWorkingDay(date) ? date : calendar.addWorkingDays(date, 1);
}

function endOf(dueDate: CivilDate, dayEnd: DayEnd, hours: OfficeHours): Due {
  return { dueDate, dueAt: dayEnd === 'office' ? closeOf(dueDate, hours) : at(dueDate, '24:00') };
}

/** End of a natural-day or month period before 民法典 203 moves it off a day off. @throws {RangeError} on malformed dates */
export function naturalEnd(d: Reckoned): CivilDate {
  const start = dateOf(d.start.instant);
  const end = d.unit === 'month' ? addMonths(start, d.amount) : addDays(start, d.amount);
  return addDays(end, extensionDays(d.extensions) + pausedDays(d.pauses, start, daysBetween));
}

function workingDaysMoved(d: Reckoned, start: CivilDate, calendar: Calendar): number {
  return (
    extensionDays(d.extensions) + pausedDays(d.pauses, start, (after, upTo) => calendar.countWorkingDays(after, upTo))
  );
}

/**
 * Counts a period. Days: the start day is left out (民法典 201). Working days end on the n-th (行政许可法 82); natural days and
 * months ending on a day off end on the next working day (民法典 202, 203). Hours run from the start instant itself (民法典 201¶2).
 * @throws {RangeError} on malformed parts or before the first known calendar year
 */
export function reckon(d: Reckoned, calendar: Calendar, hours: OfficeHours): Due {
  const start = dateOf(d.start.instant);
  switch (d.unit) {
    case 'workingDay': {
      const n = d.amount + workingDaysMoved(d, start, calendar);
      return endOf(n === 0 ? shifted(start, calendar) : calendar.addWorkingDays(start, n), d.dayEnd, hours);
    }
    case 'naturalDay':
    case 'month':
      return endOf(shifted(naturalEnd(d), calendar), d.dayEnd, hours);
    case 'hour': {
      const days = extensionDays(d.extensions) + pausedDays(d.pauses, start, daysBetween);
      const ms = millis(d.start.instant) + Math.round((d.amount + days * 24) * HOUR_MS);
      // A period ending at midnight ends with the day before, as a day period does.
      return { dueDate: dateOf(instant(ms - 1)), dueAt: instant(ms) };
    }
    case 'officeHour': {
      const end = addOfficeTime(d.start.instant, Math.round(d.amount * HOUR_MS), calendar, hours);
      const date = dateOf(end);
      const dueDate = calendar.addWorkingDays(date, workingDaysMoved(d, start, calendar));
      const dueAt = instant(millis(end) + daysBetween(date, dueDate) * 24 * HOUR_MS);
      const close = closeOf(dueDate, hours);
      // The day it was moved to may close earlier than the day it was counted to.
      return { dueDate, dueAt: dueAt < close ? dueAt : close };
    }
    default:
      return assertNever(d.unit);
  }
}
