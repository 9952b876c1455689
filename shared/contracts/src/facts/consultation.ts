/** Facts of a consultation (征求意见): a department under whose review an item is asks another one for its opinion (000 二(2)2). */
import type { Deadline } from '@yichuang/kernel';
import type { NewFact } from '../temporal/core.ts';
import type { CommonFact } from './application.ts';
import type { CoordinatedFact, ReplyOverdueData } from './question.ts';

/** 同意 · 不同意 · 有条件同意 · 无意见 */
export const opinions = ['agree', 'disagree', 'conditional', 'none'] as const;
export type Opinion = (typeof opinions)[number];

export const opinionWords: Readonly<Record<Opinion, string>> = {
  agree: '同意',
  disagree: '不同意',
  conditional: '有条件同意',
  none: '无意见',
};

/** Which consultation of the item: `n` counts those of the item from 1. */
export interface ConsultationRef {
  itemCode: string;
  /** Who is asked. */
  department: string;
  n: number;
}

/** What is asked, and by whom. */
export interface ConsultationQuestion extends ConsultationRef {
  from: string;
  question: string;
}

/** `text` holds reasons or remarks, `conditions` what the consent hangs on. */
export interface ConsultationReply {
  opinion: Opinion;
  text?: string;
  conditions?: string[];
  /** After the period: recorded all the same. */
  late: boolean;
}

/** Recorded by the item's review. `stopsClock`: the item's own law does not count the time (取水条例 19). */
export type ItemConsultationFact =
  | NewFact<'consultationRequested', ConsultationQuestion & { stopsClock: boolean }>
  | NewFact<'consultationReplyTaken', ConsultationRef & ConsultationReply>
  /** Ended without a reply, with the reason (policy 1.8-13). */
  | NewFact<'consultationClosed', ConsultationRef & { reason: string }>;

/** Facts of `consultationWorkflow`: the consulted department's part. */
export type ConsultationFact =
  | NewFact<'consultationAsked', ConsultationQuestion & { deadline: Deadline }>
  | NewFact<'consultationOverdue', ConsultationRef & ReplyOverdueData>
  | NewFact<'consultationAnswered', ConsultationRef & ConsultationReply>
  | NewFact<'consultationEnded', ConsultationRef & { reason: string }>
  | CoordinatedFact
  | CommonFact;
