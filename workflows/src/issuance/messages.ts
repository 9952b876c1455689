/** Messages of `issuanceWorkflow`, which takes one granted result from the department to the applicant. */
import type { CaseInput, CommandEnvelope, EventEnvelope, ResultData, ResultSubject } from '@yichuang/contracts';
import type { Deadline } from '@yichuang/kernel';
import type { CaseSlice, ItemSlice } from '@yichuang/regions/types';

/** `at` is the instant of the decision, from which the periods count. */
export interface IssuanceInput extends CaseInput {
  slice: CaseSlice;
  item: ItemSlice;
  department: string;
  /** As accepted: what the result is compared with. */
  accepted: ResultSubject;
  uscc: string;
  result: ResultData;
  /** Materials that could follow and have not come yet (容缺). */
  deficits?: string[];
  /** The item's limit as it stood at the decision. */
  limit?: Deadline;
}

/** What the department sends with a result; what it leaves out stays as it was. */
export interface StatedResult {
  result?: ResultData;
  subject?: Partial<ResultSubject>;
}

export type IssuanceCommand =
  | CommandEnvelope<'handOver', StatedResult>
  | CommandEnvelope<'correct', StatedResult>
  | CommandEnvelope<'pickUp', { signer: { kind: 'applicant' | 'proxy'; name: string }; authorisation?: string }>;

export const issuanceCommands: readonly IssuanceCommand['kind'][] = ['handOver', 'correct', 'pickUp'];

/** The application has got materials that could follow. */
export type IssuanceEvent = EventEnvelope<'deficitSupplied', { remaining: string[] }>;
