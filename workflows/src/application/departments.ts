/** What departments and the coordinator say of an item that was pushed to them. */
import type { ApplicationFact, Refusal } from '@yichuang/contracts';
import { dateOf } from '@yichuang/kernel';
import { no, reasonMissing, yes } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { noReturnHere, settledRefusal } from './answers.ts';
import { answered } from './items.ts';
import type { ApplicationCommand, Command } from './messages.ts';
import { type ApplicationState, type ItemPhase, receiptOf } from './model.ts';
import { type ApplicationDecision, accept, openCheck, push, unknownItem } from './moves.ts';

type Pushed = Extract<ItemPhase, { phase: 'pushed' }>;

/** The item as its holder finds it: with the department of the actor, waiting for an answer. */
export function held(
  state: ApplicationState,
  { actor }: ApplicationCommand,
  code: string,
): { item: Pushed } | { problem: Refusal } {
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

/** Formal where the department accepts; elsewhere its answer, which the window or the last department makes formal. */
export function acceptItem(state: ApplicationState, command: Command<'accept'>, itemCode: string): ApplicationDecision {
  const found = held(state, command, itemCode);
  if ('problem' in found) return no(found.problem);
  const { receivedAt: at, actor } = command;
  const { department, round } = found.item;
  const { by, basis } = state.slice.acceptance;
  if (by === 'department')
    return yes([accept(state, { at, actor, basis }, { itemCode, department, deemed: false, acceptedOn: dateOf(at) })]);
  const missing = state.deficits.find((deficit) => deficit.itemCode === itemCode);
  if (missing)
    return no({
      code: 'deficits-open',
      title: '容缺材料尚未补齐',
      detail: `事项${itemCode}容缺预受理,${missing.materials.join('、')}补齐之后再答复。`,
      clause: state.slice.rules.deficits.basis.join(';'),
    });
  return yes([{ type: 'itemConfirmed', at, actor, basis, data: { itemCode, department, round } }]);
}

/** 002 二(一)2(2): returned with the concrete reason; the unit that knows the right one names it, and the item goes there at once. */
export function returnItem(state: ApplicationState, command: Command<'return'>): ApplicationDecision {
  const { acceptance } = state.slice;
  const { itemCode, reason, suggestedDepartment } = command.body;
  if (acceptance.by !== 'department') return no(noReturnHere(state));
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
  const returned: ApplicationFact = {
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

/** 003 四1: written, with reasons, and where to apply instead if it is known; the other items are answered by themselves. */
export function refuseItem(state: ApplicationState, command: Command<'refuse'>, itemCode: string): ApplicationDecision {
  const found = held(state, command, itemCode);
  if ('problem' in found) return no(found.problem);
  const { reason, clause, competentAuthority } = command.body;
  if (reason.trim() === '') return no(reasonMissing('不予受理必须写明具体理由。', ['行政许可法 32']));
  const { receivedAt: at, actor } = command;
  const refused: ApplicationFact = {
    type: 'itemAcceptanceRefused',
    at,
    actor,
    basis: ['行政许可法 32', clause],
    data: {
      itemCode,
      department: found.item.department,
      reason,
      clause,
      ...(competentAuthority !== undefined && { competentAuthority }),
    },
  };
  return yes([refused, ...withoutDeficits(state, itemCode, command)]);
}

/** 许可法 32(1): no permit is needed for the item; told by its department where that issues the document. */
export function itemNotRequired(
  state: ApplicationState,
  command: Command<'notRequired'>,
  itemCode: string,
): ApplicationDecision {
  const found = held(state, command, itemCode);
  if ('problem' in found) return no(found.problem);
  if (state.slice.documents.notRequired?.issuedBy !== 'department') return no(toldByWindow(state));
  const { reason } = command.body;
  if (reason.trim() === '') return no(reasonMissing('不受理必须写明具体理由。', ['行政许可法 32(1)']));
  const { receivedAt: at, actor } = command;
  const data = { itemCode, department: found.item.department, reason };
  const told: ApplicationFact = { type: 'itemNotRequired', at, actor, basis: ['行政许可法 32(1)'], data };
  return yes([told, ...withoutDeficits(state, itemCode, command)]);
}

/** The last item whose materials were awaited is gone: for the others the five days begin anew. */
function withoutDeficits(
  state: ApplicationState,
  itemCode: string,
  { receivedAt }: ApplicationCommand,
): ApplicationFact[] {
  const { [itemCode]: _, ...items } = state.items;
  const others = { ...state, items };
  const lastAwaited = state.stopped === 'deficits' && state.deficits.every((one) => one.itemCode === itemCode);
  return lastAwaited && !answered(others) ? openCheck(others, receivedAt) : [];
}

/** A returned item without a named unit: the coordinator pushes it to another, which opens a new round (policy 1.8-9). */
export function reroute(state: ApplicationState, command: Command<'reroute'>): ApplicationDecision {
  const { itemCode, department, reason } = command.body;
  const item = state.items[itemCode];
  if (!item) return no(unknownItem(state, itemCode));
  if (item.phase !== 'returned') {
    const settled = settledRefusal(state, itemCode, item);
    return no(
      settled ?? { code: 'item-not-returned', title: '该事项未被退回', detail: `事项${itemCode}正等待承办单位答复。` },
    );
  }
  const over = settledRefusal(state, itemCode, item);
  if (over && command.receivedAt >= receiptOf(state, itemCode).statutory.dueAt) return no(over);
  if (reason.trim() === '') return no(reasonMissing('改推必须写明具体理由。', state.slice.acceptance.basis));
  return yes([push(state, command.receivedAt, itemCode, department, item.round + 1, reason)]);
}

const toldByWindow = (state: ApplicationState): Refusal => ({
  code: 'not-required-by-window',
  title: '不受理由窗口告知',
  detail: `依法不需要取得行政许可的,由${state.slice.windowName}书面告知申请人不受理。`,
  clause: '行政许可法 32(1)',
});

const windowAccepts = (state: ApplicationState): Refusal => ({
  code: 'window-accepts',
  title: '本申请由综合服务窗口受理',
  detail: '该申请由综合服务窗口统一受理,受理后才转各部门办理。',
  clause: state.slice.acceptance.basis.join(';'),
});
