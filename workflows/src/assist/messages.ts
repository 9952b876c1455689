/** Messages of `assistWorkflow`, which owns a commission of the assist desk. */
import type {
  AssistRequestedData,
  CaseInput,
  CommandEnvelope,
  CommissionForm,
  EventEnvelope,
  Officer,
  StoredFact,
} from '@yichuang/contracts';
import type { AssistSlice } from '@yichuang/regions/types';

/** The request was recorded when it was filed, so the input carries it. */
export interface AssistInput extends CaseInput {
  slice: AssistSlice;
  requested: AssistRequestedData;
  facts: StoredFact[];
}

export type AssistCommand =
  | CommandEnvelope<'passPreReview', object>
  | CommandEnvelope<'failPreReview', { reason: string; otherWay?: string }>
  | CommandEnvelope<'confirmForm', { form: CommissionForm }>
  | CommandEnvelope<'assign', { officer: Officer }>
  | CommandEnvelope<'change', { officer: Officer; reason: string }>
  | CommandEnvelope<'contact', { record: string }>;

export const assistCommands: readonly AssistCommand['kind'][] = [
  'passPreReview',
  'failPreReview',
  'confirmForm',
  'assign',
  'change',
  'contact',
];

/** No other workflow sends it anything yet. */
export type AssistEvent = EventEnvelope<never>;
