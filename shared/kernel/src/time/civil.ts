import { dateOfDay, dayNumber, daysInMonth, digits2, leadingDay, NO_DAY, pad2, weekdayOf } from './day-number.ts';
import type { Instant } from './instant.ts';
import { instant, millis } from './instant.ts';

/** A legal date in Beijing, 'YYYY-MM-DD'. */
export type CivilDate = string;

const MINUTES_PER_DAY = 1440;
// China has had one zone and no summer time since 1991; a fixed offset keeps replay independent of the host.
const OFFSET_MINUTES = 480;
const OFFSET_MS = OFFSET_MINUTES * 60_000;

/** True if the text names a day of the calendar in the form 'YYYY-MM-DD'. */
export function isCivilDate(text: string): boolean {
  return text.length === 10 && leadingDay(text) !== NO_DAY;
}

/**
 * Minutes since midnight of 'HH:mm'; '24:00' is 1440.
 * @throws {RangeError} if the text is no time of day
 */
export function minuteOf(time: string): number {
  const minutes = digits2(time, 0) * 60 + digits2(time, 3);
  const wellFormed = time.length === 5 && time.charCodeAt(2) === 58 && digits2(time, 3) < 60;
  if (!wellFormed || minutes > MINUTES_PER_DAY) throw new RangeError(`not a time of day (HH:mm): ${time}`);
  return minutes;
}

// A handful of times of day (17:30, 24:00, 09:00) end nearly all periods; building the text anew took most of a count.
const suffixes: string[] = [];

function utcSuffix(minute: number): string {
  return (suffixes[minute] ??= `T${pad2(Math.floor(minute / 60))}:${pad2(minute % 60)}:00.000Z`);
}

/**
 * The instant of a Beijing date and time of day; '24:00' is the next midnight (民法典 203).
 * @throws {RangeError} if date or time is malformed
 */
export function at(date: CivilDate, time: string): Instant {
  const day = dayNumber(date);
  const utc = minuteOf(time) - OFFSET_MINUTES;
  const sameDay = utc >= 0;
  return (sameDay ? date : dateOfDay(day - 1)) + utcSuffix(sameDay ? utc : utc + MINUTES_PER_DAY);
}

/**
 * Beijing date of an instant: from 16:00 Z on it is already the next day there.
 * @throws {RangeError} if the text does not begin with a date and an hour
 */
export function dateOf(i: Instant): CivilDate {
  const hour = digits2(i, 11);
  const day = leadingDay(i);
  if (hour >= 24 || day === NO_DAY) throw new RangeError(`not an instant: ${i}`);
  return hour < 16 ? i.slice(0, 10) : dateOfDay(day + 1);
}

/**
 * Reads 'YYYY-MM-DD HH:mm' as Beijing time.
 * @throws {RangeError} if malformed
 */
export function parseLocal(text: string): Instant {
  if (text.length !== 16 || text[10] !== ' ') throw new RangeError(`not a local time (YYYY-MM-DD HH:mm): ${text}`);
  return at(text.slice(0, 10), text.slice(11));
}

/** Milliseconds since Beijing midnight. @throws {RangeError} if not an instant */
export function millisOfDay(i: Instant): number {
  return (((millis(i) + OFFSET_MS) % 86_400_000) + 86_400_000) % 86_400_000;
}

/** Beijing time as people read it, 'YYYY-MM-DD HH:mm'; seconds are cut off. @throws {RangeError} if not an instant */
export function formatLocal(i: Instant): string {
  const shifted = instant(millis(i) + OFFSET_MS);
  return `${shifted.slice(0, 10)} ${shifted.slice(11, 16)}`;
}

/** The end of a period as people say it: midnight is '24:00' of the day that ends with it. @throws {RangeError} if not an instant */
export const formatEnd = (i: Instant): string =>
  millisOfDay(i) === 0 ? `${addDays(dateOf(i), -1)} 24:00` : formatLocal(i);

/** Beijing time for HTTP and CLI, 'YYYY-MM-DDTHH:mm:ss+08:00', with milliseconds only if there are any. @throws {RangeError} if not an instant */
export function formatOffset(i: Instant): string {
  const shifted = instant(millis(i) + OFFSET_MS);
  return `${shifted.slice(0, shifted.endsWith('.000Z') ? 19 : 23)}+08:00`;
}

/** The date `n` natural days later (earlier if negative). @throws {RangeError} on a malformed date */
export function addDays(date: CivilDate, n: number): CivilDate {
  return dateOfDay(dayNumber(date) + n);
}

/**
 * The corresponding day `n` months later, or that month's last day where there is none (民法典 202).
 * @throws {RangeError} on a malformed date or a fractional `n`
 */
export function addMonths(date: CivilDate, n: number): CivilDate {
  dayNumber(date);
  if (!Number.isInteger(n)) throw new RangeError(`months must be whole: ${n}`);
  const months = Number(date.slice(0, 4)) * 12 + digits2(date, 5) - 1 + n;
  const year = Math.floor(months / 12);
  if (year < 0 || year > 9999) throw new RangeError(`year outside 0000-9999: ${year}`);
  const month = (months % 12) + 1;
  const day = Math.min(digits2(date, 8), daysInMonth(year, month));
  return `${pad2(Math.floor(year / 100))}${pad2(year % 100)}-${pad2(month)}-${pad2(day)}`;
}

/** Natural days from `from` to `to`, negative if `to` is earlier. @throws {RangeError} on a malformed date */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** ISO weekday: Monday 1 … Sunday 7. @throws {RangeError} on a malformed date */
export function weekday(date: CivilDate): number {
  return weekdayOf(dayNumber(date));
}
