/** `stageInquiryWorkflow` (inquiry:{no}): one child per department asked, all at once. */

import { setWorkflowOptions } from '@temporalio/workflow';
import { departmentInquiryWorkflowId, inquiryWorkflowId } from '@yichuang/contracts/temporal';
import type { DepartmentInquiryInput, DepartmentInquiryOutput } from '../department-inquiry/messages.ts';
import { runCase } from '../lib/case-loop.ts';
import { createChildren } from '../lib/children.ts';
import { departmentName } from '../lib/names.ts';
import type { InquiryInput } from './messages.ts';
import { initialInquiry, outstanding } from './model.ts';
import { inquiryMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, stageInquiryWorkflow);
export async function stageInquiryWorkflow(input: InquiryInput): Promise<void> {
  const { caseNo, realm, at, clockOffsetMs, slice } = input;
  const children = createChildren<DepartmentInquiryInput, DepartmentInquiryOutput>('departmentInquiryWorkflow');
  await runCase({
    workflowId: inquiryWorkflowId(caseNo),
    input,
    machine: inquiryMachine,
    initial: initialInquiry(input),
    recorded: input.facts,
    commands: ['cancel'],
    events: ['departmentInquiryClosed'],
    follow: (state, deliver, notice) => {
      for (const department of outstanding(state))
        children.ensure(
          departmentInquiryWorkflowId(caseNo, department),
          { caseNo, realm, at, clockOffsetMs, calendar: input.calendar, slice, department },
          `${departmentName(state, department)} 征询 ${slice.stage.name}`,
          ({ eventId, at: endedAt, reply }) => {
            const data = { department, ...(reply && { reply }) };
            deliver({ id: eventId, type: 'departmentInquiryClosed', at: endedAt, data });
          },
          notice,
        );
    },
  });
}
