/** Operator tasks: what no law and no clerk can put right. Raised once per thing, resolved by a person or when the thing is gone. */
import type { ServiceName } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { type Operator, recordAction } from './actions.ts';

/** What happened, and what to do about it (docs/runbooks). */
export const operatorTaskKinds = {
  cancelRequested: {
    what: '有人在系统之外请求取消该流程',
    todo: '取消请求没有法律效果,流程照常进行;要撤回须由申请人依法提出。核实来源后销项(tasks resolve)。',
  },
  workflowEnded: {
    what: '办件未办结,其流程已不在运行',
    todo: '查明原因,执行 reconcile --repair:流程按已留痕的事实接续,期限不受影响。',
  },
  workflowUnknown: {
    what: '流程在运行,库中没有登记',
    todo: '核对数据库是否由旧备份恢复;未查明前不要终止该流程。',
  },
  keyParked: {
    what: '一条消息无法处理,该办件的后续消息在其后等待',
    todo: '执行 dlq show 查看原因,以 dlq repair 更正或跳过,再执行 dlq replay。',
  },
  documentNotRendered: {
    what: '一份文书的 PDF 没有生成',
    todo: '缺字的,把含该字的字体放入 DOCUMENT_FONTS_DIR 后重启;其他原因见日志。系统自动重试,生成后自动销项。',
  },
  noticeUndelivered: {
    what: '一份文书的通知在各种方式下都没有送到',
    todo: '网关恢复之后重新发送(tasks resend);仍不能送到的,由窗口电话告知受文单位,核实后销项(tasks resolve)。',
  },
} as const;
export type OperatorTaskKind = keyof typeof operatorTaskKinds;

export interface NewOperatorTask {
  service: ServiceName;
  kind: OperatorTaskKind;
  /** A workflow ID, the key of parked messages, or the ID of a document. */
  subject: string;
  caseNo: string;
  realm: string;
  detail: string;
}

export interface OperatorTask extends NewOperatorTask {
  id: number;
  since: Instant;
  resolvedAt: Instant | null;
  resolvedBy: string | null;
  resolution: string | null;
}

const columns = sql.raw(
  `id, service, kind, subject, case_no as "caseNo", realm, detail, since, resolved_at as "resolvedAt", resolved_by as "resolvedBy", resolution`,
);

/** While the same is open, nothing changes. `db` may be a transaction. */
export async function raiseTask(db: QueryExecutorProvider, task: NewOperatorTask): Promise<void> {
  const { service, kind, subject, caseNo, realm, detail } = task;
  await sql`insert into journal.operator_task (service, kind, subject, case_no, realm, detail)
    values (${service}, ${kind}, ${subject}, ${caseNo}, ${realm}, ${detail})
    on conflict (service, kind, subject) where resolved_at is null do nothing`.execute(db);
}

/** The thing is gone. */
export async function closeTask(
  db: QueryExecutorProvider,
  { service, kind, subject }: Pick<NewOperatorTask, 'service' | 'kind' | 'subject'>,
  by: string,
  resolution: string,
): Promise<void> {
  await sql`update journal.operator_task set resolved_at = clock_timestamp(), resolved_by = ${by}, resolution = ${resolution}
    where service = ${service} and kind = ${kind} and subject = ${subject} and resolved_at is null`.execute(db);
}

/** Open ones first, oldest first; with `resolved` the last hundred that are done too. */
export async function listTasks(
  db: QueryExecutorProvider,
  { resolved }: { resolved: boolean },
): Promise<OperatorTask[]> {
  const { rows } = await sql<OperatorTask>`select * from (
      select ${columns}
        from journal.operator_task where resolved_at is null or ${resolved} order by resolved_at desc nulls first, id desc limit 1000
    ) t order by "resolvedAt" desc nulls first, id`.execute(db);
  return rows;
}

/** By hand; no task where none of that number is open. */
export async function resolveTask<DB>(
  db: Kysely<DB>,
  id: number,
  operator: Operator,
): Promise<OperatorTask | undefined> {
  return db.transaction().execute(async (trx) => {
    const { rows } = await sql<OperatorTask>`update journal.operator_task
        set resolved_at = clock_timestamp(), resolved_by = ${operator.who}, resolution = ${operator.reason}
      where id = ${id} and resolved_at is null returning ${columns}`.execute(trx);
    const [task] = rows;
    if (task) {
      const { service, kind, subject } = task;
      await recordAction(trx, operator, { action: 'tasks.resolve', service, subject, detail: { id, kind } });
    }
    return task;
  });
}
