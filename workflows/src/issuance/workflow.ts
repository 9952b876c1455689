/** `issuanceWorkflow` (issuance:{itemCaseNo}): one granted result, from the decision to its delivery. */

import { setWorkflowOptions } from '@temporalio/workflow';
import { issuanceWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type IssuanceInput, issuanceCommands } from './messages.ts';
import { initialIssuance } from './model.ts';
import { issuanceMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, issuanceWorkflow);
export async function issuanceWorkflow(input: IssuanceInput): Promise<void> {
  await runCase({
    workflowId: issuanceWorkflowId(input.caseNo, input.item.code),
    input,
    machine: issuanceMachine,
    initial: initialIssuance(input),
    recorded: [],
    commands: issuanceCommands,
    events: ['deficitSupplied'],
  });
}
