/** `issuanceWorkflow` (issuance:{itemCaseNo}): one granted result, from the decision to its delivery. */

import { setWorkflowOptions } from '@temporalio/workflow';
import type { IssuanceFact } from '@yichuang/contracts';
import { issuanceWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type IssuanceCommand, type IssuanceEvent, type IssuanceInput, issuanceCommands } from './messages.ts';
import { type IssuanceState, initialIssuance } from './model.ts';
import { issuanceMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, issuanceWorkflow);
export async function issuanceWorkflow(input: IssuanceInput): Promise<void> {
  await runCase<IssuanceState, IssuanceCommand, IssuanceEvent, IssuanceFact>({
    workflowId: issuanceWorkflowId(input.caseNo, input.item.code),
    input,
    machine: issuanceMachine,
    initial: initialIssuance(input),
    recorded: [],
    isCommand: (command): command is IssuanceCommand => issuanceCommands.some((kind) => kind === command.kind),
    isEvent: (event): event is IssuanceEvent => event.type === 'deficitSupplied',
  });
}
