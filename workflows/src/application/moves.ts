/** The moves an application is made of: facts with their basis, and how commands are answered. */
import type { AcceptedData, Actor, ApplicationFact, PushedData, Refusal } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import type { Deadline, Instant } from '@yichuang/kernel';
import type { Decision } from '../lib/machine.ts';
import { type ApplicationState, applyToApplication, period, receiptOf, statutoryPeriod } from './model.ts';

export type ApplicationDecision = Decision<ApplicationFact>;

export const unknownItem = (state: ApplicationState, code: string): Refusal => ({
  code: 'item-not-in-application',
  title: '申请中没有该事项',
  detail: `申请${state.filed.applicationNo}不含事项${code}。`,
});

/** A round begins: one working day for the unit, but never past the close of the fifth working day after receipt (policy 1.8-9). */
export function push(
  state: ApplicationState,
  at: Instant,
  itemCode: string,
  department: string,
  round: number,
  reason?: string,
): ApplicationFact {
  const { acceptance } = state.slice;
  const key = `answer:${itemCode}:${String(round)}`;
  const own = acceptance.by === 'department' ? period(state, key, at, acceptance.misroute.period) : undefined;
  return {
    type: 'itemPushed',
    at,
    actor: systemActor,
    basis: acceptance.basis,
    data: {
      itemCode,
      department,
      round,
      ...limited(key, own, receiptOf(state, itemCode).statutory),
      ...(reason !== undefined && { reason }),
    },
  };
}

/** Where both run out at one instant the statute holds: accepted as of receipt (许可法 32(4)). */
function limited(
  key: string,
  own: Deadline | undefined,
  statutory: Deadline,
): Pick<PushedData, 'deadline' | 'silence'> {
  return own && own.dueAt < statutory.dueAt
    ? { deadline: own, silence: 'expiry' }
    : { deadline: { ...statutory, key }, silence: 'receipt' };
}

/** Accepted; what has a prerequisite in the same filing waits for it and is not accepted before (000 二(2)2; policy 1.8-12). */
export function accept(
  { slice, edition }: ApplicationState,
  { at, actor, basis }: { at: Instant; actor: Actor; basis: string[] },
  data: AcceptedData,
): ApplicationFact {
  const prerequisites = slice.items.find(({ code }) => code === data.itemCode)?.prerequisites ?? [];
  if (edition < 3 || prerequisites.length === 0) return { type: 'itemAccepted', at, actor, basis, data };
  const { acceptedOn: _, ...answer } = data;
  return { type: 'itemWaiting', at, actor, basis, data: { ...answer, prerequisites } };
}

/**
 * The five days of the law begin: with the filing, and anew when what was missing is in (policy 1.8-15). Departments that have not
 * answered find the item again, with the new period.
 */
export function openCheck(state: ApplicationState, at: Instant): ApplicationFact[] {
  const { acceptance } = state.slice;
  const opened: ApplicationFact = {
    type: 'checkOpened',
    at,
    actor: systemActor,
    basis: acceptance.basis,
    data: { deadline: statutoryPeriod(state, at), round: state.round + 1 },
  };
  const next = applyToApplication(state, opened);
  const pushed = Object.entries(state.items).flatMap(([code, item]) =>
    item.phase === 'pushed' ? [push(next, at, code, item.department, item.round + 1)] : [],
  );
  return [opened, ...pushed];
}
