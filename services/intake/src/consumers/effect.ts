/** Facts of approval about our applications. */
import type { EventEffect } from '@yichuang/platform';
import { projectReviewFacts } from '../store/projection.ts';
import type { IntakeDatabase } from '../store/schema.ts';

export const intakeEffect: EventEffect<IntakeDatabase> = async (trx, event) => {
  if (event.source === '/yichuang/approval') await projectReviewFacts(trx, event.partitionkey, event.data.facts);
};
