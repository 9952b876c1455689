/**
 * A delegation (委托授权, 000 二(二)3): a unit lets one of the window's staff decide items in its name, from one instant to another. Its
 * end is an event: revoked by the unit, or expired. What was done under it while it ran stands.
 */
import type { DelegationFact, Refusal } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, DEFAULT_OFFICE_HOURS, formatLocal } from '@yichuang/kernel';
import { calendarAdopted } from '../lib/amendment.ts';
import {
  type Decision,
  ending,
  type Input,
  type Machine,
  no,
  type OperatorView,
  reasonMissing,
  yes,
} from '../lib/machine.ts';
import type { DelegationCommand, DelegationEvent } from './messages.ts';
import { applyToDelegation, type DelegationState } from './model.ts';

type DelegationDecision = Decision<DelegationFact>;

export const delegationMachine: Machine<DelegationState, DelegationCommand, DelegationEvent, DelegationFact> = {
  decide,
  apply: applyToDelegation,
  instants: ({ granted, ended }) => (ended ? [] : [{ key: 'expiry', at: granted.to }]),
  open: () => ({ deadlines: [], hours: DEFAULT_OFFICE_HOURS }),
  finished: ({ ended }) => ended !== undefined,
  view,
};

function decide(state: DelegationState, input: Input<DelegationCommand, DelegationEvent>): DelegationDecision {
  const { delegationNo, basis } = state.granted;
  switch (input.kind) {
    case 'command':
      return revoke(state, input.command);
    case 'lapse':
      return closing(state, {
        type: 'delegationExpired',
        at: input.at,
        actor: systemActor,
        basis,
        data: { delegationNo },
      });
    case 'calendar':
      return { facts: [calendarAdopted(input)] };
    case 'start':
    case 'event':
      return { facts: [] };
    default:
      return assertNever(input);
  }
}

function revoke(state: DelegationState, { receivedAt: at, actor, body }: DelegationCommand): DelegationDecision {
  const { granted } = state;
  const problem = over(state);
  if (problem) return no(problem);
  if (actor.departmentId !== undefined && actor.departmentId !== granted.department)
    return no({
      code: 'not-your-delegation',
      title: '不是本单位的授权',
      detail: `授权${granted.delegationNo}由${state.departmentName}作出,由该单位收回。`,
    });
  if (body.reason.trim() === '') return no(reasonMissing('收回授权必须写明理由。', granted.basis));
  const data = { delegationNo: granted.delegationNo, reason: body.reason };
  return closing(state, { type: 'delegationRevoked', at, actor, basis: granted.basis, data });
}

const closing = (state: DelegationState, fact: DelegationFact): DelegationDecision =>
  ending(yes([fact]), over(applyToDelegation(state, fact)));

function over({ granted, ended }: DelegationState): Refusal | undefined {
  if (!ended) return undefined;
  return {
    code: 'delegation-ended',
    title: '该授权已经终止',
    detail: `授权${granted.delegationNo}已于${formatLocal(ended.at)}${ended.how === 'revoked' ? '收回' : '到期'}。`,
    clause: granted.basis.join(';'),
  };
}

function view({ granted, departmentName, ended }: DelegationState): OperatorView {
  const { delegationNo, items, from, to } = granted;
  const words = { revoked: '已收回', expired: '已到期' };
  return {
    state: ended ? words[ended.how] : '有效',
    waiting: ended
      ? []
      : [{ who: departmentName, text: `${departmentName} 授权 ${delegationNo} · ${formatLocal(to)} 到期` }],
    due: [`${items.join('、')} ${formatLocal(from)} 至 ${formatLocal(to)}(${granted.basis.join('、')})`],
    attributes: { YcApplicationNo: delegationNo, YcDepartment: departmentName },
  };
}
