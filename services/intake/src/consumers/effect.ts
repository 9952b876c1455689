/** Facts of other services about our applications. */
import type { EventEffect } from '@yichuang/platform';
import { projectReviewFacts } from '../store/projection.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { keepHeard } from '../store/timeline.ts';

export const intakeEffect: EventEffect<IntakeDatabase> = async (trx, event) => {
  if (event.source === '/yichuang/approval') await projectReviewFacts(trx, event.partitionkey, event.data.facts);
  if (event.source !== '/yichuang/intake') await keepHeard(trx, event);
};
