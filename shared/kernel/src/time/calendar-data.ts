import type { CivilDate } from './civil.ts';
import type { Instant } from './instant.ts';

/** One year's notice of the State Council's office. December days of the year before may stand in it. */
export interface CalendarYear {
  year: number;
  notice: { title: string; url: string; publishedOn: CivilDate };
  /** Days off named by the notice, weekend days among them included. */
  off: CivilDate[];
  /** Make-up working days (Saturdays and Sundays). */
  work: CivilDate[];
  /** The holiday a day off or a make-up day belongs to. */
  names?: Record<CivilDate, string>;
}

/** An amendment of single days (a later notice, a local holiday or closure); with a region it counts there only. */
export interface CalendarChange {
  date: CivilDate;
  working: boolean;
  reason: string;
  source: string;
  inForceAt: Instant;
  region?: string;
}

/** A calendar version as it is stored and travels in workflow inputs; of several changes to a day the last holds. */
export interface CalendarData {
  version: number;
  years: CalendarYear[];
  changes?: CalendarChange[];
}

/** What a notice or an amendment says about one day. */
export interface Mark {
  working: boolean;
  reason: string;
  source: string;
}

/**
 * The published years in order.
 * @throws {RangeError} if none is given, one is given twice or one between them is missing: a gap would silently count as Mon–Fri
 */
export function publishedYears(data: CalendarData): CalendarYear[] {
  const years = [...data.years].sort((a, b) => a.year - b.year);
  const first = years[0];
  if (first === undefined) throw new RangeError('calendar without a year');
  years.forEach((y, i) => {
    if (y.year !== first.year + i)
      throw new RangeError(`calendar years must follow each other: ${years.map((x) => x.year).join(', ')}`);
  });
  return years;
}

/**
 * A version as the next one has it: with further years (a year given again is replaced) and single days after those it had.
 * Nothing is checked; a {@link Calendar} of the result does that.
 */
export function withChanges(
  data: CalendarData,
  inForceAt: Instant,
  { years, days }: { years: CalendarYear[]; days: Omit<CalendarChange, 'inForceAt'>[] },
): CalendarData {
  const kept = data.years.filter((old) => !years.some(({ year }) => year === old.year));
  return {
    version: data.version + 1,
    years: [...kept, ...years].sort((a, b) => a.year - b.year),
    changes: [...(data.changes ?? []), ...days.map((day) => ({ ...day, inForceAt }))],
  };
}

/** Amendments that count in a region: those of all regions and its own; without a region, only the former. */
export const changesFor = (data: CalendarData, region: string | undefined): CalendarChange[] =>
  (data.changes ?? []).filter((change) => change.region === undefined || change.region === region);

/** Every day a notice or an amendment speaks of. Later files win over earlier ones, amendments over notices. */
export function marksOf(data: CalendarData, years: CalendarYear[], region?: string): Map<CivilDate, Mark> {
  const marks = new Map<CivilDate, Mark>();
  for (const y of years) {
    const name = (date: CivilDate): string => y.names?.[date] ?? '';
    for (const date of y.off) marks.set(date, { working: false, reason: `${name(date)}放假`, source: y.notice.url });
    for (const date of y.work)
      marks.set(date, { working: true, reason: `${name(date)}调休上班`, source: y.notice.url });
  }
  for (const c of changesFor(data, region)) {
    const what = c.working ? '工作日' : '休息日';
    marks.set(c.date, { working: c.working, reason: `工作日历修订改为${what}（${c.reason}）`, source: c.source });
  }
  return marks;
}
