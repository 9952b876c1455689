/** Commands of an application, judged in a state in which everything before them has been worked off. */
import type { Refusal } from '@yichuang/contracts';
import { assertNever, dateOf } from '@yichuang/kernel';
import { done, reasonMissing, refused } from '../lib/machine.ts';
import { settledApplication, settledRefusal } from './answers.ts';
import type { ApplicationCommand } from './messages.ts';
import { type ApplicationState, departmentName, type ItemPhase } from './model.ts';
import { type ApplicationDecision, accept, type Fact, push } from './moves.ts';

type Command<K extends ApplicationCommand['kind']> = Extract<ApplicationCommand, { kind: K }>;

const no = (problem: Refusal): ApplicationDecision => ({ facts: [], outcome: refused(problem) });
const yes = (facts: Fact[]): ApplicationDecision => ({
  facts,
  outcome: done({ facts: facts.map((fact) => fact.type) }),
});

export function command(state: ApplicationState, command: ApplicationCommand): ApplicationDecision {
  switch (command.kind) {
    case 'accept':
      return command.body.itemCode === undefined
        ? acceptApplication(state, command)
        : acceptItem(state, command, command.body.itemCode);
    case 'return':
      return returnItem(state, command);
    case 'refuse':
      return command.body.itemCode === undefined
        ? refuseApplication(state, command)
        : refuseItem(state, command, command.body.itemCode);
    case 'notRequired':
      return notRequired(state, command);
    case 'reroute':
      return reroute(state, command);
    default:
      return assertNever(command);
  }
}

/** The item as its holder finds it: with the department of the actor, waiting for an answer. */
function held(
  state: ApplicationState,
  { actor }: ApplicationCommand,
  code: string,
): { item: Extract<ItemPhase, { phase: 'pushed' }> } | { problem: Refusal } {
  const item = state.items[code];
  if (!item) return { problem: unknownItem(state, code) };
  const settled = settledRefusal(state, code, item);
  if (settled) return { problem: settled };
  if (item.phase !== 'pushed') return { problem: windowAccepts(state) };
  if (item.department !== actor.departmentId)
    return {
      problem: {
        code: 'not-the-holder',
        title: '该事项不由本单位承办',
        detail: `事项${code}现由${departmentName(state, item.department)}承办,由该单位答复。`,
        clause: state.slice.acceptance.basis.join(';'),
      },
    };
  return { item };
}

function acceptItem(state: ApplicationState, command: Command<'accept'>, itemCode: string): ApplicationDecision {
  const found = held(state, command, itemCode);
  if ('problem' in found) return no(found.problem);
  const { receivedAt, actor } = command;
  const acceptedOn = dateOf(receivedAt);
  return yes([
    accept(receivedAt, actor, state.slice.acceptance.basis, {
      itemCode,
      department: found.item.department,
      deemed: false,
      acceptedOn,
    }),
  ]);
}

/** 002 二(一)2(2): returned with the concrete reason; the unit that knows the right one names it, and the item goes there at once. */
function returnItem(state: ApplicationState, command: Command<'return'>): ApplicationDecision {
  const { acceptance } = state.slice;
  const { itemCode, reason, suggestedDepartment } = command.body;
  if (acceptance.by !== 'department')
    return no({
      code: 'no-return-here',
      title: '本地区不实行退回',
      detail: '本地区没有业务单位退回事项的规定;对承办单位有异议的,由牵头部门协调。',
      clause: acceptance.basis.join(';'),
    });
  const found = held(state, command, itemCode);
  if ('problem' in found) return no(found.problem);
  if (reason.trim() === '') return no(reasonMissing('退回必须写明具体理由。', acceptance.misroute.basis));
  const { department, round } = found.item;
  if (suggestedDepartment === department)
    return no({
      code: 'returned-to-itself',
      title: '不能退回给本单位',
      detail: '指明的承办单位就是退回的单位;请指明另一单位,或者不指明单位。',
      clause: acceptance.misroute.basis.join(';'),
    });
  const returned: Fact = {
    type: 'itemReturned',
    at: command.receivedAt,
    actor: command.actor,
    basis: acceptance.misroute.basis,
    data: { itemCode, department, round, reason, ...(suggestedDepartment !== undefined && { suggestedDepartment }) },
  };
  return yes(
    suggestedDepartment === undefined
      ? [returned]
      : [returned, push(state, command.receivedAt, itemCode, suggestedDepartment, round + 1, reason)],
  );
}

function refuseItem(state: ApplicationState, command: Command<'refuse'>, itemCode: string): ApplicationDecision {
  const found = held(state, command, itemCode);
  if ('problem' in found) return no(found.problem);
  const { reason, clause } = command.body;
  if (reason.trim() === '') return no(reasonMissing('不予受理必须写明具体理由。', ['行政许可法 32']));
  return yes([
    {
      type: 'itemAcceptanceRefused',
      at: command.receivedAt,
      actor: command.actor,
      basis: ['行政许可法 32', clause],
      data: { itemCode, department: found.item.department, reason, clause },
    },
  ]);
}

/** Where the window accepts, it accepts the whole filing at once (000 三(二); 002 二(二)3(1)). */
function acceptApplication(state: ApplicationState, command: Command<'accept'>): ApplicationDecision {
  const problem = windowProblem(state);
  if (problem) return no(problem);
  const { receivedAt, actor } = command;
  const acceptedOn = dateOf(receivedAt);
  return yes(
    state.slice.items.map(({ code, department }) =>
      accept(receivedAt, actor, state.slice.acceptance.basis, {
        itemCode: code,
        department,
        deemed: false,
        acceptedOn,
      }),
    ),
  );
}

function refuseApplication(state: ApplicationState, command: Command<'refuse'>): ApplicationDecision {
  const problem = windowProblem(state);
  if (problem) return no(problem);
  const { reason, clause } = command.body;
  if (reason.trim() === '') return no(reasonMissing('不予受理必须写明具体理由。', ['行政许可法 32']));
  const { receivedAt: at, actor } = command;
  return yes([{ type: 'applicationRefused', at, actor, basis: ['行政许可法 32', clause], data: { reason, clause } }]);
}

function notRequired(state: ApplicationState, command: Command<'notRequired'>): ApplicationDecision {
  const problem = windowProblem(state);
  if (problem) return no(problem);
  const { reason } = command.body;
  if (reason.trim() === '') return no(reasonMissing('不受理必须写明具体理由。', ['行政许可法 32(1)']));
  const { receivedAt: at, actor } = command;
  return yes([{ type: 'applicationNotRequired', at, actor, basis: ['行政许可法 32(1)'], data: { reason } }]);
}

/** A returned item without a named unit: the coordinator pushes it to another, which opens a new round (policy 1.8-9). */
function reroute(state: ApplicationState, command: Command<'reroute'>): ApplicationDecision {
  const { itemCode, department, reason } = command.body;
  const item = state.items[itemCode];
  if (!item) return no(unknownItem(state, itemCode));
  if (item.phase !== 'returned') {
    const settled = settledRefusal(state, itemCode, item);
    return no(
      settled ?? { code: 'item-not-returned', title: '该事项未被退回', detail: `事项${itemCode}正等待承办单位答复。` },
    );
  }
  if (reason.trim() === '') return no(reasonMissing('改推必须写明具体理由。', state.slice.acceptance.basis));
  return yes([push(state, command.receivedAt, itemCode, department, item.round + 1, reason)]);
}

function windowProblem(state: ApplicationState): Refusal | undefined {
  if (state.slice.acceptance.by !== 'window')
    return {
      code: 'departments-accept',
      title: '本地区由业务单位受理',
      detail: '该申请由各业务单位分别受理,窗口不作受理决定。',
      clause: state.slice.acceptance.basis.join(';'),
    };
  return settledApplication(state);
}

const windowAccepts = (state: ApplicationState): Refusal => ({
  code: 'window-accepts',
  title: '本申请由综合服务窗口受理',
  detail: '该申请由综合服务窗口统一受理,受理后才转各部门办理。',
  clause: state.slice.acceptance.basis.join(';'),
});

const unknownItem = (state: ApplicationState, code: string): Refusal => ({
  code: 'item-not-in-application',
  title: '申请中没有该事项',
  detail: `申请${state.filed.applicationNo}不含事项${code}。`,
});
