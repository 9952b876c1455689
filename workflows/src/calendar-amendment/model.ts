/** State of an amendment: the fold of its facts. */
import type { Actor, AmendmentData, AmendmentFact } from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import type { CaseState } from '../lib/machine.ts';
import type { AmendmentInput } from './messages.ts';

export interface AmendmentState extends CaseState {
  amendment: AmendmentData;
  proposer?: Actor;
  decided?: { result: 'approved' | 'rejected'; at: Instant };
}

export const initialAmendment = ({ calendar, proposed }: AmendmentInput): AmendmentState => ({
  calendar,
  amendment: proposed,
});

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToAmendment(state: AmendmentState, fact: AmendmentFact): AmendmentState {
  switch (fact.type) {
    case 'amendmentProposed':
      return { ...state, proposer: fact.actor };
    case 'amendmentApproved':
      return { ...state, decided: { result: 'approved', at: fact.at } };
    case 'amendmentRejected':
      return { ...state, decided: { result: 'rejected', at: fact.at } };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed':
    case 'lateEventRecorded':
      return state;
    default:
      return state;
  }
}
