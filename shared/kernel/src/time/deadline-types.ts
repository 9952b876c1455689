import type { CivilDate } from './civil.ts';
import type { Instant } from './instant.ts';

/** 工作日 | 自然日 | 月 | 小时(自然) | 小时(工作). */
export type Unit = 'workingDay' | 'naturalDay' | 'month' | 'hour' | 'officeHour';

/** When the last day ends: at the close of office hours (departments, windows) or at 24:00 (applicants), 民法典 203. */
export type DayEnd = 'office' | 'midnight';

/** A legal or promised period with the clauses it rests on. */
export interface Period {
  amount: number;
  unit: Unit;
  dayEnd: DayEnd;
  basis: string[];
}

/** The clock stands still on the days in (start, end]; without `end` it still does (行政许可法 45). */
export interface Pause {
  start: CivilDate;
  end?: CivilDate;
  reason?: string;
}

/** Further working days (natural days for natural units) granted by `approver` (行政许可法 42). */
export interface Extension {
  days: number;
  approver: string;
  reason?: string;
}

/** A due date with all it was computed from, so that it can be explained and counted again. JSON-plain. */
export interface Deadline {
  key: string;
  start: { instant: Instant; rule: string };
  amount: number;
  unit: Unit;
  dayEnd: DayEnd;
  pauses: Pause[];
  extensions: Extension[];
  calendarVersion: number;
  /** The last day of the period. */
  dueDate: CivilDate;
  /** The first instant that is too late. */
  dueAt: Instant;
  basis: string[];
  /** Runs past the last published calendar year (暂定). */
  provisional: boolean;
}
