import { calendarOverlaySchema } from '../schema/calendar-overlay.ts';
import { calendarYearSchema } from '../schema/calendar-year.ts';
import type { CalendarAddition, CalendarOverlay } from '../types/calendar.ts';
import { type Checked, check } from './json-file.ts';

/**
 * A year's notice of the State Council's office, or a local overlay (it has `days`), as what it adds to the calendar; `place` names it in
 * problems. Nothing of a file with a problem is taken.
 */
export function parseCalendar(value: unknown, place: string): Checked<CalendarAddition> {
  if (typeof value === 'object' && value !== null && 'days' in value) {
    const overlay = check(calendarOverlaySchema, value, place);
    return overlay.ok ? { ok: true, value: { years: [], days: overlayDays(overlay.value) } } : overlay;
  }
  const year = check(calendarYearSchema, value, place);
  return year.ok ? { ok: true, value: { years: [year.value], days: [] } } : year;
}

const overlayDays = ({ region, source, days }: CalendarOverlay): CalendarAddition['days'] =>
  days.map((day) => ({ ...day, source, ...(region !== undefined && { region }) }));
