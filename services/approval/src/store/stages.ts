/** Stages as the store knows them. */
import { stageWorkflowId } from '@yichuang/contracts/temporal';
import { type Kysely, sql } from 'kysely';
import type { ApprovalDatabase } from './schema.ts';

/** A stage begins with the first item that is handed on to it. */
export async function stageExists(db: Kysely<ApprovalDatabase>, caseNo: string): Promise<boolean> {
  const { rows } = await sql`select 1 from approval.workflow where workflow_id = ${stageWorkflowId(caseNo)}`.execute(
    db,
  );
  return rows.length > 0;
}
