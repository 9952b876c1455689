/** Tasks as rows: opened, closed and retimed by the facts of whoever owns the work. Each works twice as once. */
import type { ServiceName } from '@yichuang/contracts/temporal';
import type { Deadline, Instant } from '@yichuang/kernel';
import { sql, type Transaction } from 'kysely';
import type { ApprovalDatabase, TaskKind } from './schema.ts';

type Trx = Transaction<ApprovalDatabase>;

interface NewTask {
  realm: string;
  caseNo: string;
  owner: ServiceName;
  workflowId: string;
  kind: TaskKind;
  department: string;
  itemCode?: string;
  round: number;
  at: Instant;
  scheduledAt?: Instant;
  deadline?: Deadline | undefined;
  /** The law's own limit beside it (policy 1.8-16). */
  statutory?: Deadline | undefined;
}

export async function openTask(
  trx: Trx,
  {
    realm,
    caseNo,
    owner,
    workflowId,
    kind,
    department,
    itemCode,
    round,
    at,
    scheduledAt,
    deadline,
    statutory,
  }: NewTask,
): Promise<void> {
  const id = [workflowId, kind, itemCode, String(round)].filter((part) => part !== undefined).join('~');
  await trx
    .insertInto('approval.task')
    .values({
      id,
      realm,
      application_no: caseNo,
      owner,
      workflow_id: workflowId,
      kind,
      department,
      item_code: itemCode ?? null,
      round,
      opened_at: at,
      scheduled_at: scheduledAt ?? null,
      deadline: deadline ? JSON.stringify(deadline) : null,
      statutory: statutory ? JSON.stringify(statutory) : null,
      overdue: false,
      urged_at: null,
      closed_at: null,
      closed_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface ClosedTasks {
  workflowId: string;
  itemCode?: string;
  /** Tasks of these items and of the application as a whole. */
  itemCodes?: string[];
  kind?: TaskKind;
  at: Instant;
  by: string;
}

export async function closeTasks(
  trx: Trx,
  { workflowId, itemCode, itemCodes, kind, at, by }: ClosedTasks,
): Promise<void> {
  let query = trx
    .updateTable('approval.task')
    .set({ closed_at: at, closed_by: by })
    .where('workflow_id', '=', workflowId)
    .where('closed_at', 'is', null);
  if (itemCode !== undefined) query = query.where('item_code', '=', itemCode);
  if (itemCodes !== undefined)
    query = query.where((eb) => eb.or([eb('item_code', 'is', null), eb('item_code', 'in', itemCodes)]));
  if (kind !== undefined) query = query.where('kind', '=', kind);
  await query.execute();
}

/** The open task of that kind, if there is one, goes on with the other unit, with the same clock (002 二(一)2(2)). */
export async function moveTask(
  trx: Trx,
  {
    workflowId,
    kind,
    itemCode,
    department,
    at,
    by,
  }: { workflowId: string; kind: TaskKind; itemCode?: string; department: string; at: Instant; by: string },
): Promise<void> {
  const task = await trx
    .selectFrom('approval.task')
    .selectAll()
    .where('workflow_id', '=', workflowId)
    .where('kind', '=', kind)
    .where('closed_at', 'is', null)
    .$if(itemCode !== undefined, (query) => query.where('item_code', '=', itemCode ?? ''))
    .executeTakeFirst();
  if (!task) return;
  await closeTasks(trx, { workflowId, kind, ...(itemCode !== undefined && { itemCode }), at, by });
  const round = task.round + 1;
  const deadline = task.deadline && JSON.stringify(task.deadline);
  const statutory = task.statutory && JSON.stringify(task.statutory);
  await trx
    .insertInto('approval.task')
    .values({
      ...task,
      id: task.id.replace(/~\d+$/, `~${String(round)}`),
      round,
      department,
      opened_at: at,
      deadline,
      statutory,
      overdue: false,
      urged_at: null,
    })
    .execute();
}

/** Open tasks go on without a clock: the applicant was told what is missing. */
export async function stopTasks(trx: Trx, workflowId: string): Promise<void> {
  await trx
    .updateTable('approval.task')
    .set({ deadline: null })
    .where('workflow_id', '=', workflowId)
    .where('closed_at', 'is', null)
    .execute();
}

/** The period of that key; what was closed keeps what it ran by. */
export async function retimeTask(trx: Trx, workflowId: string, key: string, to: Deadline): Promise<void> {
  for (const limit of ['deadline', 'statutory'] as const)
    await trx
      .updateTable('approval.task')
      .set({ [limit]: JSON.stringify(to) })
      .where('workflow_id', '=', workflowId)
      .where('closed_at', 'is', null)
      .where(sql<boolean>`${sql.ref(limit)}->>'key' = ${key}`)
      .execute();
}

/** Marks the open task of a workflow: its period ran out, or the lead department urges. */
export async function markTasks(
  trx: Trx,
  workflowId: string,
  mark: { overdue: true } | { urged_at: Instant },
): Promise<void> {
  await trx
    .updateTable('approval.task')
    .set(mark)
    .where('workflow_id', '=', workflowId)
    .where('closed_at', 'is', null)
    .execute();
}
