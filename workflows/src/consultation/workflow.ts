/** `consultationWorkflow` (stage:{no}:item:{code}:consultation:{department}:{n}): one department's opinion on an item. */

import { setWorkflowOptions } from '@temporalio/workflow';
import type { ConsultationFact } from '@yichuang/contracts';
import { childClosedEventId, consultationWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import {
  type ConsultationCommand,
  type ConsultationEvent,
  type ConsultationInput,
  type ConsultationOutput,
  consultationCommands,
} from './messages.ts';
import { type ConsultationState, initialConsultation } from './model.ts';
import { consultationMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, consultationWorkflow);
export async function consultationWorkflow(input: ConsultationInput): Promise<ConsultationOutput> {
  const workflowId = consultationWorkflowId(input.caseNo, input.asked);
  const { now } = await runCase<ConsultationState, ConsultationCommand, ConsultationEvent, ConsultationFact>({
    workflowId,
    input,
    machine: consultationMachine,
    initial: initialConsultation(input),
    recorded: [],
    isCommand: (command): command is ConsultationCommand => consultationCommands.some((kind) => kind === command.kind),
    isEvent: (event): event is ConsultationEvent => event.type === 'consultationClosed',
  });
  if (now.phase === 'asked') throw new Error(`${workflowId} ended without an end`);
  const reply = now.phase === 'answered' ? { reply: now.reply } : {};
  return { eventId: childClosedEventId(workflowId), ...reply, at: now.at };
}
