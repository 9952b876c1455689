/**
 * A question to a department. It is answered within two working days (002 二(一)1(1)); what the window cannot answer on the spot is
 * the same question with the same period (002 二(二)1). A period that runs out answers nothing: whoever coordinates is told, and the
 * answer is still owed (002 二(二)6). Forwarding it leaves the clock as it is.
 */
import type { CommonFact, QuestionFact } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Deadline, type Instant } from '@yichuang/kernel';
import { inForce } from '../lib/amendment.ts';
import { counted, openOf, wakesOf } from '../lib/deadlines.ts';
import { type Decision, ending, type Input, type Machine, no, reasonMissing, yes } from '../lib/machine.ts';
import { answerMissing, elsewhere, endedProblem, notOverdue, sameDepartment } from './answers.ts';
import { answerDocument, contactSheet } from './documents.ts';
import type { QuestionCommand, QuestionEvent } from './messages.ts';
import { applyToQuestion, type QuestionState } from './model.ts';
import { viewOfQuestion } from './view.ts';

type QuestionDecision = Decision<QuestionFact>;

export const questionMachine: Machine<QuestionState, QuestionCommand, QuestionEvent, QuestionFact> = {
  decide,
  apply: applyToQuestion,
  instants: (state) => wakesOf(running(state)),
  open: (state) => openOf(state, running(state)),
  finished: (state) => state.ended !== undefined,
  view: viewOfQuestion,
};

function decide(state: QuestionState, input: Input<QuestionCommand, QuestionEvent>): QuestionDecision {
  switch (input.kind) {
    case 'start':
      return { facts: send(state, input.at) };
    case 'command':
      return command(state, input.command);
    case 'lapse':
      return { facts: overdue(state, input.at) };
    case 'calendar':
      return { facts: inForce(running(state), state.slice, input) };
    case 'event':
      return { facts: [] };
    default:
      return assertNever(input);
  }
}

/** To the department at once; its period begins. Where it is kept as a contact sheet (004 附件1–3), the sheet goes with it. */
function send(state: QuestionState, at: Instant): QuestionFact[] {
  const { slice, department } = state;
  const due = counted(state, {
    key: 'answer',
    start: at,
    rule: '收到咨询的次日起算',
    period: slice.period,
  });
  const itemCode = slice.item?.code;
  const data = { department, ...(itemCode !== undefined && { itemCode }), deadline: due };
  return [{ type: 'questionSent', at, actor: systemActor, basis: due.basis, data }, ...contactSheet(state, at, due)];
}

/** The period to answer while it can still run out: what has run out stays run out. */
const running = ({ due, overdue, ended }: QuestionState): Deadline[] => (due && !overdue && !ended ? [due] : []);

/** 002 二(二)6: coordination is told; the answer is still owed. */
function overdue(state: QuestionState, at: Instant): QuestionFact[] {
  const { due, department, slice } = state;
  if (!due || due.dueAt > at) return [];
  const { item, coordinator, basis } = slice;
  const data = { department, ...(item && { itemCode: item.code }), dueAt: due.dueAt, coordinator };
  return [{ type: 'questionOverdue', at, actor: systemActor, basis: [...new Set([...due.basis, ...basis])], data }];
}

function command(state: QuestionState, command: QuestionCommand): QuestionDecision {
  const ended = endedProblem(state);
  if (ended) return no(ended);
  const { receivedAt: at, actor } = command;
  const { slice, department } = state;
  const { basis } = slice.period;
  switch (command.kind) {
    case 'answer':
      return actor.departmentId === department ? answer(state, command) : no(elsewhere(state));
    case 'forward': {
      if (actor.departmentId !== department) return no(elsewhere(state));
      const data = { from: department, department: command.body.department };
      return forward(state, { type: 'questionForwarded', at, actor, basis, data });
    }
    case 'reroute': {
      const { reason, department: next } = command.body;
      if (reason.trim() === '') return no(reasonMissing('改由另一单位答复必须写明理由。', slice.basis));
      if (!state.overdue) return no(notOverdue(state));
      const data = { from: department, department: next, reason };
      return forward(state, { type: 'questionForwarded', at, actor, basis: slice.basis, data });
    }
    case 'resolve':
      if (!state.overdue) return no(notOverdue(state));
      return yes([{ type: 'coordinated', at, actor, basis: slice.basis, data: { text: command.body.text } }]);
    case 'withdraw':
      return closing(state, { type: 'questionWithdrawn', at, actor, basis, data: command.body });
    default:
      return assertNever(command);
  }
}

/** Not that department's: another one owes the answer, by the same instant. */
function forward(state: QuestionState, fact: Extract<QuestionFact, { type: 'questionForwarded' }>): QuestionDecision {
  return fact.data.department === state.department ? no(sameDepartment(state)) : yes([fact]);
}

/** Also after the period, then recorded as late. */
function answer(
  state: QuestionState,
  { receivedAt: at, actor, body: { text } }: Extract<QuestionCommand, { kind: 'answer' }>,
): QuestionDecision {
  if (text.trim() === '') return no(answerMissing);
  const { department, overdue: late, slice } = state;
  const { basis } = slice.period;
  const data = { department, text, late };
  return closing(
    state,
    { type: 'questionAnswered', at, actor, basis, data },
    answerDocument(state, { at, actor, text }),
  );
}

/** Whatever comes later is told how the question ended. The closing fact is the question's own, not its document. */
const closing = (state: QuestionState, fact: QuestionFact, documents: CommonFact[] = []): QuestionDecision =>
  ending(yes([fact], documents), endedProblem(applyToQuestion(state, fact)));
