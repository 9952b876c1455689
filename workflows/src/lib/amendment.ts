/** A calendar version comes into force in a running case. */
import type { CommonFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { amendDeadline, type CalendarData, type Deadline, type Instant } from '@yichuang/kernel';
import type { CaseSlice } from '@yichuang/regions/types';
import { calendarOf } from './machine.ts';

const basis = ['工作日历修订'];

export const calendarAdopted = ({ at, calendar }: { at: Instant; calendar: CalendarData }): CommonFact => ({
  type: 'calendarAdopted',
  at,
  actor: systemActor,
  basis,
  data: { calendar },
});

/**
 * The version is the case's own from here on, and what is open is counted anew by it (docs/architecture.md); one that only becomes firm
 * is told too. `amend` where a deadline is more than its own period, such as the earlier of two.
 */
export function inForce(
  open: Deadline[],
  { region, officeHours }: Pick<CaseSlice, 'region' | 'officeHours'>,
  input: { at: Instant; calendar: CalendarData },
  amend: (from: Deadline, anew: (of: Deadline) => Deadline) => Deadline = (from, anew) => anew(from),
): CommonFact[] {
  const { at } = input;
  const calendar = calendarOf(input.calendar, region.id);
  const anew = (of: Deadline): Deadline => amendDeadline(of, calendar, at, officeHours);
  const retimed = open.flatMap((from): CommonFact[] => {
    const to = amend(from, anew);
    if (to.dueAt === from.dueAt && to.provisional === from.provisional) return [];
    return [{ type: 'deadlineRetimed', at, actor: systemActor, basis, data: { key: from.key, from, to } }];
  });
  return [calendarAdopted(input), ...retimed];
}
