/** `departmentInquiryWorkflow` (inquiry:{no}:{department}): one department's part of a stage inquiry. */

import { setWorkflowOptions } from '@temporalio/workflow';
import { childClosedEventId, departmentInquiryWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type DepartmentInquiryInput, type DepartmentInquiryOutput, departmentInquiryCommands } from './messages.ts';
import { initialAsk } from './model.ts';
import { askMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, departmentInquiryWorkflow);
export async function departmentInquiryWorkflow(input: DepartmentInquiryInput): Promise<DepartmentInquiryOutput> {
  const { caseNo, department } = input;
  const workflowId = departmentInquiryWorkflowId(caseNo, department);
  const { now } = await runCase({
    workflowId,
    input,
    machine: askMachine,
    initial: initialAsk(input),
    recorded: [],
    commands: departmentInquiryCommands,
    events: ['inquiryCancelled'],
  });
  if (now.phase !== 'answered' && now.phase !== 'cancelled') throw new Error(`${workflowId} ended without a reply`);
  const reply = now.phase === 'answered' ? { reply: now.reply } : {};
  return { eventId: childClosedEventId(workflowId), department, ...reply, at: now.at };
}
