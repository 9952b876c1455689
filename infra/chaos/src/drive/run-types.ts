/** A case as it ran: what was sent and what was answered. */
import type { CasePlan, PlannedAct } from '../plan/types.ts';
import type { Answer } from './caller.ts';

export interface SentAct {
  act: PlannedAct;
  /** Of the request and its copies. */
  answers: Answer[];
  /** Of the other body under the same key. */
  otherAnswer?: Answer;
}

export interface CaseRun {
  plan: CasePlan;
  filingKey: string;
  filingAnswers: Answer[];
  /** Empty where the filing was never answered. */
  no: string;
  sent: SentAct[];
}
