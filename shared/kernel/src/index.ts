export type { ProjectCodeCheck } from './codes/project-code.ts';
export { checkProjectCode, makeProjectCode } from './codes/project-code.ts';
export type { UsccCheck } from './codes/uscc.ts';
export { checkUscc } from './codes/uscc.ts';
export type { MovedDeadline, MovedRung } from './time/amendment.ts';
export { amendDeadline, previewAmendment } from './time/amendment.ts';
export type { Day } from './time/calendar.ts';
export { Calendar } from './time/calendar.ts';
export type { CalendarChange, CalendarData, CalendarYear } from './time/calendar-data.ts';
export { withChanges } from './time/calendar-data.ts';
export { slice } from './time/calendar-slice.ts';
export type { CivilDate } from './time/civil.ts';
export {
  addDays,
  addMonths,
  at,
  dateOf,
  daysBetween,
  formatEnd,
  formatLocal,
  formatOffset,
  isCivilDate,
  parseLocal,
  weekday,
} from './time/civil.ts';
export type { DeadlineInput } from './time/deadline.ts';
export { deadline, isLate, retime } from './time/deadline.ts';
export type { DayEnd, Deadline, Extension, Pause, Period, Unit } from './time/deadline-types.ts';
export type { Step } from './time/explain.ts';
export { explain } from './time/explain.ts';
export { clausesIn, explainText, periodText } from './time/explain-text.ts';
export type { Explanation } from './time/explanation.ts';
export { explanation } from './time/explanation.ts';
export { statutoryDays } from './time/holiday-law.ts';
export type { Instant } from './time/instant.ts';
export { instant, millis, parseInstant } from './time/instant.ts';
export type { Rung } from './time/ladder.ts';
export { rungs } from './time/ladder.ts';
export type { OfficeHours } from './time/office-hours.ts';
export { closeOf, DEFAULT_OFFICE_HOURS, isOpen, nextOpening } from './time/office-hours.ts';
export type { OffDayReceipt } from './time/receipt.ts';
export { receiptStart } from './time/receipt.ts';
export { assertNever } from './util/assert-never.ts';
