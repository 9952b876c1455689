/**
 * Review of one accepted item by its department, within the promised limit counted from acceptance (行政许可法 42, 82;
 * 002 二(一)2(3)). The due date passing decides nothing: it leaves a fact, and the item stays open (许可法 knows no deemed grant).
 */
import type { CommonFact, ItemFact, Refusal } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Deadline, formatLocal, type Instant } from '@yichuang/kernel';
import { calendarAdopted, retimings } from '../lib/amendment.ts';
import { limitOf } from '../lib/limit.ts';
import {
  calendarOf,
  type Decision,
  done,
  type Input,
  type Machine,
  type OperatorView,
  reasonMissing,
  refused,
} from '../lib/machine.ts';
import type { ItemCommand, ItemEvent } from './messages.ts';
import { applyToItem, departmentName, type ItemState } from './model.ts';

type ItemDecision = Decision<ItemFact | CommonFact>;

export const itemMachine: Machine<ItemState, ItemCommand, ItemEvent, ItemFact> = {
  decide,
  apply: applyToItem,
  instants: (state) => running(state).map(({ key, dueAt }) => ({ key, at: dueAt })),
  open: (state) => ({ deadlines: running(state), hours: state.slice.officeHours, region: state.slice.region.id }),
  finished: (state) => state.decided !== undefined,
  view,
};

function decide(state: ItemState, input: Input<ItemCommand, ItemEvent>): ItemDecision {
  switch (input.kind) {
    case 'start':
      return { facts: [start(state, input.at)] };
    case 'command':
      return command(state, input.command);
    case 'lapse':
      return { facts: overdue(state, input.at) };
    case 'calendar':
      return {
        facts: [
          calendarAdopted(input),
          ...retimings(
            running(state),
            calendarOf(input.calendar, state.slice.region.id),
            state.slice.officeHours,
            input.at,
          ),
        ],
      };
    case 'event':
      return { facts: [] };
    default:
      return assertNever(input);
  }
}

function start(state: ItemState, instant: Instant): ItemFact {
  const { item, department, acceptedOn } = state;
  const due = limitOf(item, acceptedOn, state.calendar, state.slice);
  return {
    type: 'reviewStarted',
    at: instant,
    actor: systemActor,
    basis: due?.basis ?? state.slice.acceptance.basis,
    data: { itemCode: item.code, department, acceptedOn, ...(due && { deadline: due }) },
  };
}

/** The due date while it can still pass: what has run out stays run out. */
const running = ({ due, overdue, decided }: ItemState): Deadline[] => (due && !overdue && !decided ? [due] : []);

function overdue(state: ItemState, instant: Instant): ItemFact[] {
  const { due, item, department } = state;
  if (!due || due.dueAt > instant) return [];
  const data = { itemCode: item.code, department, dueAt: due.dueAt };
  return [{ type: 'itemOverdue', at: instant, actor: systemActor, basis: due.basis, data }];
}

function command(state: ItemState, command: ItemCommand): ItemDecision {
  const problem = decidedAlready(state) ?? notForThisActor(state, command);
  if (problem) return no(problem);
  const { receivedAt: instant, actor } = command;
  const { item, department } = state;
  switch (command.kind) {
    case 'grant':
      return closing(state, {
        type: 'itemGranted',
        at: instant,
        actor,
        basis: item.basis,
        data: {
          itemCode: item.code,
          department,
          result: command.body.result,
          ...(state.due && { limit: state.due }),
        },
      });
    case 'deny': {
      const reasons = command.body.reasons.filter((reason) => reason.trim() !== '');
      if (reasons.length === 0)
        return no(reasonMissing('不予许可必须写明全部理由,并告知申请人救济途径。', ['行政许可法 38']));
      return closing(state, {
        type: 'itemDenied',
        at: instant,
        actor,
        basis: ['行政许可法 38', ...item.basis],
        data: { itemCode: item.code, department, reasons },
      });
    }
    case 'transfer':
      return transfer(state, command);
    default:
      return assertNever(command);
  }
}

const no = (problem: Refusal): ItemDecision => ({ facts: [], outcome: refused(problem) });

/** After acceptance only a supervisor may move the item, and neither acceptance nor clock moves with it (002 二(一)2(2)). */
function transfer(
  state: ItemState,
  { receivedAt, actor, body }: Extract<ItemCommand, { kind: 'transfer' }>,
): ItemDecision {
  const { item, department: from, slice } = state;
  const { department, reason } = body;
  if (reason.trim() === '') return no(reasonMissing('移交承办单位必须写明理由。', slice.acceptance.basis));
  if (department === from)
    return no({
      code: 'transferred-to-itself',
      title: '该事项已由该单位承办',
      detail: `事项${item.code}现由${departmentName(state)}承办;请指明另一单位。`,
    });
  const basis = slice.acceptance.basis;
  const fact: ItemFact = {
    type: 'itemTransferred',
    at: receivedAt,
    actor,
    basis,
    data: { itemCode: item.code, from, department, reason },
  };
  return { facts: [fact], outcome: done({ facts: [fact.type] }) };
}

/** The decision closes the item: whatever comes later is told when and how it was decided. */
function closing(state: ItemState, fact: ItemFact): ItemDecision {
  const closed = decidedAlready(applyToItem(state, fact));
  if (!closed) throw new Error(`${fact.type} decides nothing`);
  return { facts: [fact], outcome: done({ facts: [fact.type] }), closed: { default: closed, entries: [] } };
}

function decidedAlready({ decided, item }: ItemState): Refusal | undefined {
  if (!decided) return undefined;
  const word = decided.result === 'granted' ? '准予' : '不予许可';
  return {
    code: 'item-decided',
    title: '该事项已办结',
    detail: `事项${item.code}已于${formatLocal(decided.at)}${word},已办结的事项不得再作决定。`,
    clause: decided.basis.join(';'),
  };
}

function notForThisActor(state: ItemState, { actor, kind }: ItemCommand): Refusal | undefined {
  if (kind === 'transfer' || actor.departmentId === state.department) return undefined;
  return {
    code: 'not-the-holder',
    title: '该事项不由本单位承办',
    detail: `事项${state.item.code}由${departmentName(state)}承办,由该单位作出决定。`,
  };
}

function view(state: ItemState): OperatorView {
  const { slice, item, due, decided } = state;
  const who = departmentName(state);
  const limit = due ? ` · 应于 ${formatLocal(due.dueAt)} 前办结${due.provisional ? '(暂定)' : ''}` : '';
  return {
    state: decided ? (decided.result === 'granted' ? '准予' : '不予许可') : '办理中',
    waiting: decided ? [] : [{ who, text: `${who} 审查 ${item.code}${limit}${state.overdue ? ' · 已超期' : ''}` }],
    due: due
      ? [
          `受理日期 ${state.acceptedOn},${String(due.amount)}个工作日,${formatLocal(due.dueAt)} 届满(${due.basis.join('、')})`,
        ]
      : [`受理日期 ${state.acceptedOn},未设办理期限`],
    attributes: {
      YcRegion: slice.region.name,
      YcStage: slice.stage.name,
      YcApplicationNo: state.applicationNo,
      YcProjectCode: state.projectCode,
      YcItemCode: item.code,
      YcDepartment: who,
    },
  };
}
