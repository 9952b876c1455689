/** Messages of `questionWorkflow`, which owns a question until it is answered or withdrawn. */
import type { CaseInput, CommandEnvelope, EventEnvelope, QuestionAskedData, StoredFact } from '@yichuang/contracts';
import type { QuestionSlice } from '@yichuang/regions/types';

/** The question was recorded when it was asked, so the input carries it. */
export interface QuestionInput extends CaseInput {
  slice: QuestionSlice;
  asked: QuestionAskedData;
  facts: StoredFact[];
}

/** `reroute` is the forwarding by whoever coordinates; `resolve` their note that the department was urged. */
export type QuestionCommand =
  | CommandEnvelope<'answer', { text: string }>
  | CommandEnvelope<'forward', { department: string }>
  | CommandEnvelope<'reroute', { department: string; reason: string }>
  | CommandEnvelope<'resolve', { text: string }>
  | CommandEnvelope<'withdraw', { reason?: string }>;

export const questionCommands: readonly QuestionCommand['kind'][] = [
  'answer',
  'forward',
  'reroute',
  'resolve',
  'withdraw',
];

export type QuestionEvent = EventEnvelope<never>;
