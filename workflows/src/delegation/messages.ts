/** Messages of `delegationWorkflow`: one entry of the register of delegations, from the grant to its end. */
import type { CaseInput, CommandEnvelope, DelegationData, EventEnvelope, StoredFact } from '@yichuang/contracts';

/** The grant was recorded with its filing, so the input carries it. */
export interface DelegationInput extends CaseInput {
  granted: DelegationData;
  /** Name of the unit that grants. */
  departmentName: string;
  facts: StoredFact[];
}

export type DelegationCommand = CommandEnvelope<'revoke', { reason: string }>;

export type DelegationEvent = EventEnvelope<never>;
