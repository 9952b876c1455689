/** Starts the workflow of an open case again. Its recorded facts give the state back: the cause `start` is stored with them. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { encodeWorkflowIdReusePolicy } from '@temporalio/common';
import type { WorkflowType } from '@yichuang/contracts/temporal';
import { type Kysely, sql } from 'kysely';
import { startWorkflow } from '../inbox/inbound.ts';
import { type Operator, recordAction } from './actions.ts';
import type { Discrepancy } from './reconcile.ts';
import { closeTask } from './tasks.ts';

export type Restart = { done: true } | { done: false; why: string };

const no = (why: string): Restart => ({ done: false, why });

/** A child comes back without its parent, which hears of its end by the row of `inbound`. */
export async function restart<DB>(
  { db, client }: { db: Kysely<DB>; client: Client },
  { service, kind, workflowId, status }: Discrepancy,
  operator: Operator,
): Promise<Restart> {
  if (kind !== 'ended') return no('流程仍在运行,不可重新启动');
  if (status === 'COMPLETED') return no('流程已正常结束而库中未结:请先核对数据库是否由旧备份恢复');
  const { rows } = await sql<{
    type: WorkflowType;
    input: string | null;
    summary: string | null;
  }>`select type, input, summary
    from ${sql.ref(`${service}.workflow`)} where workflow_id = ${workflowId} and closed is null`.execute(db);
  const [row] = rows;
  if (!row) return no('办件已办结');
  if (status !== 'NOT_FOUND') await startAsBefore(client, workflowId);
  else if (row.input)
    await startWorkflow(client, { workflowId, type: row.type, input: row.input, summary: row.summary });
  else return no('子流程从未启动:请先恢复其上级流程,由其启动');
  await db.transaction().execute(async (trx) => {
    await recordAction(trx, operator, { action: 'reconcile.repair', service, subject: workflowId, detail: { status } });
    await closeTask(trx, { service, kind: 'workflowEnded', subject: workflowId }, operator.who, operator.reason);
  });
  return { done: true };
}

/** With the very payloads of its last run, which nobody needs to read. */
async function startAsBefore({ workflowService, options }: Client, workflowId: string): Promise<void> {
  const { namespace, identity } = options;
  const { history } = await workflowService.getWorkflowExecutionHistory({
    namespace,
    execution: { workflowId },
    maximumPageSize: 1,
  });
  const [first] = history?.events ?? [];
  const started = first?.workflowExecutionStartedEventAttributes;
  if (!first || !started) throw new Error(`${workflowId} has no history`);
  const { workflowType, taskQueue, input, header, workflowTaskTimeout } = started;
  await workflowService.startWorkflowExecution({
    namespace,
    identity,
    requestId: randomUUID(),
    workflowId,
    workflowType: workflowType ?? null,
    taskQueue: taskQueue ?? null,
    input: input ?? null,
    workflowTaskTimeout: workflowTaskTimeout ?? null,
    header: header ?? null,
    userMetadata: first.userMetadata ?? null,
    workflowIdReusePolicy: encodeWorkflowIdReusePolicy('ALLOW_DUPLICATE_FAILED_ONLY') ?? null,
  });
}
