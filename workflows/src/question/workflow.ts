/** `questionWorkflow` (question:{no}): a question, from the asking to the answer. */

import { setWorkflowOptions } from '@temporalio/workflow';
import { questionWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type QuestionInput, questionCommands } from './messages.ts';
import { initialQuestion } from './model.ts';
import { questionMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, questionWorkflow);
export async function questionWorkflow(input: QuestionInput): Promise<void> {
  await runCase({
    workflowId: questionWorkflowId(input.caseNo),
    input,
    machine: questionMachine,
    initial: initialQuestion(input),
    recorded: input.facts,
    commands: questionCommands,
    events: [],
  });
}
