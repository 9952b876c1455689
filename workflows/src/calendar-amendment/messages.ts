/** Messages of `calendarAmendmentWorkflow`: one amendment of the working-day calendar, from proposal to approval. */
import type { AmendmentData, CaseInput, CommandEnvelope, EventEnvelope, StoredFact } from '@yichuang/contracts';

/** The proposal was recorded with its filing, so the input carries it. */
export interface AmendmentInput extends CaseInput {
  proposed: AmendmentData;
  facts: StoredFact[];
}

export type AmendmentCommand =
  | CommandEnvelope<'approve', Record<string, never>>
  | CommandEnvelope<'reject', { reason: string }>;

export const amendmentCommands: readonly AmendmentCommand['kind'][] = ['approve', 'reject'];

export type AmendmentEvent = EventEnvelope<never>;
