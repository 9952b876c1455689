/** The applicant withdraws the application: an item that is not decided yet ends with it (code 14). */
import type { ItemFact } from '@yichuang/contracts';
import { ending } from '../lib/machine.ts';
import { decidedAlready } from './commands.ts';
import type { ItemEvent } from './messages.ts';
import { applyToItem, type ItemDecision, type ItemState } from './model.ts';

export function withdrawn(
  state: ItemState,
  { at, data: { actor, reason } }: Extract<ItemEvent, { type: 'stageWithdrawn' }>,
): ItemDecision {
  const { item, department, slice } = state;
  const data = { itemCode: item.code, department, ...(reason !== undefined && { reason }) };
  const fact: ItemFact = { type: 'itemWithdrawn', at, actor, basis: slice.acceptance.basis, data };
  return ending({ facts: [fact] }, decidedAlready(applyToItem(state, fact)));
}
