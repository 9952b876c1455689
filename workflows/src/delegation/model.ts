/** State of a delegation: the fold of its facts. */
import type { DelegationData, DelegationFact } from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import type { CaseState } from '../lib/machine.ts';
import type { DelegationInput } from './messages.ts';

export interface DelegationState extends CaseState {
  granted: DelegationData;
  departmentName: string;
  ended?: { how: 'revoked' | 'expired'; at: Instant };
}

export const initialDelegation = ({ calendar, granted, departmentName }: DelegationInput): DelegationState => ({
  calendar,
  granted,
  departmentName,
});

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToDelegation(state: DelegationState, fact: DelegationFact): DelegationState {
  switch (fact.type) {
    case 'delegationRevoked':
      return { ...state, ended: { how: 'revoked', at: fact.at } };
    case 'delegationExpired':
      return { ...state, ended: { how: 'expired', at: fact.at } };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    default:
      return state;
  }
}
