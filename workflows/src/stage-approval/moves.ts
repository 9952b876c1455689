/** What inputs of a stage lead to. */
import type { CommonFact, StageFact } from '@yichuang/contracts';
import { type Decision, done } from '../lib/machine.ts';

export type Fact = StageFact | CommonFact;
export type StageDecision = Decision<Fact>;

/** The sender is told what happened; documents that follow from it are read where documents are. */
export const yes = (fact: StageFact, documents: CommonFact[] = []): StageDecision => ({
  facts: [fact, ...documents],
  outcome: done({ facts: [fact.type] }),
});
