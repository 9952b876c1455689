/** What brings new days into the calendar. */
import type { CalendarChange, CalendarYear } from '@yichuang/kernel';

/** A local holiday or closure, or work on a day off (全国年节及纪念日放假办法 4): days on which a region differs. */
export interface CalendarOverlay {
  /** Region ID; all regions if absent. */
  region?: string;
  /** The decision, by title and number or address. */
  source: string;
  publishedOn: string;
  days: { date: string; working: boolean; reason: string }[];
}

/** What a new calendar version adds to the one in force. */
export interface CalendarAddition {
  years: CalendarYear[];
  days: Omit<CalendarChange, 'inForceAt'>[];
}
