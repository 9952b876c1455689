// Days since 1970-01-01 in the proleptic Gregorian calendar, by arithmetic alone: `Date` would let the host's zone in.

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
const DAYS_BEFORE_MONTH = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
const MAX_DAY = 2_932_896; // 9999-12-31: later dates no longer sort as strings
const MIN_DAY = -719_528; // 0000-01-01

/** Stands for a text that names no day; an integer, for NaN would make every caller calculate in floating point. */
export const NO_DAY = -1_000_000;

/** Two decimal digits of `text` from `at`; 100, more than any part of a date or time may be, if they are not digits. */
export function digits2(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 100;
}

/** A number below 100 as two digits. */
export function pad2(n: number): string {
  return n < 10 ? `0${n}` : `${n}`;
}

function isLeap(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** Days of a month (1–12), leap years included. */
export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeap(year) ? 29 : (MONTH_DAYS[month - 1] ?? 0);
}

/** Day number of the 'YYYY-MM-DD' a text begins with, or {@link NO_DAY} if it names no day. */
export function leadingDay(text: string): number {
  const century = digits2(text, 0);
  const yearOfCentury = digits2(text, 2);
  const month = digits2(text, 5);
  const day = digits2(text, 8);
  const wellFormed = century < 100 && yearOfCentury < 100 && text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45;
  const year = century * 100 + yearOfCentury;
  if (!wellFormed || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return NO_DAY;
  // `| 0` cuts to an integer, several times faster than Math.floor in this innermost function.
  const leapDays = (((year + 3) / 4) | 0) - (((year + 99) / 100) | 0) + (((year + 399) / 400) | 0);
  const leapDay = month > 2 && isLeap(year) ? 1 : 0;
  return year * 365 + leapDays + (DAYS_BEFORE_MONTH[month - 1] ?? 0) + leapDay + day - 1 + MIN_DAY;
}

/**
 * Day number of a date.
 * @throws {RangeError} if the text is no 'YYYY-MM-DD' date
 */
export function dayNumber(date: string): number {
  const n = date.length === 10 ? leadingDay(date) : NO_DAY;
  if (n === NO_DAY) throw new RangeError(`not a date (YYYY-MM-DD): ${date}`);
  return n;
}

/**
 * The date of a day number.
 * @throws {RangeError} outside the years 0000–9999
 */
export function dateOfDay(n: number): string {
  if (!Number.isInteger(n) || n < MIN_DAY || n > MAX_DAY) throw new RangeError(`day outside the years 0000-9999: ${n}`);
  const z = n + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  const year = yoe + era * 400 + (month <= 2 ? 1 : 0);
  return `${pad2(Math.floor(year / 100))}${pad2(year % 100)}-${pad2(month)}-${pad2(doy - Math.floor((153 * mp + 2) / 5) + 1)}`;
}

/** ISO weekday of a day number: Monday 1 … Sunday 7. */
export function weekdayOf(n: number): number {
  return ((((n + 3) % 7) + 7) % 7) + 1;
}

/** Every date of a year in order; cheaper than one conversion per day, for workflows build calendars often. */
export function datesOfYear(year: number): string[] {
  const dates: string[] = [];
  for (let month = 1; month <= 12; month += 1) {
    const prefix = `${pad2(Math.floor(year / 100))}${pad2(year % 100)}-${pad2(month)}-`;
    const last = daysInMonth(year, month);
    for (let day = 1; day <= last; day += 1) dates.push(prefix + pad2(day));
  }
  return dates;
}
