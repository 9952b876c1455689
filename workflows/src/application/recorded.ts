/** What is recorded beside the answers themselves: who the applicant turns to, the paper set, documents. */
import type { Actor, ApplicationFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import type { Input } from '../lib/machine.ts';
import { documentsOf } from './documents.ts';
import type { ApplicationCommand, ApplicationEvent } from './messages.ts';
import { type ApplicationState, applyToApplication, receiptDay, receiptOf } from './model.ts';
import type { ApplicationDecision } from './moves.ts';

type ApplicationInputs = Input<ApplicationCommand, ApplicationEvent>;

/** The closing fact stays the last one. */
export function recorded(
  state: ApplicationState,
  input: ApplicationInputs,
  decision: ApplicationDecision,
): ApplicationDecision {
  if (state.edition < 2 || decision.facts.length === 0) return decision;
  const facts = [...beside(state, input), ...decision.facts.map((fact) => withReceipt(state, fact))];
  const after = facts.reduce(applyToApplication, state);
  let numbered = state;
  const withDocuments = facts.flatMap((fact): ApplicationFact[] => {
    const documents = documentsOf(after, fact, numbered.issued);
    numbered = documents.reduce(applyToApplication, numbered);
    return [fact, ...documents];
  });
  return { ...decision, facts: withDocuments };
}

/** With an acceptance the day of receipt, which a correction begins anew (policy 1.8-15, 1.8-16). */
function withReceipt(state: ApplicationState, fact: ApplicationFact): ApplicationFact {
  if (fact.type !== 'itemAccepted') return fact;
  return { ...fact, data: { ...fact.data, receivedOn: receiptDay(receiptOf(state, fact.data.itemCode)) } };
}

function beside(state: ApplicationState, input: ApplicationInputs): ApplicationFact[] {
  if (input.kind === 'command') return firstContact(state, input.at, input.command.actor);
  if (input.kind !== 'start') return [];
  return [...firstContact(state, input.at, state.filedBy), ...paper(state, input.at)];
}

/** 000 三(三): the clerk who filed the case, or was the first to act on it. */
function firstContact(
  { firstContact, slice }: ApplicationState,
  at: ApplicationFact['at'],
  actor: Actor | undefined,
): ApplicationFact[] {
  if (firstContact !== undefined || actor?.role !== 'clerk') return [];
  const { id, name } = actor;
  return [{ type: 'firstContactAssigned', at, actor, basis: slice.acceptance.basis, data: { id, name } }];
}

/**
 * 000 二(1)1: asked for, but it never holds anything up (优化营商环境条例 37). 003 四1: handed in at the window, and passed on from
 * there.
 */
function paper(
  { slice, edition, filedBy = systemActor }: ApplicationState,
  at: ApplicationFact['at'],
): ApplicationFact[] {
  const { value, basis } = slice.rules.paper;
  if (value === 'oneSetRequired') return [{ type: 'paperExpected', at, actor: systemActor, basis, data: {} }];
  if (value === 'forwarded' && slice.channel === 'onsite' && edition >= 4)
    return [{ type: 'paperReceived', at, actor: filedBy, basis, data: { by: 'counter', toForward: true } }];
  return [];
}
