/**
 * Withdrawal after acceptance: of everything that is not decided yet, at once. Reviews hear of it by a message that the store writes
 * with the fact, so that no decision received later passes it; what was decided before stays decided.
 */
import type { StageFact } from '@yichuang/contracts';
import { yes } from '../lib/machine.ts';
import type { Command, StageEvent } from './messages.ts';
import { openItems, reasonOf, type StageDecision, type StageState } from './model.ts';

export function withdraw(state: StageState, { receivedAt: at, actor, body }: Command<'withdraw'>): StageDecision {
  const items = openItems(state).map(({ itemCode }) => itemCode);
  const data = { items, ...reasonOf(body) };
  return yes([{ type: 'stageWithdrawn', at, actor, basis: state.slice.acceptance.basis, data }]);
}

/** Accepted before the application had heard of the withdrawal: its review never begins. */
export function withdrawnAtOnce(
  { slice, withdrawn }: StageState,
  { at, data }: Extract<StageEvent, { type: 'itemAccepted' }>,
): StageFact[] {
  if (!withdrawn) return [];
  const { itemCode, department } = data;
  const { actor, at: withdrawnAt } = withdrawn;
  return [
    {
      type: 'itemWithdrawn',
      at: at > withdrawnAt ? at : withdrawnAt,
      actor,
      basis: slice.acceptance.basis,
      data: { itemCode, department, ...reasonOf(withdrawn) },
    },
  ];
}
