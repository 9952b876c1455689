/** `departmentInquiryWorkflow` (inquiry:{no}:{department}): one department's part of a stage inquiry. */

import { setWorkflowOptions } from '@temporalio/workflow';
import type { DepartmentInquiryFact } from '@yichuang/contracts';
import { childClosedEventId, departmentInquiryWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import {
  type DepartmentInquiryCommand,
  type DepartmentInquiryEvent,
  type DepartmentInquiryInput,
  type DepartmentInquiryOutput,
  departmentInquiryCommands,
} from './messages.ts';
import { type DepartmentInquiryState, initialAsk } from './model.ts';
import { askMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, departmentInquiryWorkflow);
export async function departmentInquiryWorkflow(input: DepartmentInquiryInput): Promise<DepartmentInquiryOutput> {
  const { caseNo, department } = input;
  const workflowId = departmentInquiryWorkflowId(caseNo, department);
  const { now } = await runCase<
    DepartmentInquiryState,
    DepartmentInquiryCommand,
    DepartmentInquiryEvent,
    DepartmentInquiryFact
  >({
    workflowId,
    input,
    machine: askMachine,
    initial: initialAsk(input),
    recorded: [],
    isCommand: (command): command is DepartmentInquiryCommand =>
      departmentInquiryCommands.some((kind) => kind === command.kind),
    isEvent: (event): event is DepartmentInquiryEvent => event.type === 'inquiryCancelled',
  });
  if (now.phase !== 'answered' && now.phase !== 'cancelled') throw new Error(`${workflowId} ended without a reply`);
  const reply = now.phase === 'answered' ? { reply: now.reply } : {};
  return { eventId: childClosedEventId(workflowId), department, ...reply, at: now.at };
}
