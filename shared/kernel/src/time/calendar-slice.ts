import type { CalendarData, CalendarYear } from './calendar-data.ts';
import type { CivilDate } from './civil.ts';

function pick(names: Record<CivilDate, string>, keep: (d: CivilDate) => boolean): Record<CivilDate, string> {
  return Object.fromEntries(Object.entries(names).filter(([d]) => keep(d)));
}

/**
 * The same version cut down to some years, to keep workflow inputs small. What the following year's notice says about the last
 * December moves into the last year kept. Days after `toYear` become provisional in the result although they may be published.
 * @throws {RangeError} if none of the years is there
 */
export function slice(data: CalendarData, fromYear: number, toYear: number): CalendarData {
  const years: CalendarYear[] = data.years.filter((y) => y.year >= fromYear && y.year <= toYear);
  if (years.length === 0) throw new RangeError(`no calendar for ${fromYear}-${toYear}`);
  const next = data.years.find((y) => y.year === toYear + 1);
  const early = (d: CivilDate): boolean => d <= `${toYear}-12-31`;
  const merged = years.map((y): CalendarYear => {
    if (y.year !== toYear || next === undefined) return y;
    const off = next.off.filter(early);
    const work = next.work.filter(early);
    if (off.length + work.length === 0) return y;
    // The later notice wins, so a day it names must not stay in the other list.
    return {
      ...y,
      off: [...y.off.filter((d) => !work.includes(d)), ...off],
      work: [...y.work.filter((d) => !off.includes(d)), ...work],
      names: { ...y.names, ...pick(next.names ?? {}, early) },
    };
  });
  const changes = (data.changes ?? []).filter(
    (c) => c.date >= `${fromYear}-01-01` && (next === undefined || early(c.date)),
  );
  return { version: data.version, years: merged, ...(changes.length > 0 ? { changes } : {}) };
}
