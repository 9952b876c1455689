/** `calendarAmendmentWorkflow` (amendment:{no}): a proposed calendar version waits for a second person. */

import { setWorkflowOptions } from '@temporalio/workflow';
import type { AmendmentFact } from '@yichuang/contracts';
import { amendmentWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type AmendmentCommand, type AmendmentEvent, type AmendmentInput, amendmentCommands } from './messages.ts';
import { type AmendmentState, initialAmendment } from './model.ts';
import { amendmentMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, calendarAmendmentWorkflow);
export async function calendarAmendmentWorkflow(input: AmendmentInput): Promise<void> {
  await runCase<AmendmentState, AmendmentCommand, AmendmentEvent, AmendmentFact>({
    workflowId: amendmentWorkflowId(input.caseNo),
    input,
    machine: amendmentMachine,
    initial: initialAmendment(input),
    recorded: input.facts,
    isCommand: (command): command is AmendmentCommand => amendmentCommands.some((kind) => kind === command.kind),
    isEvent: (event): event is AmendmentEvent => event.type === '',
  });
}
