/** `delegationWorkflow` (delegation:{no}): one entry of the register of delegations. */

import { setWorkflowOptions } from '@temporalio/workflow';
import { delegationWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import type { DelegationInput } from './messages.ts';
import { initialDelegation } from './model.ts';
import { delegationMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, delegationWorkflow);
export async function delegationWorkflow(input: DelegationInput): Promise<void> {
  await runCase({
    workflowId: delegationWorkflowId(input.caseNo),
    input,
    machine: delegationMachine,
    initial: initialDelegation(input),
    recorded: input.facts,
    commands: ['revoke'],
    events: [],
  });
}
