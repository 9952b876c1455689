/** `applicationWorkflow` ({no}): everything up to acceptance, alone, so that no answer and no silence can pass each other. */

import { setWorkflowOptions } from '@temporalio/workflow';
import type { ApplicationFact } from '@yichuang/contracts';
import { applicationWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import {
  type ApplicationCommand,
  type ApplicationEvent,
  type ApplicationInput,
  applicationCommands,
} from './messages.ts';
import { type ApplicationState, initialApplication } from './model.ts';
import { applicationMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, applicationWorkflow);
export async function applicationWorkflow(input: ApplicationInput): Promise<void> {
  await runCase<ApplicationState, ApplicationCommand, ApplicationEvent, ApplicationFact>({
    workflowId: applicationWorkflowId(input.caseNo),
    input,
    machine: applicationMachine,
    initial: initialApplication(input),
    recorded: input.facts,
    isCommand: (command): command is ApplicationCommand => applicationCommands.some((kind) => kind === command.kind),
    isEvent: (event): event is ApplicationEvent => event.type === 'stageWithdrawn',
  });
}
