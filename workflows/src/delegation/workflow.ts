/** `delegationWorkflow` (delegation:{no}): one entry of the register of delegations. */

import { setWorkflowOptions } from '@temporalio/workflow';
import type { DelegationFact } from '@yichuang/contracts';
import { delegationWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import type { DelegationCommand, DelegationEvent, DelegationInput } from './messages.ts';
import { type DelegationState, initialDelegation } from './model.ts';
import { delegationMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, delegationWorkflow);
export async function delegationWorkflow(input: DelegationInput): Promise<void> {
  await runCase<DelegationState, DelegationCommand, DelegationEvent, DelegationFact>({
    workflowId: delegationWorkflowId(input.caseNo),
    input,
    machine: delegationMachine,
    initial: initialDelegation(input),
    recorded: input.facts,
    isCommand: (command): command is DelegationCommand => command.kind === 'revoke',
    isEvent: (event): event is DelegationEvent => event.type === '',
  });
}
