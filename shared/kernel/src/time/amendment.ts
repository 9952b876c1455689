import type { Calendar } from './calendar.ts';
import type { CivilDate } from './civil.ts';
import { dateOf } from './civil.ts';
import { retime } from './deadline.ts';
import type { Deadline } from './deadline-types.ts';
import type { Instant } from './instant.ts';
import { type Rung, rungs } from './ladder.ts';
import type { OfficeHours } from './office-hours.ts';

/**
 * An open deadline under a calendar version that is in force from `inForceAt`: what had run out before stays so, and a due date
 * moved earlier is never before that instant. Idempotent.
 * @throws {RangeError} before the first known year
 */
export function amendDeadline(d: Deadline, calendar: Calendar, inForceAt: Instant, hours?: OfficeHours): Deadline {
  if (d.dueAt <= inForceAt) return d;
  const counted = retime(d, calendar, hours);
  return counted.dueAt < inForceAt ? { ...counted, dueDate: dateOf(inForceAt), dueAt: inForceAt } : counted;
}

/** A rung of one deadline before and after; rungs already past when the version is in force are left out (policy 1.8-1). */
export interface MovedRung {
  daysBefore: number;
  from: CivilDate;
  to: CivilDate;
}

export interface MovedDeadline {
  key: string;
  from: Deadline;
  to: Deadline;
  rungs: MovedRung[];
}

/**
 * Which of these deadlines a calendar version would move, from when to when, and which rungs of the ladder with them.
 * @throws {RangeError} before the first known year
 */
export function previewAmendment(
  deadlines: readonly Deadline[],
  { before, after, inForceAt, hours }: { before: Calendar; after: Calendar; inForceAt: Instant; hours?: OfficeHours },
  daysBefore: readonly number[] = [],
): MovedDeadline[] {
  return deadlines.flatMap((from) => {
    const to = amendDeadline(from, after, inForceAt, hours);
    if (to.dueAt === from.dueAt && to.provisional === from.provisional) return [];
    const next = new Map(rungs(to.dueDate, after, daysBefore).map((rung) => [rung.daysBefore, rung]));
    const moved = rungs(from.dueDate, before, daysBefore).flatMap((old): MovedRung[] => {
      const rung = next.get(old.daysBefore);
      return rung !== undefined && rung.date !== old.date && ahead(old, rung, inForceAt)
        ? [{ daysBefore: old.daysBefore, from: old.date, to: rung.date }]
        : [];
    });
    return [{ key: from.key, from, to, rungs: moved }];
  });
}

const ahead = (old: Rung, next: Rung, inForceAt: Instant): boolean => old.at > inForceAt || next.at > inForceAt;
