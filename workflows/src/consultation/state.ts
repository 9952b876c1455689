/**
 * One department's opinion on an item that another one reviews (征求意见, 000 二(2)2), beside the review. Silence is no consent: what
 * runs out is told to whoever coordinates, and stays owed (policy 1.7-12). The opinion decides nothing; the review does.
 */
import type { ConsultationFact, ConsultationRef } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Deadline, type Instant } from '@yichuang/kernel';
import { inForce } from '../lib/amendment.ts';
import { counted, openOf, wakesOf } from '../lib/deadlines.ts';
import { type Decision, ending, type Input, type Machine, no, reasonMissing, yes } from '../lib/machine.ts';
import { elsewhere, endedProblem, notOverdue } from './answers.ts';
import type { ConsultationCommand, ConsultationEvent } from './messages.ts';
import { applyToConsultation, type ConsultationState } from './model.ts';
import { viewOfConsultation } from './view.ts';

type State = ConsultationState;
type Command<K extends ConsultationCommand['kind']> = Extract<ConsultationCommand, { kind: K }>;
type ConsultationDecision = Decision<ConsultationFact>;

export const consultationMachine: Machine<State, ConsultationCommand, ConsultationEvent, ConsultationFact> = {
  decide,
  apply: applyToConsultation,
  instants: (state) => wakesOf(running(state)),
  open: (state) => openOf(state, running(state)),
  finished: ({ now }) => now.phase !== 'asked',
  view: viewOfConsultation,
};

function decide(state: State, input: Input<ConsultationCommand, ConsultationEvent>): ConsultationDecision {
  switch (input.kind) {
    case 'start':
      return { facts: [ask(state, input.at)] };
    case 'command':
      return command(state, input.command);
    case 'lapse':
      return { facts: overdue(state, input.at) };
    case 'calendar':
      return { facts: inForce(running(state), state.slice, input) };
    case 'event':
      return ended(state, input.event);
    default:
      return assertNever(input);
  }
}

const refOf = ({ asked: { itemCode, department, n } }: State): ConsultationRef => ({ itemCode, department, n });

/** At the instant of the request; that day does not count. */
function ask(state: State, at: Instant): ConsultationFact {
  const { asked, reply, basis } = state;
  const due = counted(state, {
    key: `consultation:${asked.itemCode}:${String(asked.n)}`,
    start: at,
    rule: '收到征求意见的次日起算',
    period: reply,
  });
  return { type: 'consultationAsked', at, actor: systemActor, basis, data: { ...asked, deadline: due } };
}

/** The period to reply while it can still run out: what has run out stays run out. */
const running = ({ due, overdue, now }: State): Deadline[] => (due && !overdue && now.phase === 'asked' ? [due] : []);

/** Never a consent: the lead of the stage is to urge. */
function overdue(state: State, at: Instant): ConsultationFact[] {
  const { due, slice, silenceBasis: basis } = state;
  if (!due || due.dueAt > at) return [];
  const data = { ...refOf(state), dueAt: due.dueAt, coordinator: slice.stage.leadDepartment };
  return [{ type: 'consultationOverdue', at, actor: systemActor, basis, data }];
}

function command(state: State, command: ConsultationCommand): ConsultationDecision {
  const problem = endedProblem(state);
  if (problem) return no(problem);
  switch (command.kind) {
    case 'reply':
      return reply(state, command);
    case 'resolve':
      return resolve(state, command);
    default:
      return assertNever(command);
  }
}

/** Also after the period, then recorded as late. */
function reply(state: State, { receivedAt: at, actor, body }: Command<'reply'>): ConsultationDecision {
  const { asked, basis, overdue: late } = state;
  if (actor.departmentId !== asked.department) return no(elsewhere(state));
  const { opinion } = body;
  const text = body.text?.trim() ?? '';
  const conditions = body.conditions?.map((one) => one.trim()).filter((one) => one !== '') ?? [];
  if (opinion === 'disagree' && text === '') return no(reasonMissing('不同意的,必须写明理由。', basis));
  if (opinion === 'conditional' && conditions.length === 0)
    return no(reasonMissing('有条件同意的,必须写明条件。', basis));
  const data = {
    ...refOf(state),
    opinion,
    ...(text !== '' && { text }),
    ...(opinion === 'conditional' && { conditions }),
    late,
  };
  const fact: ConsultationFact = { type: 'consultationAnswered', at, actor, basis, data };
  return ending(yes([fact]), endedProblem(applyToConsultation(state, fact)));
}

/** The department was urged; its opinion is still owed. */
function resolve(state: State, { receivedAt: at, actor, body: { text } }: Command<'resolve'>): ConsultationDecision {
  if (!state.overdue) return no(notOverdue(state));
  return yes([{ type: 'coordinated', at, actor, basis: state.silenceBasis, data: { text } }]);
}

function ended(state: State, { at, data: { reason } }: ConsultationEvent): ConsultationDecision {
  const data = { ...refOf(state), reason };
  const fact: ConsultationFact = { type: 'consultationEnded', at, actor: systemActor, basis: state.basis, data };
  return ending({ facts: [fact] }, endedProblem(applyToConsultation(state, fact)));
}
