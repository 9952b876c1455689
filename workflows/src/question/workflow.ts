/** `questionWorkflow` (question:{no}): a question, from the asking to the answer. */

import { setWorkflowOptions } from '@temporalio/workflow';
import type { QuestionFact } from '@yichuang/contracts';
import { questionWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type QuestionCommand, type QuestionEvent, type QuestionInput, questionCommands } from './messages.ts';
import { initialQuestion, type QuestionState } from './model.ts';
import { questionMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, questionWorkflow);
export async function questionWorkflow(input: QuestionInput): Promise<void> {
  await runCase<QuestionState, QuestionCommand, QuestionEvent, QuestionFact>({
    workflowId: questionWorkflowId(input.caseNo),
    input,
    machine: questionMachine,
    initial: initialQuestion(input),
    recorded: input.facts,
    isCommand: (command): command is QuestionCommand => questionCommands.some((kind) => kind === command.kind),
    isEvent: (event): event is QuestionEvent => event.type === '',
  });
}
