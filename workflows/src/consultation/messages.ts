/** Messages of `consultationWorkflow`, which asks one department for its opinion on an item under review. */
import type {
  CaseInput,
  CommandEnvelope,
  ConsultationQuestion,
  ConsultationReply,
  EventEnvelope,
  Opinion,
} from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import type { CaseSlice, Period } from '@yichuang/regions/types';

export interface ConsultationInput extends CaseInput {
  slice: Pick<CaseSlice, 'region' | 'stage' | 'departments' | 'officeHours'>;
  projectCode: string;
  asked: ConsultationQuestion;
  reply: Period;
  /** What the consultation rests on (000 二(2)2). */
  basis: string[];
  /** What becomes of silence rests on. */
  silenceBasis: string[];
}

/** `resolve` notes that the department was urged. */
export type ConsultationCommand =
  | CommandEnvelope<'reply', { opinion: Opinion; text?: string; conditions?: string[] }>
  | CommandEnvelope<'resolve', { text: string }>;

export const consultationCommands: readonly ConsultationCommand['kind'][] = ['reply', 'resolve'];

/** The consulting department has ended it, or its item has ended. */
export type ConsultationEvent = EventEnvelope<'consultationClosed', { reason: string }>;

/** What the item hears at the end; no reply where the item ended it. `eventId` is the same that a redelivery would carry. */
export interface ConsultationOutput {
  eventId: string;
  reply?: ConsultationReply;
  at: Instant;
}
