/** Messages of `stageApprovalWorkflow`, which runs the accepted items of an application, all at once. */
import type { Addressee, CaseInput, CommandEnvelope, EventEnvelope, ItemResult } from '@yichuang/contracts';
import type { CivilDate } from '@yichuang/kernel';
import type { CaseSlice } from '@yichuang/regions/types';

export interface StageInput extends CaseInput {
  slice: CaseSlice;
  projectCode: string;
  applicant: Addressee;
}

export type StageCommand = CommandEnvelope<never>;

/** An item is accepted; no further item will be; an item moved to another unit; an item's review has ended. */
export type StageEvent =
  | EventEnvelope<'itemAccepted', { itemCode: string; department: string; acceptedOn: CivilDate }>
  | EventEnvelope<'acceptanceConcluded', { accepted: string[] }>
  | EventEnvelope<'itemTransferred', { itemCode: string; department: string }>
  | EventEnvelope<'itemClosed', { itemCode: string; result: ItemResult }>;

export const stageEvents: readonly StageEvent['type'][] = [
  'itemAccepted',
  'acceptanceConcluded',
  'itemTransferred',
  'itemClosed',
];
