/**
 * What one department is asked before a stage is filed (002 二(一)1(2)): within two working days it names the items of the stage and
 * their materials, or that there is nothing to do. Silence is no answer: whoever coordinates urges, and the inquiry stays open. A
 * reply in doubt is settled by coordination before the applicant is told of it.
 */
import type { DepartmentInquiryFact, InquiryItem, Refusal } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Deadline, type Instant } from '@yichuang/kernel';
import { inForce } from '../lib/amendment.ts';
import { counted, openOf, wakesOf } from '../lib/deadlines.ts';
import { type Decision, ending, type Input, type Machine, no, reasonMissing, yes } from '../lib/machine.ts';
import { elsewhere, endedProblem, inDoubt, notInStage, notOverdue, outstanding } from './answers.ts';
import type { DepartmentInquiryCommand, DepartmentInquiryEvent } from './messages.ts';
import { applyToAsk, type DepartmentInquiryState } from './model.ts';
import { viewOfAsk } from './view.ts';

type State = DepartmentInquiryState;
type Command<K extends DepartmentInquiryCommand['kind']> = Extract<DepartmentInquiryCommand, { kind: K }>;
type AskDecision = Decision<DepartmentInquiryFact>;

export const askMachine: Machine<State, DepartmentInquiryCommand, DepartmentInquiryEvent, DepartmentInquiryFact> = {
  decide,
  apply: applyToAsk,
  instants: (state) => wakesOf(running(state)),
  open: (state) => openOf(state, running(state)),
  finished: ({ now }) => now.phase === 'answered' || now.phase === 'cancelled',
  view: viewOfAsk,
};

function decide(state: State, input: Input<DepartmentInquiryCommand, DepartmentInquiryEvent>): AskDecision {
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
      return cancelled(state, input.event);
    default:
      return assertNever(input);
  }
}

/** 002-13: at once; the start day does not count. */
function ask(state: State, at: Instant): DepartmentInquiryFact {
  const { slice, department } = state;
  const due = counted(state, {
    key: 'reply',
    start: at,
    rule: '收到征询的次日起算',
    period: slice.reply,
  });
  return { type: 'inquiryAsked', at, actor: systemActor, basis: due.basis, data: { department, deadline: due } };
}

/** The period to reply while it can still run out: what has run out stays run out. */
const running = ({ due, overdue, now }: State): Deadline[] => (due && !overdue && now.phase === 'asked' ? [due] : []);

/** 002-15: the lead of the stage is to urge. */
function overdue({ due, department, slice }: State, at: Instant): DepartmentInquiryFact[] {
  if (!due || due.dueAt > at) return [];
  const data = { department, dueAt: due.dueAt, coordinator: slice.stage.leadDepartment };
  return [{ type: 'inquiryOverdue', at, actor: systemActor, basis: due.basis, data }];
}

function command(state: State, command: DepartmentInquiryCommand): AskDecision {
  const ended = endedProblem(state);
  if (ended) return no(ended);
  switch (command.kind) {
    case 'reply':
      return reply(state, command, itemsOf(state, command.body.items, command.body.materials));
    case 'nothingToDo':
      return reply(state, command, []);
    case 'resolve':
      return resolve(state, command);
    case 'settle':
      return settle(state, command);
    default:
      return assertNever(command);
  }
}

/** The items with their materials; those of the catalogue where the reply names none. A refusal where one is not of this stage. */
function itemsOf(state: State, codes: string[], materials: Record<string, string[]> = {}): InquiryItem[] | Refusal {
  const known = new Map(state.slice.items.map((item) => [item.code, item]));
  const wrong = [
    ...codes.filter((code) => !known.has(code)),
    ...Object.keys(materials).filter((code) => !codes.includes(code)),
  ];
  if (wrong.length > 0) return notInStage([...new Set(wrong)], state);
  return [...new Set(codes)].map((code) => ({
    itemCode: code,
    materials: materials[code] ?? known.get(code)?.materials ?? [],
  }));
}

/** Also after the period, then recorded as late. */
function reply(
  state: State,
  { receivedAt: at, actor, body }: Command<'reply' | 'nothingToDo'>,
  items: InquiryItem[] | Refusal,
): AskDecision {
  const { department, slice, overdue: late, now } = state;
  if (actor.departmentId !== department) return no(elsewhere(state));
  if (now.phase === 'doubtful') return no(inDoubt(state));
  if (!Array.isArray(items)) return no(items);
  const { doubt: reason } = body;
  if (reason?.trim() === '') return no(reasonMissing('意见存在疑问的,必须写明疑问。', slice.basis));
  const doubt = reason === undefined ? {} : { doubt: { reason, coordinator: slice.stage.leadDepartment } };
  const data = { department, items, late, ...doubt };
  return closing(state, { type: 'inquiryAnswered', at, actor, basis: slice.basis, data });
}

/** 002-15: the department was urged; its reply is still owed. */
function resolve(state: State, { receivedAt: at, actor, body }: Command<'resolve'>): AskDecision {
  if (state.now.phase === 'doubtful') return no(inDoubt(state));
  if (!state.overdue) return no(notOverdue(state));
  return yes([{ type: 'coordinated', at, actor, basis: state.slice.basis, data: { text: body.text } }]);
}

/** 002-16: a reply in doubt becomes final, with other items where that came out. */
function settle(state: State, { receivedAt: at, actor, body: { text, items: codes } }: Command<'settle'>): AskDecision {
  const { slice, department, now } = state;
  if (now.phase !== 'doubtful') return no(outstanding(state));
  const items = codes === undefined ? now.reply.items : itemsOf(state, codes);
  if (!Array.isArray(items)) return no(items);
  return closing(state, { type: 'inquirySettled', at, actor, basis: slice.basis, data: { department, items, text } });
}

function cancelled(state: State, { at }: DepartmentInquiryEvent): AskDecision {
  const { department, slice } = state;
  const fact: DepartmentInquiryFact = {
    type: 'inquiryAskEnded',
    at,
    actor: systemActor,
    basis: slice.basis,
    data: { department },
  };
  return ending({ facts: [fact] }, endedProblem(applyToAsk(state, fact)));
}

/** Whatever comes later is told how it ended; a reply in doubt ends nothing yet. */
const closing = (state: State, fact: DepartmentInquiryFact): AskDecision =>
  ending(yes([fact]), endedProblem(applyToAsk(state, fact)));
