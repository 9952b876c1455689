/**
 * A commission of the assist desk up to the first contact. 001 六: pre-review, then the owner's form. 001 七: within one working day
 * after the form confirmed by the owner is received, the officer contacts the owner by the agreed way; a missed day leaves a fact
 * and alerts the desk, and the duty to contact stays.
 */
import type { AssistFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Deadline, type Instant } from '@yichuang/kernel';
import { inForce } from '../lib/amendment.ts';
import { openOf, wakesOf } from '../lib/deadlines.ts';
import { closedAnswer, type Decision, type Input, type Machine } from '../lib/machine.ts';
import { closedAssist } from './answers.ts';
import { command } from './commands.ts';
import type { AssistCommand, AssistEvent } from './messages.ts';
import { type AssistState, applyToAssist } from './model.ts';
import { viewOfAssist } from './view.ts';

type AssistDecision = Decision<AssistFact>;

export const assistMachine: Machine<AssistState, AssistCommand, AssistEvent, AssistFact> = {
  decide,
  apply: applyToAssist,
  instants: (state) => wakesOf(running(state)),
  open: (state) => openOf(state, running(state)),
  finished: (state) => state.now.phase === 'ineligible',
  view: viewOfAssist,
};

function decide(state: AssistState, input: Input<AssistCommand, AssistEvent>): AssistDecision {
  switch (input.kind) {
    case 'command':
      return state.now.phase === 'ineligible'
        ? { facts: [], outcome: closedAnswer(closedAssist(state.now), input.command.kind) }
        : command(state, input.command);
    case 'lapse':
      return { facts: overdue(state, input.at) };
    case 'calendar':
      return { facts: inForce(running(state), state.slice, input) };
    case 'start':
    case 'event':
      return { facts: [] };
    default:
      return assertNever(input);
  }
}

/** The time to contact while it can still run out: what has run out stays run out. */
const running = ({ now }: AssistState): Deadline[] =>
  now.phase === 'commissioned' && !now.overdue && now.contactedAt === undefined ? [now.contact] : [];

/** 001 七: missed. The desk is alerted, whether or not it has named an officer by then. */
function overdue({ now }: AssistState, at: Instant): AssistFact[] {
  if (now.phase !== 'commissioned' || now.contact.dueAt > at) return [];
  const { contact, officer } = now;
  const data = { dueAt: contact.dueAt, ...(officer && { officer }) };
  return [{ type: 'contactOverdue', at, actor: systemActor, basis: contact.basis, data }];
}
