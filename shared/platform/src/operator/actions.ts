/** What an operator changes is recorded with the change, in one transaction, in a table that only grows. */
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';

/** Who does it, and why. */
export interface Operator {
  who: string;
  reason: string;
}

export interface OperatorAction {
  action: 'tasks.resolve' | 'notices.resend' | 'dlq.repair' | 'dlq.skip' | 'dlq.replay' | 'reconcile.repair';
  service: ServiceName;
  subject: string;
  detail: object;
}

export async function recordAction(
  db: QueryExecutorProvider,
  { who, reason }: Operator,
  { action, service, subject, detail }: OperatorAction,
): Promise<void> {
  await sql`insert into journal.operator_action (who, reason, action, service, subject, detail)
    values (${who}, ${reason}, ${action}, ${service}, ${subject}, ${JSON.stringify(detail)}::jsonb)`.execute(db);
}
