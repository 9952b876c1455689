/** A calendar version comes into force in a running case. */
import type { CommonFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import {
  type Calendar,
  type CalendarData,
  type Deadline,
  dateOf,
  type Instant,
  type OfficeHours,
  retime,
} from '@yichuang/kernel';

const basis = ['工作日历修订'];

export const calendarAdopted = ({ at, calendar }: { at: Instant; calendar: CalendarData }): CommonFact => ({
  type: 'calendarAdopted',
  at,
  actor: systemActor,
  basis,
  data: { calendar },
});

/** Open deadlines counted anew; one moved earlier never ends before the version is in force (DESIGN §5). */
export function retimings(open: Deadline[], calendar: Calendar, hours: OfficeHours, at: Instant): CommonFact[] {
  return open.flatMap((from): CommonFact[] => {
    const counted = retime(from, calendar, hours);
    const to = counted.dueAt < at ? { ...counted, dueDate: dateOf(at), dueAt: at } : counted;
    if (to.dueAt === from.dueAt) return [];
    return [{ type: 'deadlineRetimed', at, actor: systemActor, basis, data: { key: from.key, from, to } }];
  });
}
