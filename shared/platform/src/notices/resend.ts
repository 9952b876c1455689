/** A notice that failed by every channel goes out again from the first one. Its IDs stay the same: what a gateway has taken it sends no second time. */
import { type Kysely, sql } from 'kysely';
import { type Operator, recordAction } from '../operator/actions.ts';
import { closeTask, type OperatorTask } from '../operator/tasks.ts';

/** By the operator's task about it, which this resolves; none where no such task is open. */
export async function resendNotice<DB>(
  db: Kysely<DB>,
  id: number,
  operator: Operator,
): Promise<OperatorTask | undefined> {
  return db.transaction().execute(async (trx) => {
    const { rows } =
      await sql<OperatorTask>`select id, service, kind, subject, case_no as "caseNo" from journal.operator_task
      where id = ${id} and kind = 'noticeUndelivered' and resolved_at is null for update`.execute(trx);
    const [task] = rows;
    if (!task) return undefined;
    const { service, subject } = task;
    await sql`update journal.notice set state = 'open', channel = 1, tries = 0, not_before = clock_timestamp()
      where document_id = ${subject} and state = 'failed'`.execute(trx);
    await sql`select pg_notify(${`document_${service}`}, '')`.execute(trx);
    await closeTask(trx, task, operator.who, `重新发送:${operator.reason}`);
    await recordAction(trx, operator, { action: 'notices.resend', service, subject, detail: { id } });
    return task;
  });
}
