import { dateOfDay, dayNumber, digits2, leadingDay, NO_DAY, pad2 } from './day-number.ts';

/** A point in time, always the 24 characters 'YYYY-MM-DDTHH:mm:ss.sssZ', so that instants compare with `<` as strings. */
export type Instant = string;

const DAY_MS = 86_400_000;
const ISO = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(?:Z|([+-])(\d\d):(\d\d))$/;

/**
 * The instant `ms` milliseconds after 1970-01-01T00:00Z.
 * @throws {RangeError} if fractional or outside the years 0000–9999
 */
export function instant(ms: number): Instant {
  if (!Number.isInteger(ms)) throw new RangeError(`milliseconds must be whole: ${ms}`);
  const day = Math.floor(ms / DAY_MS);
  const rest = ms - day * DAY_MS;
  const seconds = Math.floor(rest / 1000);
  const time = `${pad2(Math.floor(seconds / 3600))}:${pad2(Math.floor(seconds / 60) % 60)}:${pad2(seconds % 60)}`;
  return `${dateOfDay(day)}T${time}.${String(rest % 1000).padStart(3, '0')}Z`;
}

/**
 * Milliseconds since 1970-01-01T00:00Z.
 * @throws {RangeError} if the text is not in the 24-character form (see {@link parseInstant} for others)
 */
export function millis(i: Instant): number {
  const day = leadingDay(i);
  const hour = digits2(i, 11);
  const minute = digits2(i, 14);
  const second = digits2(i, 17);
  const ms = digits2(i, 20) * 10 + (i.charCodeAt(22) - 48);
  const marks = i.length === 24 && i[10] === 'T' && i[13] === ':' && i[16] === ':' && i[19] === '.' && i[23] === 'Z';
  const lastDigit = i.charCodeAt(22) >= 48 && i.charCodeAt(22) <= 57;
  const inRange = hour < 24 && minute < 60 && second < 60 && ms < 1000;
  if (!marks || !lastDigit || !inRange || day === NO_DAY) throw new RangeError(`not an instant: ${i}`);
  return day * DAY_MS + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms;
}

/**
 * Reads ISO-8601 with `Z` or `±hh:mm` and normalises it; a text without a zone is refused, for nobody could tell whose it is.
 * Fractions below a millisecond are cut off, so that an act never becomes later by being read.
 * @throws {RangeError} if malformed or without a zone
 */
export function parseInstant(text: string): Instant {
  const [, date = '', hour = '', minute = '', second = '00', fraction = '', sign, zoneHour = '00', zoneMinute = '00'] =
    ISO.exec(text) ?? [];
  const [h, m, s, zh, zm] = [Number(hour), Number(minute), Number(second), Number(zoneHour), Number(zoneMinute)];
  if (date === '' || h > 23 || m > 59 || s > 59 || zh > 23 || zm > 59)
    throw new RangeError(`not an ISO-8601 instant with a zone: ${text}`);
  const offset = (zh * 60 + zm) * (sign === '-' ? -1 : 1);
  const ms = Number(fraction.slice(0, 3).padEnd(3, '0'));
  return instant(dayNumber(date) * DAY_MS + ((h * 60 + m - offset) * 60 + s) * 1000 + ms);
}
