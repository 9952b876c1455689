/** State of one consultation: the fold of its facts. */
import type { ConsultationFact, ConsultationReply } from '@yichuang/contracts';
import type { Deadline, Instant } from '@yichuang/kernel';
import type { CaseState } from '../lib/machine.ts';
import type { ConsultationInput } from './messages.ts';

export type ConsultationPhase =
  | { phase: 'asked' }
  | { phase: 'answered'; reply: ConsultationReply; at: Instant }
  | { phase: 'ended'; reason: string; at: Instant };

export interface ConsultationState extends CaseState, Omit<ConsultationInput, 'realm' | 'at' | 'clockOffsetMs'> {
  due?: Deadline;
  overdue: boolean;
  now: ConsultationPhase;
}

export const initialConsultation = ({
  realm: _,
  at: _at,
  clockOffsetMs: _offset,
  ...input
}: ConsultationInput): ConsultationState => ({ ...input, overdue: false, now: { phase: 'asked' } });

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToConsultation(state: ConsultationState, fact: ConsultationFact): ConsultationState {
  switch (fact.type) {
    case 'consultationAsked':
      return { ...state, due: fact.data.deadline };
    case 'consultationOverdue':
      return { ...state, overdue: true };
    case 'consultationAnswered': {
      const { itemCode: _, department: _asked, n: _n, ...reply } = fact.data;
      return { ...state, now: { phase: 'answered', reply, at: fact.at } };
    }
    case 'consultationEnded':
      return { ...state, now: { phase: 'ended', reason: fact.data.reason, at: fact.at } };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed':
      return state.due?.key === fact.data.key ? { ...state, due: fact.data.to } : state;
    default:
      return state;
  }
}
