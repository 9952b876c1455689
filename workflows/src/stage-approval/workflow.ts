/** `stageApprovalWorkflow` (stage:{no}): one child per accepted item, all at once. */

import { setWorkflowOptions } from '@temporalio/workflow';
import { itemWorkflowId, stageWorkflowId } from '@yichuang/contracts/temporal';
import type { ItemInput, ItemOutput } from '../item-review/messages.ts';
import { runCase } from '../lib/case-loop.ts';
import { createChildren } from '../lib/children.ts';
import { departmentName } from '../lib/names.ts';
import { type StageInput, stageCommands, stageEvents } from './messages.ts';
import { initialStage, openItems } from './model.ts';
import { stageMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, stageApprovalWorkflow);
export async function stageApprovalWorkflow(input: StageInput): Promise<void> {
  const children = createChildren<ItemInput, ItemOutput>('itemReviewWorkflow');
  await runCase({
    workflowId: stageWorkflowId(input.caseNo),
    input,
    machine: stageMachine,
    initial: initialStage(input),
    recorded: [],
    commands: stageCommands,
    events: stageEvents,
    follow: (state, deliver, notice) => {
      for (const { itemCode, department, acceptedOn, receivedOn, openedAt } of openItems(state)) {
        const item = state.slice.items.find(({ code }) => code === itemCode);
        if (!item) continue;
        children.ensure(
          itemWorkflowId(input.caseNo, itemCode),
          {
            ...input,
            calendar: state.calendar,
            at: openedAt,
            item,
            department,
            acceptedOn,
            ...(receivedOn && { receivedOn }),
          },
          `${departmentName(state, department)} 审查 ${itemCode} ${item.name}`,
          ({ eventId, result, at }) => {
            deliver({ id: eventId, type: 'itemClosed', at, data: { itemCode, result } });
          },
          notice,
        );
      }
    },
  });
}
