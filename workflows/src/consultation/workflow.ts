/** `consultationWorkflow` (stage:{no}:item:{code}:consultation:{department}:{n}): one department's opinion on an item. */

import { setWorkflowOptions } from '@temporalio/workflow';
import { childClosedEventId, consultationWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type ConsultationInput, type ConsultationOutput, consultationCommands } from './messages.ts';
import { initialConsultation } from './model.ts';
import { consultationMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, consultationWorkflow);
export async function consultationWorkflow(input: ConsultationInput): Promise<ConsultationOutput> {
  const workflowId = consultationWorkflowId(input.caseNo, input.asked);
  const { now } = await runCase({
    workflowId,
    input,
    machine: consultationMachine,
    initial: initialConsultation(input),
    recorded: [],
    commands: consultationCommands,
    events: ['consultationClosed'],
  });
  if (now.phase === 'asked') throw new Error(`${workflowId} ended without an end`);
  const reply = now.phase === 'answered' ? { reply: now.reply } : {};
  return { eventId: childClosedEventId(workflowId), ...reply, at: now.at };
}
