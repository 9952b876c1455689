/** State of a commission: the fold of its facts. */
import type { AssistFact, AssistRequestedData, CommissionForm, Officer } from '@yichuang/contracts';
import type { Deadline, Instant } from '@yichuang/kernel';
import type { AssistSlice } from '@yichuang/regions/types';
import type { CaseState } from '../lib/machine.ts';
import type { AssistInput } from './messages.ts';

/** The owner has confirmed the form: from then the officer's time to contact runs, whoever the officer is (001 七). */
export interface Commissioned {
  phase: 'commissioned';
  confirmedAt: Instant;
  form: CommissionForm;
  contact: Deadline;
  overdue: boolean;
  /** One at any time (001 三). */
  officer?: Officer;
  contactedAt?: Instant;
}

export interface Ineligible {
  phase: 'ineligible';
  at: Instant;
  reason: string;
  otherWay: string;
  basis: string[];
}

export type AssistPhase = { phase: 'preReview' } | { phase: 'formPending' } | Ineligible | Commissioned;

export interface AssistState extends CaseState {
  slice: AssistSlice;
  requested: AssistRequestedData;
  now: AssistPhase;
}

export const initialAssist = ({ calendar, slice, requested }: AssistInput): AssistState => ({
  calendar,
  slice,
  requested,
  now: { phase: 'preReview' },
});

const commissioned = (state: AssistState, change: (now: Commissioned) => Commissioned): AssistState =>
  state.now.phase === 'commissioned' ? { ...state, now: change(state.now) } : state;

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToAssist(state: AssistState, fact: AssistFact): AssistState {
  switch (fact.type) {
    case 'preReviewPassed':
      return { ...state, now: { phase: 'formPending' } };
    case 'assistIneligible':
      return { ...state, now: { phase: 'ineligible', at: fact.at, basis: fact.basis, ...fact.data } };
    case 'commissionConfirmed': {
      const { form, deadline } = fact.data;
      return {
        ...state,
        now: { phase: 'commissioned', confirmedAt: fact.at, form, contact: deadline, overdue: false },
      };
    }
    case 'officerAssigned':
    case 'officerChanged':
      return commissioned(state, (now) => ({ ...now, officer: fact.data.officer }));
    case 'contactOverdue':
      return commissioned(state, (now) => ({ ...now, overdue: true }));
    case 'ownerContacted':
      return commissioned(state, (now) => ({ ...now, contactedAt: fact.at }));
    case 'deadlineRetimed':
      return commissioned(state, (now) =>
        now.contact.key === fact.data.key ? { ...now, contact: fact.data.to } : now,
      );
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'assistRequested':
    case 'lateEventRecorded':
      return state;
    default:
      return state;
  }
}
