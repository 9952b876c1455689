/** `itemReviewWorkflow` (stage:{no}:item:{code}): one item with its department, from acceptance to the decision. */

import { setWorkflowOptions } from '@temporalio/workflow';
import type { ItemFact } from '@yichuang/contracts';
import { childClosedEventId, itemWorkflowId } from '@yichuang/contracts/temporal';
import { runCase } from '../lib/case-loop.ts';
import { type ItemCommand, type ItemEvent, type ItemInput, type ItemOutput, itemCommands } from './messages.ts';
import { type ItemState, initialItem } from './model.ts';
import { itemMachine } from './state.ts';

setWorkflowOptions({ versioningBehavior: 'AUTO_UPGRADE' }, itemReviewWorkflow);
export async function itemReviewWorkflow(input: ItemInput): Promise<ItemOutput> {
  const workflowId = itemWorkflowId(input.caseNo, input.item.code);
  const state = await runCase<ItemState, ItemCommand, ItemEvent, ItemFact>({
    workflowId,
    input,
    machine: itemMachine,
    initial: initialItem(input),
    recorded: [],
    isCommand: (command): command is ItemCommand => itemCommands.some((kind) => kind === command.kind),
    isEvent: (event): event is ItemEvent => event.type === 'stageWithdrawn',
  });
  if (!state.decided) throw new Error(`${workflowId} ended without a decision`);
  const { result, at } = state.decided;
  return { eventId: childClosedEventId(workflowId), itemCode: input.item.code, result, at };
}
