/** What commands of an item lead to. */
import type { CommonFact, ItemFact } from '@yichuang/contracts';
import { type Decision, done } from '../lib/machine.ts';

export type ItemDecision = Decision<ItemFact | CommonFact>;

/** The sender is told what happened; documents that follow from it are read where documents are. */
export const yes = (facts: (ItemFact | CommonFact)[], documents: CommonFact[] = []): ItemDecision => ({
  facts: [...facts, ...documents],
  outcome: done({ facts: facts.map(({ type }) => type) }),
});
