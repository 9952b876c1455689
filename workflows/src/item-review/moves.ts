/** What commands of an item lead to. */
import type { CommonFact, ItemFact, Refusal } from '@yichuang/contracts';
import { type Decision, done, refused } from '../lib/machine.ts';

export type ItemDecision = Decision<ItemFact | CommonFact>;

export const no = (problem: Refusal): ItemDecision => ({ facts: [], outcome: refused(problem) });

/** The sender is told what happened; documents that follow from it are read where documents are. */
export const yes = (facts: ItemFact[], documents: CommonFact[] = []): ItemDecision => ({
  facts: [...facts, ...documents],
  outcome: done({ facts: facts.map(({ type }) => type) }),
});
