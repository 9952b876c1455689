/** A deadline as people read it, the same everywhere, so that both sides show the same date. */
import { type Deadline, explainText, formatOffset } from '@yichuang/kernel';
import type { QueryExecutorProvider } from 'kysely';
import { z } from 'zod';
import { regionOf } from '../auth/scope.ts';
import { calendarVersion } from '../calendar/store.ts';
import { dateText, instantText } from './schemas.ts';

export const clockReply = z
  .strictObject({
    start: instantText.meta({ description: '起算时刻' }),
    dueAt: instantText.meta({ description: '到期时刻:在此之前为按期,此刻及以后为逾期' }),
    dueDate: dateText,
    calendarVersion: z.int(),
    provisional: z.boolean().meta({ description: '暂定:所涉年份的放假安排尚未公布' }),
    why: z.array(z.string()).meta({ description: '期限的推算过程' }),
  })
  .meta({ id: 'Clock', description: '期限' });

export type ClockView = z.input<typeof clockReply>;

/** Explained by the calendar version it was counted with, as that counts in the region of the case. */
export async function clockView(
  db: QueryExecutorProvider,
  { realm, caseNo }: { realm: string; caseNo: string },
  deadline: Deadline,
): Promise<ClockView> {
  const calendar = await calendarVersion(db, realm, deadline.calendarVersion, await regionOf(db, caseNo));
  return {
    start: formatOffset(deadline.start.instant),
    dueAt: formatOffset(deadline.dueAt),
    dueDate: deadline.dueDate,
    calendarVersion: deadline.calendarVersion,
    provisional: deadline.provisional,
    why: explainText(deadline, calendar),
  };
}
