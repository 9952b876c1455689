/** Tasks: what each department and window has to do, and the actions it may take. */
import { type Actor, isServiceName, type Mandate, type Role } from '@yichuang/contracts/temporal';
import {
  actorOf,
  actReplies,
  departmentAsked,
  notFound,
  nothing,
  type Principal,
  type Problem,
  pageSize,
  problemOf,
  type Routes,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import { departmentByName, type Regions } from '@yichuang/regions';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import { mandateFor } from '../store/delegations.ts';
import { findTask, listTasks, taskView } from '../store/queries.ts';
import type { ApprovalDatabase, TaskTable } from '../store/schema.ts';
import type { TaskAction } from './action-fields.ts';
import { taskReply, tasksReply } from './replies.ts';
import { type ActionOfKinds, actionsByName, actionsOf, delegates } from './task-actions.ts';

export const staff: readonly Role[] = ['handler', 'lead', 'clerk', 'coordinator', 'supervisor', 'admin', 'auditor'];
/** Roles that see the tasks of every department. */
const overseers: readonly Role[] = ['coordinator', 'supervisor', 'admin', 'auditor'];

const id = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: '待办编号', examples: ['application:430000-20260918-000001~acceptance~I46~1'] });

const listing = route({
  method: 'get',
  path: '/v1/tasks',
  operationId: 'listTasks',
  summary: '待办',
  roles: staff,
  query: z.object({
    department: z.string().max(60).optional(),
    applicationNo: z.string().max(80).optional(),
    kind: z.string().max(40).optional(),
    overdue: z.stringbool().optional().meta({ description: '只看超期的,或者只看未超期的' }),
    state: z.enum(['open', 'closed', 'all']).default('open'),
    limit: pageSize,
    after: z.string().max(200).optional(),
  }),
  params: nothing,
  body: nothing,
  tag: '待办',
  reply: { 200: tasksReply },
});

const readTask = route({
  method: 'get',
  path: '/v1/tasks/{id}',
  operationId: 'readTask',
  summary: '一项待办',
  roles: staff,
  params: z.object({ id }),
  query: nothing,
  body: nothing,
  tag: '待办',
  reply: { 200: taskReply },
});

const facts = z.array(z.string()).meta({ description: '记录的事实', examples: [['itemAccepted']] });

/** One route per action: the kind of the task says which of the bodies counts. */
const actionRoute = ({ name, summary, roles, bodies }: ActionOfKinds) =>
  route({
    method: 'post',
    path: `/v1/tasks/{id}/${name}`,
    operationId: `${name}Task`,
    summary: `办理待办:${summary}`,
    roles,
    params: z.object({ id }),
    body: z.record(z.string(), z.unknown()).default({}),
    bodies,
    query: nothing,
    tag: '待办',
    reply: actReplies({ facts }),
  });

/** The department whose tasks the caller may see and work on; the window's for clerks. */
export const ownDepartment = (principal: Principal): string | undefined =>
  principal.departmentId ?? (principal.roles.includes('clerk') ? 'window' : undefined);

const holdsNone = ({ roles }: Principal, wanted: readonly Role[]): boolean =>
  !wanted.some((role) => roles.includes(role));

export const overseesAll = (principal: Principal): boolean => overseers.some((role) => principal.roles.includes(role));

export function taskRoutes(routes: Routes, { db, desk }: ServiceTools<ApprovalDatabase>, regions: Regions): void {
  /** In whose name the caller acts: for its own unit, over all units, or with what another unit has entrusted to it. */
  const actorFor = async (principal: Principal, task: Selectable<TaskTable>, action: TaskAction): Promise<Actor> => {
    if (action.delegable && task.department !== ownDepartment(principal) && holdsNone(principal, action.roles)) {
      const mandate = await mandateOn(principal, task);
      if (!mandate) throw notYours();
      return { ...actorOf(principal, delegates), mandate };
    }
    const actor = actorOf(principal, action.roles);
    const everywhere = overseers.includes(actor.role) && actor.departmentId === undefined;
    if (!everywhere && task.department !== ownDepartment(principal)) throw notYours();
    return actor;
  };
  const mandateOn = async (
    { sub, roles }: Principal,
    { realm, department, item_code: itemCode, application_no: caseNo }: Selectable<TaskTable>,
  ): Promise<Mandate | undefined> =>
    itemCode !== null && delegates.some((role) => roles.includes(role))
      ? mandateFor(db, { realm, person: sub, department, itemCode, caseNo })
      : undefined;

  routes.add(listing)(async ({ query, realm, principal }) => {
    const own = ownDepartment(principal);
    const { department, ...rest } = query;
    const asked =
      department === undefined || department === 'window'
        ? department
        : (departmentByName(regions.catalogue, department)?.code ?? department);
    if (!overseesAll(principal) && asked !== undefined && asked !== own) throw notYours();
    const shown = overseesAll(principal) ? asked : (own ?? '');
    const delegate =
      asked === undefined && principal.roles.some((role) => delegates.includes(role)) ? principal.sub : undefined;
    return {
      status: 200,
      body: await listTasks(db, regions, { realm, principal, department: shown, delegate, ...rest }),
    };
  });

  routes.add(readTask)(async ({ params, realm, principal }) => {
    const task = await findTask(db, { realm, principal, id: params.id });
    if (!task) throw notFound('该待办');
    const own = overseesAll(principal) || task.department === ownDepartment(principal);
    if (!own && !(await mandateOn(principal, task))) throw notYours();
    return { status: 200, body: await taskView(db, task, regions) };
  });

  for (const one of actionsByName())
    routes.add(actionRoute(one))(async ({ params, body, realm, principal, request }) => {
      const task = await findTask(db, { realm, principal, id: params.id });
      if (!task) throw notFound('该待办');
      const actions = actionsOf(task);
      const action = actions[one.name];
      if (!action)
        throw problemOf(
          'no-such-action',
          `该待办没有“${one.summary}”的操作;可用的操作:${Object.keys(actions).join('、')}。`,
        );
      const actor = await actorFor(principal, task, action);
      const values = resolveDepartments(regions, action.body.parse(body));
      if (!isServiceName(task.owner)) throw new Error(`unknown owner ${task.owner}`);
      const itemCode = task.item_code ?? undefined;
      return desk.submit(request, {
        service: task.owner,
        workflowId: task.workflow_id,
        caseNo: task.application_no,
        kind: one.name,
        ...(itemCode !== undefined && { itemCode }),
        actor,
        realm,
        body: { ...values, ...(itemCode !== undefined && { itemCode }) },
      });
    });
}

const notYours = (): Problem => problemOf('not-your-task', '只能查看和办理本单位的待办。');

/** Departments are given by code or Chinese name; inside only codes are known. */
function resolveDepartments(regions: Regions, values: Record<string, unknown>): Record<string, unknown> {
  const resolved = { ...values };
  for (const field of ['department', 'suggestedDepartment']) {
    const given = values[field];
    if (typeof given === 'string') resolved[field] = departmentAsked(regions, given, field).code;
  }
  return resolved;
}
