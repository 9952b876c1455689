/** What inputs of a stage lead to. */
import type { CommonFact, StageFact } from '@yichuang/contracts';
import type { Decision } from '../lib/machine.ts';

export type Fact = StageFact | CommonFact;
export type StageDecision = Decision<Fact>;
