import type { CivilDate } from './civil.ts';
import type { Pause } from './deadline-types.ts';

/** A pause that has ended. */
export type EndedPause = Pause & { end: CivilDate };

/** The ended pauses in order of their start; an open one does not move the due date yet. @throws {RangeError} if one ends before it starts */
export function endedPauses(pauses: readonly Pause[]): EndedPause[] {
  const ended: EndedPause[] = [];
  for (const { end, ...pause } of pauses) {
    if (end === undefined) continue;
    if (end < pause.start) throw new RangeError(`pause ends before it starts: ${pause.start}/${end}`);
    ended.push({ ...pause, end });
  }
  return ended.sort((a, b) => (a.start < b.start ? -1 : 1));
}

/**
 * Days on which the clock stood still, by `count` over (start, end]; overlapping pauses count once, and nothing before `from`.
 * @throws {RangeError} if a pause ends before it starts
 */
export function pausedDays(
  pauses: readonly Pause[],
  from: CivilDate,
  count: (after: CivilDate, upTo: CivilDate) => number,
): number {
  if (pauses.length === 0) return 0;
  let days = 0;
  let reached = from;
  for (const { start, end } of endedPauses(pauses)) {
    const after = start > reached ? start : reached;
    if (end <= after) continue;
    days += count(after, end);
    reached = end;
  }
  return days;
}

/** The ended pause a day falls into: the day a pause begins still counts, the day it ends does not. */
export function pauseOn(date: CivilDate, pauses: readonly EndedPause[]): EndedPause | undefined {
  return pauses.find((p) => p.start < date && date <= p.end);
}
