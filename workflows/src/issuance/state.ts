/**
 * A granted result on its way to the applicant (统一出件): handed over by the department, compared with what was accepted, released by
 * one window against signature (000 二(3); 002 二(二)4; 003 四3), served within ten working days of the decision (行政许可法 44). A period
 * that runs out leaves a fact and takes nothing away: the result is handed over and served all the same.
 */
import type { IssuanceFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Deadline, type Instant } from '@yichuang/kernel';
import { inForce } from '../lib/amendment.ts';
import { openOf, wakesOf } from '../lib/deadlines.ts';
import { type Decision, type Input, type Machine } from '../lib/machine.ts';
import { command, settle } from './commands.ts';
import { deliveryDeadline, handoverDeadline, running } from './deadlines.ts';
import type { IssuanceCommand, IssuanceEvent } from './messages.ts';
import { applyToIssuance, type IssuanceState } from './model.ts';
import { viewOfIssuance } from './view.ts';

export const issuanceMachine: Machine<IssuanceState, IssuanceCommand, IssuanceEvent, IssuanceFact> = {
  decide,
  apply: applyToIssuance,
  instants: (state) => wakesOf(running(state)),
  open: (state) => openOf(state, running(state)),
  finished: ({ where }) => where.phase === 'delivered',
  view: viewOfIssuance,
};

function decide(state: IssuanceState, input: Input<IssuanceCommand, IssuanceEvent>): Decision<IssuanceFact> {
  switch (input.kind) {
    case 'start':
      return { facts: [begin(state, input.at)] };
    case 'command':
      return command(state, input.command);
    case 'lapse':
      return { facts: overdue(state, input.at) };
    case 'calendar': {
      const amend = (from: Deadline, anew: (of: Deadline) => Deadline): Deadline =>
        from.key === state.handover?.key ? handoverDeadline(state, anew) : anew(from);
      return { facts: inForce(running(state), state.slice, input, amend) };
    }
    case 'event':
      return { facts: settle(state, input.event) };
    default:
      return assertNever(input);
  }
}

function begin(state: IssuanceState, at: Instant): IssuanceFact {
  const { item, department, result, slice } = state;
  const handover = handoverDeadline(state);
  const delivery = deliveryDeadline(state);
  return {
    type: 'issuanceOpened',
    at,
    actor: systemActor,
    basis: [...handover.basis, ...delivery.basis],
    data: { itemCode: item.code, department, outlet: slice.issuance.outlet.name, result, handover, delivery },
  };
}

function overdue(state: IssuanceState, at: Instant): IssuanceFact[] {
  const { item, department, handover } = state;
  return running(state)
    .filter(({ dueAt }) => dueAt <= at)
    .map(({ key, dueAt, basis }) => ({
      type: key === handover?.key ? 'handoverOverdue' : 'deliveryOverdue',
      at,
      actor: systemActor,
      basis,
      data: { itemCode: item.code, department, dueAt },
    }));
}
