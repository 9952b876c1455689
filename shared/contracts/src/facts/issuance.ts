/** Facts of `issuanceWorkflow`: a result on its way from the decision to the applicant. Names and words: `words.ts`. */
import type { Deadline, Instant } from '@yichuang/kernel';
import type { NewFact } from '../temporal/core.ts';
import type { CommonFact } from './application.ts';
import type { ResultData } from './review.ts';

/** What a result states of the application that it answers; the window compares it with what was accepted. */
export interface ResultSubject {
  applicantName: string;
  projectName: string;
  projectCode: string;
}

export interface Difference {
  field: keyof ResultSubject;
  accepted: string;
  stated: string;
}

/** `outlet` hands the result out. */
export interface IssuanceOpenedData {
  itemCode: string;
  department: string;
  outlet: string;
  result: ResultData;
  handover: Deadline;
  delivery: Deadline;
}

/** `round` counts the hand-overs; `result` has every field that the region asks for (policy 1.8-8). */
export interface HandedOverData {
  itemCode: string;
  department: string;
  round: number;
  result: ResultData;
  subject: ResultSubject;
}

export interface ComparedData {
  itemCode: string;
  department: string;
  round: number;
}

/** `proxy` signs with a letter of authority (授权委托书). */
export type Signer = { kind: 'applicant'; name: string } | { kind: 'proxy'; name: string; authorisation: string };

interface OfItem {
  itemCode: string;
  department: string;
}

export type IssuanceFact =
  | NewFact<'issuanceOpened', IssuanceOpenedData>
  | NewFact<'handoverOverdue', OfItem & { dueAt: Instant }>
  | NewFact<'resultHandedOver', HandedOverData>
  | NewFact<'resultMatched', ComparedData>
  /** Matched, and kept at the window: materials that could follow are still to come (000-51). */
  | NewFact<'resultHeld', OfItem & { deficits: string[] }>
  /** `remaining`: what is still to come. */
  | NewFact<'deficitSettled', OfItem & { remaining: string[] }>
  | NewFact<'resultRejected', ComparedData & { differences: Difference[]; handover?: Deadline }>
  | NewFact<'discrepancyOpened', ComparedData & { differences: Difference[] }>
  | NewFact<'resultCorrected', OfItem & { result: ResultData; subject: ResultSubject }>
  | NewFact<'readyForPickup', OfItem & { outlet: string }>
  | NewFact<'deliveryOverdue', OfItem & { dueAt: Instant }>
  | NewFact<'resultDelivered', OfItem & { how: 'pickup'; to: Signer }>
  | NewFact<'deliveryFedBack', OfItem>
  | CommonFact;
