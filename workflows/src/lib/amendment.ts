/** A calendar version comes into force in a running case. */
import type { CommonFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import {
  amendDeadline,
  type Calendar,
  type CalendarData,
  type Deadline,
  type Instant,
  type OfficeHours,
} from '@yichuang/kernel';
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

/** The version is the case's own from here on, and what is open is counted anew by it. */
export function inForce(
  open: Deadline[],
  { region, officeHours }: Pick<CaseSlice, 'region' | 'officeHours'>,
  input: { at: Instant; calendar: CalendarData },
): CommonFact[] {
  return [calendarAdopted(input), ...retimings(open, calendarOf(input.calendar, region.id), officeHours, input.at)];
}

/**
 * Open deadlines counted anew (docs/architecture.md); one that only becomes firm is told too. `amend` where a deadline is more than its own
 * period, such as the earlier of two.
 */
export function retimings(
  open: Deadline[],
  calendar: Calendar,
  hours: OfficeHours,
  at: Instant,
  amend: (from: Deadline) => Deadline = (from) => amendDeadline(from, calendar, at, hours),
): CommonFact[] {
  return open.flatMap((from): CommonFact[] => {
    const to = amend(from);
    if (to.dueAt === from.dueAt && to.provisional === from.provisional) return [];
    return [{ type: 'deadlineRetimed', at, actor: systemActor, basis, data: { key: from.key, from, to } }];
  });
}
