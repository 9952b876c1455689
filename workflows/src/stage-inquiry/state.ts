/**
 * A stage inquiry (一次征询, 002 二(一)1(2)): optional, form data only, asked of several departments at once. When the last reply is in
 * it is consolidated, and the applicant told once: at once in office hours, else at the next opening. Until then it stays open,
 * however long a department is silent. Filing the stage does not wait for it.
 */
import type { InquiryFact, Refusal } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Deadline, formatLocal, type Instant } from '@yichuang/kernel';
import { inForce } from '../lib/amendment.ts';
import { counted, openOf, wakesOf } from '../lib/deadlines.ts';
import { type Decision, ending, type Input, type Machine, no, yes } from '../lib/machine.ts';
import { singleNotice } from './documents.ts';
import type { InquiryCommand, InquiryEvent } from './messages.ts';
import { applyToInquiry, type InquiryState, outstanding } from './model.ts';
import { viewOfInquiry } from './view.ts';

type InquiryDecision = Decision<InquiryFact>;

export const inquiryMachine: Machine<InquiryState, InquiryCommand, InquiryEvent, InquiryFact> = {
  decide,
  apply: applyToInquiry,
  instants: (state) => wakesOf(running(state)),
  open: (state) => openOf(state, running(state)),
  // A part that still runs ends by itself once it has heard of the cancellation.
  finished: (state) => ended(state) !== undefined && outstanding(state).length === 0,
  view: viewOfInquiry,
};

function decide(state: InquiryState, input: Input<InquiryCommand, InquiryEvent>): InquiryDecision {
  switch (input.kind) {
    case 'command':
      return cancel(state, input.command);
    case 'event':
      return closed(state, { facts: partEnded(state, input.event) });
    case 'lapse':
      return closed(state, { facts: state.notice && state.notice.dueAt <= input.at ? notify(state, input.at) : [] });
    case 'calendar':
      return { facts: inForce(running(state), state.slice, input) };
    case 'start':
      return { facts: [] };
    default:
      return assertNever(input);
  }
}

/** The notice while it waits for the next opening. */
const running = (state: InquiryState): Deadline[] => (state.notice && !ended(state) ? [state.notice] : []);

function partEnded(state: InquiryState, { at, data: { department, reply } }: InquiryEvent): InquiryFact[] {
  const common = { at, actor: systemActor, basis: state.slice.basis };
  if (!outstanding(state).includes(department)) return [];
  if (!reply) return [{ ...common, type: 'inquiryStopped', data: { department } }];
  const taken: InquiryFact = { ...common, type: 'inquiryReplyTaken', data: reply };
  const after = applyToInquiry(state, taken);
  return ended(state) || outstanding(after).length > 0 ? [taken] : [taken, ...consolidate(after)];
}

/** Every reply is in, at the instant of the last one. 在工作时间即时: no time passes but that in which the office is closed. */
function consolidate(state: InquiryState): InquiryFact[] {
  const { slice, latest: at } = state;
  const due = counted(state, {
    key: 'singleNotice',
    start: at,
    rule: '各单位均已反馈,汇总后在工作时间即时告知',
    period: { amount: 0, unit: 'officeHour', dayEnd: 'office', basis: slice.basis },
  });
  const fact: InquiryFact = {
    type: 'inquiryConsolidated',
    at,
    actor: systemActor,
    basis: slice.basis,
    data: { deadline: due },
  };
  return due.dueAt <= at ? [fact, ...notify(applyToInquiry(state, fact), at)] : [fact];
}

/** 002-17: which items, by whom, with which materials. */
function notify(state: InquiryState, at: Instant): InquiryFact[] {
  const { opened, replies, slice } = state;
  const told = opened.departments.flatMap((department) => replies[department] ?? []);
  const fact: InquiryFact = {
    type: 'singleNoticeIssued',
    at,
    actor: systemActor,
    basis: slice.basis,
    data: { replies: told },
  };
  return [...singleNotice(state, told, at), fact];
}

/** 002-11: the service is optional, so whoever asked may give it up until it has been told. */
function cancel(state: InquiryState, { receivedAt: at, actor, body }: InquiryCommand): InquiryDecision {
  const problem = ended(state);
  if (problem) return no(problem);
  const data = { ...body, departments: outstanding(state) };
  const fact: InquiryFact = { type: 'inquiryCancelled', at, actor, basis: state.slice.basis, data };
  return closed(state, yes([fact]));
}

/** With the fact that leaves nothing open, what later commands are told. */
function closed(state: InquiryState, decision: InquiryDecision): InquiryDecision {
  const after = decision.facts.reduce(applyToInquiry, state);
  return decision.facts.length === 0 || outstanding(after).length > 0 ? decision : ending(decision, ended(after));
}

/** How the inquiry ended; nothing while it runs. */
function ended({ cancelledAt, notifiedAt, slice }: InquiryState): Refusal | undefined {
  const clause = slice.basis.join(';');
  if (cancelledAt !== undefined)
    return {
      code: 'inquiry-cancelled',
      title: '征询已取消',
      detail: `该次征询已于${formatLocal(cancelledAt)}取消;需要的可以另行发起。`,
      clause,
    };
  if (notifiedAt === undefined) return undefined;
  return {
    code: 'inquiry-notified',
    title: '已一单告知',
    detail: `该次征询已于${formatLocal(notifiedAt)}一单告知。`,
    clause,
  };
}
