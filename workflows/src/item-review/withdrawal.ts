/** The applicant withdraws the application: an item that is not decided yet ends with it (code 14). */
import { closing } from './commands.ts';
import type { ItemEvent } from './messages.ts';
import type { ItemState } from './model.ts';
import type { ItemDecision } from './moves.ts';

export function withdrawn(
  state: ItemState,
  { at, data: { actor, reason } }: Extract<ItemEvent, { type: 'stageWithdrawn' }>,
): ItemDecision {
  const { item, department, slice } = state;
  const data = { itemCode: item.code, department, ...(reason !== undefined && { reason }) };
  const { facts, closed } = closing(state, {
    type: 'itemWithdrawn',
    at,
    actor,
    basis: slice.acceptance.basis,
    data,
  });
  return { facts, ...(closed && { closed }) };
}
