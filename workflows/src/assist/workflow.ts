/** `assistWorkflow` (assist:{no}): a commission from the owner's request on. It stays open after the contact: the plan comes next. */

import { setWorkflowOptions } from '@temporalio/workflow';
import { assistWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type AssistInput, assistCommands } from './messages.ts';
import { initialAssist } from './model.ts';
import { assistMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, assistWorkflow);
export async function assistWorkflow(input: AssistInput): Promise<void> {
  await runCase({
    workflowId: assistWorkflowId(input.caseNo),
    input,
    machine: assistMachine,
    initial: initialAssist(input),
    recorded: input.facts,
    commands: assistCommands,
    events: [],
  });
}
