/** The moves an application is made of: facts with their basis. */
import type { AcceptedData, Actor, ApplicationFact, CommonFact, PushedData } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import type { Deadline, Instant } from '@yichuang/kernel';
import type { Decision } from '../lib/machine.ts';
import { type ApplicationState, period } from './model.ts';

export type Fact = ApplicationFact | CommonFact;
export type ApplicationDecision = Decision<Fact>;

/** A round begins: one working day for the unit, but never past the close of the fifth working day after receipt (policy 1.8-9). */
export function push(
  state: ApplicationState,
  at: Instant,
  itemCode: string,
  department: string,
  round: number,
  reason?: string,
): Fact {
  const { acceptance } = state.slice;
  const key = `answer:${itemCode}:${String(round)}`;
  const own = acceptance.by === 'department' ? period(state, key, at, acceptance.misroute.period) : state.statutory;
  return {
    type: 'itemPushed',
    at,
    actor: systemActor,
    basis: acceptance.basis,
    data: { itemCode, department, round, ...limited(own, state.statutory), ...(reason !== undefined && { reason }) },
  };
}

/** Where both run out at one instant the statute holds: accepted as of receipt (许可法 32(4)). */
function limited(own: Deadline, statutory: Deadline): Pick<PushedData, 'deadline' | 'silence'> {
  return own.dueAt < statutory.dueAt
    ? { deadline: own, silence: 'expiry' }
    : { deadline: { ...statutory, key: own.key }, silence: 'receipt' };
}

export const accept = (at: Instant, actor: Actor, basis: string[], data: AcceptedData): Fact => ({
  type: 'itemAccepted',
  at,
  actor,
  basis,
  data,
});
