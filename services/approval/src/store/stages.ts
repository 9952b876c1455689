/** Stages as rows, by their facts. */
import { isFactType, type StageFact } from '@yichuang/contracts';
import type { Deadline, Instant } from '@yichuang/kernel';
import type { RecordedFacts } from '@yichuang/platform';
import { type Kysely, type Selectable, sql, type Transaction, type UpdateObject } from 'kysely';
import type { ApprovalDatabase, StageTable } from './schema.ts';

type Trx = Transaction<ApprovalDatabase>;
type Fact = { type: string; at: Instant; data: unknown };

const isStage = (fact: Fact): fact is StageFact => isFactType(fact.type);

export async function projectStage(
  trx: Trx,
  { caseNo, realm, facts }: Pick<RecordedFacts, 'caseNo' | 'realm' | 'facts'>,
): Promise<void> {
  for (const fact of facts) {
    if (!isStage(fact)) continue;
    const { at } = fact;
    switch (fact.type) {
      case 'stageOpened': {
        const { stage, leadDepartment: lead_department } = fact.data;
        await trx
          .insertInto('approval.stage')
          .values({
            application_no: caseNo,
            realm,
            stage,
            lead_department,
            phase: 'running',
            deadline: null,
            opened_at: at,
            ended_at: null,
            milestone_at: null,
          })
          .execute();
        break;
      }
      case 'itemOpened':
      case 'itemSuspended':
      case 'itemResumed':
        await setLimit(trx, caseNo, fact.data.limit);
        break;
      case 'stageExtended':
      case 'deadlineRetimed':
        await setLimit(trx, caseNo, fact.data.to);
        break;
      case 'milestoneReached':
        await setStage(trx, caseNo, { milestone_at: at });
        break;
      case 'stageCompleted':
        await setStage(trx, caseNo, {
          phase: 'completed',
          ended_at: at,
          milestone_at: sql`coalesce(milestone_at, ${at})`,
        });
        break;
      case 'stageWithdrawn':
        await setStage(trx, caseNo, { phase: 'withdrawn', ended_at: at });
        break;
      default:
    }
  }
}

async function setLimit(trx: Trx, caseNo: string, limit: Deadline | undefined): Promise<void> {
  if (limit) await setStage(trx, caseNo, { deadline: JSON.stringify(limit) });
}

async function setStage(
  trx: Trx,
  caseNo: string,
  values: UpdateObject<ApprovalDatabase, 'approval.stage'>,
): Promise<void> {
  await trx.updateTable('approval.stage').set(values).where('application_no', '=', caseNo).execute();
}

/** It begins with the first item that is handed on to it. */
export const findStage = (db: Kysely<ApprovalDatabase>, caseNo: string): Promise<Selectable<StageTable> | undefined> =>
  db.selectFrom('approval.stage').selectAll().where('application_no', '=', caseNo).executeTakeFirst();
