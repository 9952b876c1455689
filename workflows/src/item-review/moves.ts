/** What commands of an item lead to. */
import type { CommonFact, ItemFact, Refusal } from '@yichuang/contracts';
import { type Decision, done, refused } from '../lib/machine.ts';

export type ItemDecision = Decision<ItemFact | CommonFact>;

export const no = (problem: Refusal): ItemDecision => ({ facts: [], outcome: refused(problem) });

export const yes = (facts: (ItemFact | CommonFact)[]): ItemDecision => ({
  facts,
  outcome: done({ facts: facts.map(({ type }) => type) }),
});
