/** `applicationWorkflow` ({no}): everything up to acceptance, alone, so that no answer and no silence can pass each other. */

import { setWorkflowOptions } from '@temporalio/workflow';
import { applicationWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type ApplicationInput, applicationCommands } from './messages.ts';
import { initialApplication } from './model.ts';
import { applicationMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, applicationWorkflow);
export async function applicationWorkflow(input: ApplicationInput): Promise<void> {
  await runCase({
    workflowId: applicationWorkflowId(input.caseNo),
    input,
    machine: applicationMachine,
    initial: initialApplication(input),
    recorded: input.facts,
    commands: applicationCommands,
    events: ['stageWithdrawn'],
  });
}
