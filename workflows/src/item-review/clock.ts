/**
 * What moves the due date of an item: special procedures, during which the clock stands still (行政许可法 45), and the one extension
 * (行政许可法 42). Nothing else does.
 */
import type { ItemFact, Refusal } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { type Deadline, type Instant } from '@yichuang/kernel';
import { counted, recounted } from '../lib/deadlines.ts';
import { extended } from '../lib/extension.ts';
import { no, yes } from '../lib/machine.ts';
import { documentOf } from './documents.ts';
import { hearing, hearingOwed } from './hearing.ts';
import { begun, ended, moved, runningStatutory } from './limits.ts';
import type { ItemCommand } from './messages.ts';
import { type ItemDecision, type ItemState, unitName } from './model.ts';

type Command<K extends ItemCommand['kind']> = Extract<ItemCommand, { kind: K }>;

/** 行政许可法 42¶1: by ten working days at most. */
const longestExtension = 10;

/** With the written notice of the time needed; a further notice after that time has run out goes on with the same pause. */
export function startSpecialProcedure(state: ItemState, command: Command<'startSpecialProcedure'>): ItemDecision {
  const { item, slice, special, department } = state;
  const { receivedAt: at, actor } = command;
  const { procedure, workingDays } = command.body;
  const { closedList, basis } = slice.rules.specialProcedures;
  if (special && !(special.answerBy && special.procedure === procedure)) return no(running(state, '再启动特别程序'));
  if (!closedList.includes(procedure) && !item.specialProcedures.includes(procedure))
    return no({
      code: 'not-a-special-procedure',
      title: '不属于停止计时的特别程序',
      detail: `“${procedure}”不在${closedList.join('、')}之列,不停止计时。`,
      clause: basis.join(';'),
    });
  if (workingDays === undefined)
    return no({
      code: 'written-notice-missing',
      title: '没有书面告知所需时间',
      detail: '启动特别程序必须将所需时间书面告知申请人;请写明所需的工作日数。',
      clause: basis.join(';'),
    });
  const expected = counted(state, {
    key: `special:${item.code}:${String(state.procedures + 1)}`,
    start: at,
    period: { amount: workingDays, unit: 'workingDay', dayEnd: 'office', basis },
  });
  const data = { itemCode: item.code, department, procedure, workingDays, expected };
  const fact: ItemFact = special
    ? { type: 'specialProcedureRenewed', at, actor, basis, data }
    : { type: 'specialProcedureStarted', at, actor, basis, data: { ...data, ...paused(state, procedure, at) } };
  const lines = [
    `${named(state)}依法需要${procedure},所需时间${String(workingDays)}个工作日,预计至${expected.dueDate}。`,
    '所需时间依法不计算在办理期限之内。',
  ];
  const statutory = special ? [] : runningStatutory(state);
  const stopped = moved(state, statutory, (limit) => begun(limit, pauseReason(procedure), at), fact);
  return yes([fact], [...stopped, ...documentOf(state, fact, 'specialProcedure', lines)]);
}

/** The due date with the pause; an item that was overdue before keeps it as it is. */
function paused(state: ItemState, procedure: string, at: Instant): { due?: Deadline } {
  const { due, overdue } = state;
  if (!due || overdue) return {};
  return { due: recounted(state, due, begun(due, pauseReason(procedure), at)) };
}

const pauseReason = (procedure: string): string => `${procedure}（行政许可法第四十五条）`;

export function endSpecialProcedure(state: ItemState, command: Command<'endSpecialProcedure'>): ItemDecision {
  const { item, slice, special, department, due } = state;
  const { basis } = slice.rules.specialProcedures;
  if (!special)
    return no({
      code: 'no-special-procedure',
      title: '没有进行中的特别程序',
      detail: `事项${item.code}没有进行中的特别程序。`,
      clause: basis.join(';'),
    });
  const owed = special.procedure === hearing && hearingOwed(state, '结束听证');
  if (owed) return no(owed);
  const { receivedAt: at, actor } = command;
  const change = due && ended(due, pauseReason(special.procedure), at);
  const resumed = due && change && recounted(state, due, change);
  const data = { itemCode: item.code, department, procedure: special.procedure, ...(resumed && { due: resumed }) };
  const fact: ItemFact = { type: 'specialProcedureEnded', at, actor, basis, data };
  const statutory = runningStatutory(state);
  return yes(
    [fact],
    moved(state, statutory, (limit) => ended(limit, pauseReason(special.procedure), at), fact),
  );
}

/** The time told in writing has run out: the clock stays stopped; the department ends it or tells a new time (policy 1.8-18). */
export function overrun(state: ItemState, at: Instant): ItemFact[] {
  const { item, slice, special, department } = state;
  if (!special) return [];
  const { afterOverrun, basis } = slice.rules.specialProcedures;
  const answerBy = counted(state, {
    key: `specialAnswer:${item.code}:${String(state.procedures)}`,
    start: at,
    period: afterOverrun,
  });
  const data = { itemCode: item.code, department, procedure: special.procedure, answerBy };
  return [{ type: 'specialProcedureOverrun', at, actor: systemActor, basis, data }];
}

/** Once, by ten working days at most, approved by the head of the organ, with its reason told (行政许可法 42¶1). */
export function extend(state: ItemState, command: Command<'extend'>): ItemDecision {
  const { item, slice, department } = state;
  const { receivedAt: at, actor } = command;
  const { days, approver, reason } = command.body;
  const { times, itemApprover, basis } = slice.rules.extension;
  const rule = { what: `事项${item.code}`, times, approver: itemApprover, longest: longestExtension, basis };
  const allowed = extended(state.due, state.overdue, command.body, rule);
  if ('problem' in allowed) return no(allowed.problem);
  const { due, extensions } = allowed;
  const to = recounted(state, due, { extensions });
  const data = { itemCode: item.code, department, days, approver, reason, from: due, to };
  const fact: ItemFact = { type: 'deadlineExtended', at, actor, basis, data };
  const lines = [
    `${named(state)}不能在期限内作出决定,经${approver}批准,延长${String(days)}个工作日,至${to.dueDate}。`,
    `延长的理由:${reason}`,
  ];
  const longer = moved(
    state,
    runningStatutory(state),
    (limit) => ({ extensions: [...limit.extensions, ...extensions.slice(-1)] }),
    fact,
  );
  return yes([fact], [...longer, ...documentOf(state, fact, 'extension', lines)]);
}

/** Refusal of an act that must wait until the special procedure has ended (policy 1.8-13). */
export const running = ({ item, special, slice }: ItemState, what: string): Refusal => ({
  code: 'special-procedure-runs',
  title: '特别程序尚未结束',
  detail: `事项${item.code}正在进行特别程序${special ? `“${special.procedure}”` : ''},结束之前不得${what}。`,
  clause: slice.rules.specialProcedures.basis.join(';'),
});

const named = (state: ItemState): string =>
  `你单位申请的${state.item.name}(${state.item.code},办件编号 ${state.applicationNo}),${unitName(state)}正在办理,`;
