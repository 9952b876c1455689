/** Facts of `calendarAmendmentWorkflow`: a new calendar version, proposed by one person, approved by another. */
import type { CalendarYear, CivilDate, Instant } from '@yichuang/kernel';
import type { NewFact } from '../temporal/core.ts';
import type { CommonFact } from './application.ts';

/** One day that becomes a working day or a day off; `source` is the notice or decision it rests on. */
export interface AmendedDay {
  date: CivilDate;
  working: boolean;
  reason: string;
  source: string;
  /** The only region where it counts; everywhere if absent. */
  region?: string;
}

/** What a new version adds to the one in force: whole years as their notice sets them, and single days. */
export interface AmendmentData {
  amendmentNo: string;
  reason: string;
  years: CalendarYear[];
  days: AmendedDay[];
  /** Not before this instant; at once where it is absent. */
  notBefore?: Instant;
}

export type AmendmentFact =
  | NewFact<'amendmentProposed', AmendmentData>
  | NewFact<'amendmentApproved', AmendmentData>
  | NewFact<'amendmentRejected', { amendmentNo: string; reason: string }>
  | CommonFact;
