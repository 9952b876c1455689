/** Reads of tasks. */
import { type Deadline, formatOffset } from '@yichuang/kernel';
import { clockView, inScope, type Principal, pageOf } from '@yichuang/platform';
import { departmentByName, type Regions } from '@yichuang/regions';
import type { Kysely, Selectable } from 'kysely';
import type { TaskList, TaskView } from '../http/replies.ts';
import { actionsOf } from '../http/task-actions.ts';
import { entrustedTo } from './delegations.ts';
import type { ApprovalDatabase, TaskKind, TaskTable } from './schema.ts';

const taskWords: Record<TaskKind, string> = {
  acceptance: '受理',
  'window-acceptance': '受理',
  'correction-draft': '起草补正告知',
  coordination: '协调',
  review: '审查',
  'site-visit': '联合勘查',
  handover: '结果移交',
  question: '咨询',
  inquiry: '征询',
  consultation: '征求意见',
};

/** A task of a case that the caller may see. */
export const findTask = (
  db: Kysely<ApprovalDatabase>,
  { realm, principal, id }: { realm: string; principal: Principal; id: string },
): Promise<Selectable<TaskTable> | undefined> =>
  db
    .selectFrom('approval.task')
    .selectAll()
    .where('realm', '=', realm)
    .where('id', '=', id)
    .where(inScope(principal, realm, 'application_no'))
    .executeTakeFirst();

/** The periods that an item's tasks ran or run by, oldest first: acceptance, review, hand-over. */
export const periodsOfItem = (
  db: Kysely<ApprovalDatabase>,
  { realm, principal, caseNo, itemCode }: { realm: string; principal: Principal; caseNo: string; itemCode: string },
): Promise<{ deadline: Deadline | null; statutory: Deadline | null }[]> =>
  db
    .selectFrom('approval.task')
    .select(['deadline', 'statutory'])
    .where('realm', '=', realm)
    .where('application_no', '=', caseNo)
    .where('item_code', '=', itemCode)
    .where(inScope(principal, realm, 'application_no'))
    .orderBy('opened_at')
    .execute();

export interface TaskRequest {
  realm: string;
  principal: Principal;
  department: string | undefined;
  /** With what has been entrusted to this person, too. */
  delegate?: string | undefined;
  applicationNo?: string | undefined;
  kind?: string | undefined;
  overdue?: boolean | undefined;
  state: 'open' | 'closed' | 'all';
  limit: number;
  after?: string | undefined;
}

/** Oldest first; `count` comes from the same conditions as the list, `next` continues where this page ends. */
export async function listTasks(
  db: Kysely<ApprovalDatabase>,
  regions: Regions,
  request: TaskRequest,
): Promise<TaskList> {
  const { realm, principal, department, delegate, applicationNo, kind, overdue, state, limit, after } = request;
  const matching = db
    .selectFrom('approval.task')
    .where('realm', '=', realm)
    .where(inScope(principal, realm, 'application_no'))
    .$if(department !== undefined, (query) =>
      query.where((eb) => {
        const own = eb('department', '=', department ?? '');
        return delegate === undefined ? own : eb.or([own, entrustedTo(delegate)]);
      }),
    )
    .$if(applicationNo !== undefined, (query) => query.where('application_no', '=', applicationNo ?? ''))
    .$if(kind !== undefined, (query) => query.where('kind', '=', isKind(kind) ? kind : 'acceptance'))
    .$if(overdue !== undefined, (query) => query.where('overdue', '=', overdue === true))
    .$if(state !== 'all', (query) => query.where('closed_at', state === 'open' ? 'is' : 'is not', null));
  const { count } = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await matching
    .selectAll()
    .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
    .orderBy('id')
    .limit(limit + 1)
    .execute();
  const { shown, more } = pageOf(rows, limit, (row) => row.id);
  return {
    count,
    tasks: await Promise.all(shown.map((task) => taskView(db, task, regions))),
    ...more,
  };
}

const isKind = (kind: string | undefined): kind is TaskKind => kind !== undefined && kind in taskWords;

/** A task with its clock facts. */
export async function taskView(
  db: Kysely<ApprovalDatabase>,
  task: Selectable<TaskTable>,
  { catalogue }: Regions,
): Promise<TaskView> {
  const { deadline, statutory } = task;
  const about = { realm: task.realm, caseNo: task.application_no };
  return {
    id: task.id,
    kind: task.kind,
    word: taskWords[task.kind],
    state: task.closed_at === null ? 'open' : 'closed',
    applicationNo: task.application_no,
    department: { code: task.department, name: departmentByName(catalogue, task.department)?.name ?? '综合服务窗口' },
    itemCode: task.item_code,
    itemName: catalogue.items.find((item) => item.code === task.item_code)?.name,
    round: task.round,
    openedAt: formatOffset(task.opened_at),
    ...(task.scheduled_at !== null && { scheduledAt: formatOffset(task.scheduled_at) }),
    ...(deadline && { clock: await clockView(db, about, deadline) }),
    ...(statutory && { statutory: await clockView(db, about, statutory) }),
    overdue: task.overdue,
    ...(task.urged_at !== null && { urgedAt: formatOffset(task.urged_at) }),
    ...(task.closed_at !== null && { closedAt: formatOffset(task.closed_at), closedBy: task.closed_by }),
    actions: Object.keys(actionsOf(task)),
  };
}
