import type { Calendar } from './calendar.ts';
import type { CivilDate } from './civil.ts';
import { at, dateOf, millisOfDay, minuteOf } from './civil.ts';
import type { Instant } from './instant.ts';
import { instant, millis } from './instant.ts';

/** Opening times of one working day, 'HH:mm' in Beijing time, in order and not overlapping. */
export interface OfficeHours {
  sessions: { from: string; to: string }[];
}

/** 09:00–12:00 and 13:30–17:30, where a region sets nothing else. */
export const DEFAULT_OFFICE_HOURS: OfficeHours = {
  sessions: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
};

/** The sessions in milliseconds of the day. @throws {RangeError} if there is none, or they are malformed or out of order */
function sessionMillis(hours: OfficeHours): { from: number; to: number }[] {
  const sessions = hours.sessions.map((s) => ({ from: minuteOf(s.from) * 60_000, to: minuteOf(s.to) * 60_000 }));
  let last = -1;
  for (const s of sessions) {
    if (s.from <= last || s.to <= s.from) throw new RangeError('office hours must be in order');
    last = s.to;
  }
  if (sessions.length === 0) throw new RangeError('office hours without a session');
  return sessions;
}

/**
 * Close of business on a day, the end of a department's last day (民法典 203). The day is not checked to be a working day.
 * @throws {RangeError} if there is no session or the date is malformed
 */
export function closeOf(date: CivilDate, hours: OfficeHours = DEFAULT_OFFICE_HOURS): Instant {
  const last = hours.sessions[hours.sessions.length - 1];
  if (last === undefined) throw new RangeError('office hours without a session');
  return at(date, last.to);
}

/** True within a session of a working day; at its closing minute it is closed. @throws {RangeError} before the first known year */
export function isOpen(i: Instant, calendar: Calendar, hours: OfficeHours = DEFAULT_OFFICE_HOURS): boolean {
  const ms = millisOfDay(i);
  return calendar.isWorkingDay(dateOf(i)) && sessionMillis(hours).some((s) => s.from <= ms && ms < s.to);
}

/** The instant itself if open, else the start of the next session (“在工作时间即时”). @throws {RangeError} before the first known year */
export function nextOpening(i: Instant, calendar: Calendar, hours: OfficeHours = DEFAULT_OFFICE_HOURS): Instant {
  if (isOpen(i, calendar, hours)) return i;
  const date = dateOf(i);
  const ms = millisOfDay(i);
  const later = hours.sessions.find((s) => minuteOf(s.from) * 60_000 > ms);
  if (later !== undefined && calendar.isWorkingDay(date)) return at(date, later.from);
  return at(calendar.addWorkingDays(date, 1), hours.sessions[0]?.from ?? '');
}

/**
 * The instant at which `ms` of office time have passed since `start`; a period that fills a session ends at its close.
 * @throws {RangeError} before the first known year
 */
export function addOfficeTime(start: Instant, ms: number, calendar: Calendar, hours: OfficeHours): Instant {
  const sessions = sessionMillis(hours);
  const perDay = sessions.reduce((sum, s) => sum + s.to - s.from, 0);
  const startDate = dateOf(start);
  const worksToday = calendar.isWorkingDay(startDate);
  const now = worksToday ? millisOfDay(start) : 0;
  const gone = sessions.reduce((sum, s) => sum + Math.min(Math.max(now - s.from, 0), s.to - s.from), 0);
  const wholeDays = Math.max(Math.ceil((gone + ms) / perDay) - 1, 0);
  const date = calendar.addWorkingDays(worksToday ? startDate : calendar.addWorkingDays(startDate, 1), wholeDays);
  let rest = gone + ms - wholeDays * perDay;
  let end = 0;
  for (const s of sessions) {
    end = s.from + Math.min(rest, s.to - s.from);
    rest -= end - s.from;
    if (rest === 0) break;
  }
  return instant(millis(at(date, '00:00')) + end);
}
