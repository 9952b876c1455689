/** Facts of intake's workflows → read models: each workflow's by its own projection. */
import type { Projection } from '@yichuang/platform';
import { projectInquiry } from './inquiry-projection.ts';
import { projectOwnFacts } from './projection.ts';
import { projectQuestion } from './question-projection.ts';
import type { IntakeDatabase } from './schema.ts';

export const project: Projection<IntakeDatabase> = (trx, recorded) => {
  const [owner] = recorded.workflowId.split(':');
  if (owner === 'question') return projectQuestion(trx, recorded);
  return owner === 'inquiry' ? projectInquiry(trx, recorded) : projectOwnFacts(trx, recorded);
};
