import type { Calendar } from './calendar.ts';
import type { CivilDate } from './civil.ts';
import { at, dateOf, millisOfDay, minuteOf } from './civil.ts';
import type { Instant } from './instant.ts';
import { instant, millis } from './instant.ts';

/** Opening times of one working day, 'HH:mm' in Beijing time, in order and not overlapping. */
type Sessions = { from: string; to: string }[];

/** `seasons`: 夏令、冬令作息, 'MM-DD' to 'MM-DD' inclusive, also across new year; the first that holds a day rules it. */
export interface OfficeHours {
  sessions: Sessions;
  seasons?: { from: string; to: string; sessions: Sessions }[];
}

/** 09:00–12:00 and 13:30–17:30, where a region sets nothing else. */
export const DEFAULT_OFFICE_HOURS: OfficeHours = {
  sessions: [
    { from: '09:00', to: '12:00' },
    { from: '13:30', to: '17:30' },
  ],
};

function sessionsOn(date: CivilDate, { sessions, seasons }: OfficeHours): Sessions {
  if (seasons === undefined) return sessions;
  const day = date.slice(5);
  const season = seasons.find(({ from, to }) => (from <= to ? from <= day && day <= to : from <= day || day <= to));
  return season?.sessions ?? sessions;
}

/** The sessions of a day in milliseconds. @throws {RangeError} if there is none, or they are malformed or out of order */
function sessionMillis(date: CivilDate, hours: OfficeHours): { from: number; to: number }[] {
  const sessions = sessionsOn(date, hours).map((s) => ({
    from: minuteOf(s.from) * 60_000,
    to: minuteOf(s.to) * 60_000,
  }));
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
  const sessions = sessionsOn(date, hours);
  const last = sessions[sessions.length - 1];
  if (last === undefined) throw new RangeError('office hours without a session');
  return at(date, last.to);
}

/** True within a session of a working day; at its closing minute it is closed. @throws {RangeError} before the first known year */
export function isOpen(i: Instant, calendar: Calendar, hours: OfficeHours = DEFAULT_OFFICE_HOURS): boolean {
  const ms = millisOfDay(i);
  const date = dateOf(i);
  return calendar.isWorkingDay(date) && sessionMillis(date, hours).some((s) => s.from <= ms && ms < s.to);
}

/** The instant itself if open, else the start of the next session (“在工作时间即时”). @throws {RangeError} before the first known year */
export function nextOpening(i: Instant, calendar: Calendar, hours: OfficeHours = DEFAULT_OFFICE_HOURS): Instant {
  if (isOpen(i, calendar, hours)) return i;
  const date = dateOf(i);
  const ms = millisOfDay(i);
  const later = sessionsOn(date, hours).find((s) => minuteOf(s.from) * 60_000 > ms);
  if (later !== undefined && calendar.isWorkingDay(date)) return at(date, later.from);
  const next = calendar.addWorkingDays(date, 1);
  return at(next, sessionsOn(next, hours)[0]?.from ?? '');
}

/**
 * The instant at which `ms` of office time have passed since `start`; a period that fills a session ends at its close.
 * @throws {RangeError} before the first known year
 */
export function addOfficeTime(start: Instant, ms: number, calendar: Calendar, hours: OfficeHours): Instant {
  const startDate = dateOf(start);
  const worksToday = calendar.isWorkingDay(startDate);
  let date = worksToday ? startDate : calendar.addWorkingDays(startDate, 1);
  let now = worksToday ? millisOfDay(start) : 0;
  for (let rest = ms; ; date = calendar.addWorkingDays(date, 1), now = 0) {
    for (const session of sessionMillis(date, hours)) {
      const from = Math.max(session.from, now);
      if (from >= session.to) continue;
      if (rest <= session.to - from) return instant(millis(at(date, '00:00')) + from + rest);
      rest -= session.to - from;
    }
  }
}
