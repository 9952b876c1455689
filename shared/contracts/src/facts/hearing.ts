/** Facts of a hearing (听证) on an item under review (行政许可法 36, 46–48). */
import type { Deadline, Instant } from '@yichuang/kernel';
import type { NewFact } from '../temporal/core.ts';

interface OfItem {
  itemCode: string;
  department: string;
}

export type HearingFact =
  /** The applicant and whom the licence concerns are told that they may ask for one; `deadline`: until when (47). */
  | NewFact<'hearingRightTold', OfItem & { parties: string[]; deadline: Deadline }>
  | NewFact<'hearingRightLapsed', OfItem & { dueAt: Instant }>
  /** `deadline`: when it has to be held at the latest (47). */
  | NewFact<'hearingRequested', OfItem & { party: string; deadline: Deadline }>
  | NewFact<'hearingOverdue', OfItem & { dueAt: Instant }>
  | NewFact<'hearingAnnounced', OfItem & { heldAt: Instant; place: string; presider: string }>
  /** The record that the decision rests on (48). */
  | NewFact<'hearingHeld', OfItem & { minutes: string; signedBy: string[] }>;
