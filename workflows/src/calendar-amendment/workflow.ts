/** `calendarAmendmentWorkflow` (amendment:{no}): a proposed calendar version waits for a second person. */

import { setWorkflowOptions } from '@temporalio/workflow';
import { amendmentWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type AmendmentInput, amendmentCommands } from './messages.ts';
import { initialAmendment } from './model.ts';
import { amendmentMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, calendarAmendmentWorkflow);
export async function calendarAmendmentWorkflow(input: AmendmentInput): Promise<void> {
  await runCase({
    workflowId: amendmentWorkflowId(input.caseNo),
    input,
    machine: amendmentMachine,
    initial: initialAmendment(input),
    recorded: input.facts,
    commands: amendmentCommands,
    events: [],
  });
}
