/** Reconciles regularly: what is found becomes an operator task, what is gone resolves its task. */
import type { Client } from '@temporalio/client';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';
import { type Leader, lead } from '../db/leader.ts';
import type { Logger } from '../log.ts';
import { compare, type Discrepancy } from './reconcile.ts';
import { type OperatorTaskKind, raiseTask } from './tasks.ts';

const kinds: Record<Discrepancy['kind'], OperatorTaskKind | undefined> = {
  ended: 'workflowEnded',
  unknown: 'workflowUnknown',
  closing: undefined,
};

/** Compares and brings the tasks of the service up to date. */
export async function sweep(options: {
  service: ServiceName;
  db: QueryExecutorProvider;
  client: Client;
  graceMs: number;
}): Promise<Discrepancy[]> {
  const { service, db } = options;
  const { rows } = await sql<{ at: string }>`select clock_timestamp() as at`.execute(db);
  const begunAt = rows[0]?.at ?? '';
  const found = await compare(options);
  const standing: string[] = [];
  for (const { kind: how, workflowId, caseNo, realm, status } of found) {
    const kind = kinds[how];
    if (!kind) continue;
    standing.push(workflowId);
    await raiseTask(db, { service, kind, subject: workflowId, caseNo, realm, detail: status });
  }
  await sql`update journal.operator_task set resolved_at = clock_timestamp(), resolved_by = 'reconcile', resolution = '对账时已恢复一致'
    where service = ${service} and kind in ('workflowEnded', 'workflowUnknown') and resolved_at is null
      and since < ${begunAt} and not subject = any(${standing})`.execute(db);
  return found;
}

export function startReconcile(options: {
  service: ServiceName;
  databaseUrl: string;
  db: QueryExecutorProvider;
  client: Client;
  everyMs: number;
  log: Logger;
}): Leader {
  const { service, databaseUrl, everyMs, log } = options;
  return lead({
    databaseUrl,
    name: `${service}.reconcile`,
    channels: [],
    pollMs: everyMs,
    log,
    async work() {
      try {
        const found = await sweep({ ...options, graceMs: everyMs });
        for (const { kind, workflowId, status } of found)
          log.error({ workflowId, kind, status }, 'case and workflow differ');
      } catch (error) {
        log.warn({ error: String(error) }, 'not reconciled this time');
      }
    },
  });
}
