/** Facts of other services about our applications. */
import { isFactType, type StageFact } from '@yichuang/contracts';
import { applicationWorkflowId } from '@yichuang/contracts/temporal';
import { type CloudEvent, type EventEffect, enqueue } from '@yichuang/platform';
import { sql, type Transaction } from 'kysely';
import { projectReviewFacts } from '../store/projection.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { keepHeard } from '../store/timeline.ts';

export const intakeEffect: EventEffect<IntakeDatabase> = async (trx, event) => {
  if (event.source === '/yichuang/approval') {
    await projectReviewFacts(trx, event.partitionkey, event.data.facts);
    await tellApplication(trx, event);
  }
  if (event.source !== '/yichuang/intake') await keepHeard(trx, event);
};

const isStage = (fact: { type: string; at: string; data: unknown }): fact is StageFact => isFactType(fact.type);

/** A withdrawal takes with it what the application has not handed on, and what is still owed of the rest. */
async function tellApplication(trx: Transaction<IntakeDatabase>, event: CloudEvent): Promise<void> {
  const { id, partitionkey: no, realm, data } = event;
  const withdrawn = data.facts.filter(isStage).find(({ type }) => type === 'stageWithdrawn');
  if (withdrawn?.type !== 'stageWithdrawn') return;
  const workflowId = applicationWorkflowId(no);
  const { rows } =
    await sql`select 1 from intake.workflow where workflow_id = ${workflowId} and closed is null`.execute(trx);
  if (rows.length === 0) return;
  const { actor, at, type } = withdrawn;
  const told = { id: `${id}/withdrawn`, type, at, data: { actor, ...withdrawn.data } };
  await enqueue(trx, 'intake', { workflowId, realm, event: told });
}
