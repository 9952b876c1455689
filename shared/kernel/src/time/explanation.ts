import type { Calendar } from './calendar.ts';
import type { CalendarChange, CalendarYear } from './calendar-data.ts';
import type { CivilDate } from './civil.ts';
import { dateOf, daysBetween } from './civil.ts';
import type { DayEnd, Deadline, Extension, Pause, Unit } from './deadline-types.ts';
import type { Step } from './explain.ts';
import { explain } from './explain.ts';
import { explainText } from './explain-text.ts';
import type { Instant } from './instant.ts';

/** A due date with everything it rests on: what a screen or an answer over HTTP shows. JSON-plain. */
export interface Explanation {
  start: { date: CivilDate; instant: Instant; rule: string };
  amount: number;
  unit: Unit;
  dayEnd: DayEnd;
  due: { date: CivilDate; at: Instant };
  /** 暂定 or 确定. */
  standing: 'provisional' | 'firm';
  steps: Step[];
  /** With the days it took out, in the unit's own days; none while it is open. */
  pauses: (Pause & { days?: number })[];
  extensions: Extension[];
  calendar: {
    version: number;
    /** Notices of the years the count touches. */
    notices: (CalendarYear['notice'] & { year: number })[];
    /** Amended days within the count. */
    amendments: CalendarChange[];
    /** Years the count touches whose notice is not published. */
    unpublishedYears: number[];
  };
  basis: string[];
  /** The same in words. */
  text: string[];
}

const yearOf = (date: CivilDate): number => Number(date.slice(0, 4));

/**
 * Why a deadline ends when it does. Give the calendar version it was counted with.
 * @throws {RangeError} before the first known calendar year
 */
export function explanation(d: Deadline, calendar: Calendar): Explanation {
  const date = dateOf(d.start.instant);
  const { years } = calendar.data;
  const touched = Array.from({ length: yearOf(d.dueDate) - yearOf(date) + 1 }, (_, i) => yearOf(date) + i);
  const countsWorkingDays = d.unit === 'workingDay' || d.unit === 'officeHour';
  const pausedFor = (start: CivilDate, end: CivilDate): number =>
    countsWorkingDays ? calendar.countWorkingDays(start, end) : daysBetween(start, end);
  return {
    start: { date, ...d.start },
    amount: d.amount,
    unit: d.unit,
    dayEnd: d.dayEnd,
    due: { date: d.dueDate, at: d.dueAt },
    standing: d.provisional ? 'provisional' : 'firm',
    steps: explain(d, calendar),
    pauses: d.pauses.map((p) => (p.end === undefined ? p : { ...p, days: pausedFor(p.start, p.end) })),
    extensions: d.extensions,
    calendar: {
      version: d.calendarVersion,
      notices: years.filter(({ year }) => touched.includes(year)).map(({ year, notice }) => ({ year, ...notice })),
      amendments: calendar.changes.filter((change) => change.date > date && change.date <= d.dueDate),
      unpublishedYears: touched.filter((year) => calendar.isProvisional(`${String(year)}-12-31`)),
    },
    basis: d.basis,
    text: explainText(d, calendar),
  };
}
