/** Deadlines of a case: by the calendar it holds, as that counts in its region, and with its office hours. */
import type { OpenDeadlines, Wake } from '@yichuang/contracts';
import { type CalendarData, type Deadline, type DeadlineInput, deadline, retime } from '@yichuang/kernel';
import type { CaseSlice } from '@yichuang/regions/types';
import { calendarOf } from './machine.ts';

export interface Counting {
  calendar: CalendarData;
  slice: Pick<CaseSlice, 'region' | 'officeHours'>;
}

export const counted = ({ calendar, slice }: Counting, period: Omit<DeadlineInput, 'calendar' | 'hours'>): Deadline =>
  deadline({ ...period, calendar: calendarOf(calendar, slice.region.id), hours: slice.officeHours });

/** A deadline counted again; with other pauses and extensions where they are given. */
export const recounted = (
  { calendar, slice }: Counting,
  limit: Deadline,
  changes: Partial<Pick<Deadline, 'pauses' | 'extensions'>> = {},
): Deadline => retime({ ...limit, ...changes }, calendarOf(calendar, slice.region.id), slice.officeHours);

export const wakesOf = (deadlines: Deadline[]): Wake[] => deadlines.map(({ key, dueAt }) => ({ key, at: dueAt }));

export const openOf = ({ slice }: Pick<Counting, 'slice'>, deadlines: Deadline[]): OpenDeadlines => ({
  deadlines,
  hours: slice.officeHours,
  region: slice.region.id,
});
