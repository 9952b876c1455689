import type { Calendar } from './calendar.ts';
import type { Deadline, Extension, Pause, Period } from './deadline-types.ts';
import type { Instant } from './instant.ts';
import type { OfficeHours } from './office-hours.ts';
import { DEFAULT_OFFICE_HOURS } from './office-hours.ts';
import { reckon } from './reckon.ts';

/** What a deadline is computed from. */
export interface DeadlineInput {
  key: string;
  start: Instant;
  /** Why the clock starts there, in Chinese; the rule of 民法典 201 if left out. */
  rule?: string;
  period: Period;
  calendar: Calendar;
  hours?: OfficeHours;
  pauses?: readonly Pause[];
  extensions?: readonly Extension[];
}

function inHours(unit: Period['unit']): boolean {
  return unit === 'hour' || unit === 'officeHour';
}

function isProvisional(d: Deadline, calendar: Calendar): boolean {
  if (d.unit === 'hour') return false;
  const countsWorkingDays = d.unit === 'workingDay' || d.unit === 'officeHour';
  const reaches = (p: Pause): boolean => p.end !== undefined && calendar.isProvisional(p.end);
  return calendar.isProvisional(d.dueDate) || (countsWorkingDays && d.pauses.some(reaches));
}

/**
 * Computes a due date (行政许可法 42, 45, 82; 民法典 201–203). Ended pauses and extensions move it by working days, for natural
 * units by natural days; with an open pause it is the due date so far.
 * @throws {RangeError} if the amount is negative, or fractional in days or months; if a part is malformed; or before the first known year
 */
export function deadline(input: DeadlineInput): Deadline {
  const { amount, unit, dayEnd, basis } = input.period;
  if (!(amount >= 0) || !(Number.isInteger(amount) || (inHours(unit) && Number.isFinite(amount)))) {
    throw new RangeError(`not an amount of ${unit}: ${amount}`);
  }
  const rule =
    input.rule ?? (inHours(unit) ? '自起算时刻计算（民法典第二百零一条）' : '开始的当日不计入（民法典第二百零一条）');
  const result: Deadline = {
    key: input.key,
    start: { instant: input.start, rule },
    amount,
    unit,
    dayEnd,
    pauses: [...(input.pauses ?? [])],
    extensions: [...(input.extensions ?? [])],
    calendarVersion: input.calendar.version,
    dueDate: '',
    dueAt: '',
    basis: [...basis],
    provisional: false,
  };
  const due = reckon(result, input.calendar, input.hours ?? DEFAULT_OFFICE_HOURS);
  result.dueDate = due.dueDate;
  result.dueAt = due.dueAt;
  result.provisional = isProvisional(result, input.calendar);
  return result;
}

/**
 * The same deadline counted under another calendar version; idempotent. Give the office hours it was computed with.
 * @throws {RangeError} as {@link deadline} does
 */
export function retime(d: Deadline, calendar: Calendar, hours: OfficeHours = DEFAULT_OFFICE_HOURS): Deadline {
  return deadline({ ...d, start: d.start.instant, rule: d.start.rule, period: d, calendar, hours });
}

/** True from the due instant on: in time is `at < dueAt`, everywhere the same. */
export function isLate(at: Instant, dueAt: Instant): boolean {
  return at >= dueAt;
}
