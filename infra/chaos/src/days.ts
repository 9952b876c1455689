/** The days of a wave, read off the State Council's notice for 2026 by hand: what the kernel computes must agree with them. */
import type { Random } from './random.ts';

export interface Days {
  /** Most cases are filed on this day … */
  filed: string;
  /** … so silence accepts at the close of the working day after it; here the acts and the faults happen. */
  due: string;
  /** The working day after that: rounds begun on the due day run out here, which no wave reaches. */
  next: string;
  /** Seven natural days from the filing day end on the due day, since they would end on a day off (民法典 203). */
  weekEndsDue?: true;
}

const choices: readonly [Days, ...Days[]] = [
  // Friday; the Sunday is a make-up working day for 国庆.
  { filed: '2026-09-18', due: '2026-09-20', next: '2026-09-21' },
  // Thursday, Friday, then the make-up Sunday.
  { filed: '2026-09-17', due: '2026-09-18', next: '2026-09-20' },
  // The day before 国庆; the first working day is 8 October.
  { filed: '2026-09-30', due: '2026-10-08', next: '2026-10-09', weekEndsDue: true },
  // Friday, make-up Saturday, then 春节 until the 23rd.
  { filed: '2026-02-13', due: '2026-02-14', next: '2026-02-24' },
  // Friday, make-up Saturday, Monday.
  { filed: '2026-05-08', due: '2026-05-09', next: '2026-05-11' },
  // A plain week.
  { filed: '2026-07-14', due: '2026-07-15', next: '2026-07-16' },
];

export const pickDays = (random: Random): Days => random.pick(choices);

/** 17:30 in Beijing. */
export const closeOf = (day: string): string => `${day}T09:30:00.000Z`;

/** When a period of one working day that begins on a day of the wave runs out. */
export function nextClose({ filed, due, next }: Days, from: string): string {
  if (from === filed) return closeOf(due);
  if (from === due) return closeOf(next);
  throw new Error(`${from} is no day of this wave`);
}

/** Beijing date of an instant. */
export const dayOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);
