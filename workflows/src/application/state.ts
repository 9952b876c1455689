/**
 * Acceptance of a filing, as the region's rule says who accepts and what silence means.
 * 002 二(一)2(2): a unit returns what is not its own within one working day; what it does not return it has accepted.
 * 行政许可法 32(4): five working days without a word accept as of receipt.
 */
import type { ApplicationFact, Outcome, Wake } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Deadline, type Instant } from '@yichuang/kernel';
import { inForce } from '../lib/amendment.ts';
import { openOf } from '../lib/deadlines.ts';
import { closedAnswer, type Input, type Machine } from '../lib/machine.ts';
import { closedApplication } from './answers.ts';
import { withdrawnWithStage } from './applicant.ts';
import { command } from './commands.ts';
import { conclude } from './conclude.ts';
import { runningDeadlines } from './correction.ts';
import { correctionLapses } from './correction-supply.ts';
import { deficitsLapse } from './deficits.ts';
import { codesIn, openItems, owed, reroutableUntil } from './items.ts';
import type { ApplicationCommand, ApplicationEvent } from './messages.ts';
import { type ApplicationState, applyToApplication, receiptDay, receiptOf } from './model.ts';
import { type ApplicationDecision, accept, openCheck, push } from './moves.ts';
import { recorded } from './recorded.ts';
import { viewOfApplication } from './view.ts';

type ApplicationInputs = Input<ApplicationCommand, ApplicationEvent>;

export const applicationMachine: Machine<ApplicationState, ApplicationCommand, ApplicationEvent, ApplicationFact> = {
  decide,
  apply: applyToApplication,
  instants,
  open: (state) => openOf(state, openDeadlines(state)),
  finished,
  view: viewOfApplication,
};

/** Acceptance is over, and nothing of it may still come in. */
function finished(state: ApplicationState): boolean {
  return state.concluded && !owed(state);
}

function decide(state: ApplicationState, input: ApplicationInputs): ApplicationDecision {
  const decision = recorded(state, input, judge(state, input));
  const after = decision.facts.reduce(applyToApplication, state);
  return finished(after) && !finished(state) ? { ...decision, closed: closedApplication(after) } : decision;
}

function judge(state: ApplicationState, input: ApplicationInputs): ApplicationDecision {
  switch (input.kind) {
    case 'start':
      return { facts: begin(state, input.at) };
    case 'command':
      if (state.concluded) return afterEnd(state, input.command);
      return conclude(state, input.at, command(state, input.command));
    case 'lapse':
      return conclude(state, input.at, {
        facts: [...silence(state, input.at), ...correctionLapses(state, input.at), ...deficitsLapse(state, input.at)],
      });
    case 'calendar':
      return { facts: inForce(openDeadlines(state), state.slice, input) };
    case 'event':
      return withdrawnWithStage(state, input.event);
    default:
      return assertNever(input);
  }
}

const late: readonly ApplicationCommand['kind'][] = ['receivePaper', 'forwardPaper', 'supplyDeficits'];

/** What is still owed may come; everything else was answered. */
function afterEnd(state: ApplicationState, sent: ApplicationCommand): ApplicationDecision {
  if (late.includes(sent.kind) && owed(state)) return command(state, sent);
  return { facts: [], outcome: closedOutcome(state, sent) };
}

const closedOutcome = (state: ApplicationState, { kind, body }: ApplicationCommand): Outcome =>
  closedAnswer(closedApplication(state), kind, 'itemCode' in body ? body.itemCode : undefined);

/**
 * Where the window has a part the check opens with it; every item is with its department from the instant of filing but where the
 * window accepts alone (002 二(一)2(2); 003 四1; 004 二(一)).
 */
function begin(state: ApplicationState, at: Instant): ApplicationFact[] {
  const { acceptance, items } = state.slice;
  const check = acceptance.by === 'department' ? [] : openCheck(state, at);
  if (acceptance.by === 'window') return check;
  return [...check, ...items.map((item) => push(state, at, item.code, item.department, 1))];
}

/** One key for all: what falls due at one instant is worked off together. */
function instants(state: ApplicationState): Wake[] {
  if (state.concluded) return [];
  const due = [...answersDue(state), ...ofApplicant(state).map(({ dueAt }) => dueAt)];
  return due.map((at) => ({ key: 'silence', at }));
}

/** When silence has its effect; none does while the applicant was told what is missing. */
function answersDue(state: ApplicationState): Instant[] {
  if (state.stopped) return [];
  const due = Object.entries(state.items).flatMap(([code, item]): Instant[] => {
    switch (item.phase) {
      case 'pushed':
        return [item.deadline.dueAt];
      case 'notPushed':
      case 'confirmed':
        return [receiptOf(state, code).statutory.dueAt];
      case 'returned':
      case 'correcting':
      case 'accepted':
      case 'waiting':
      case 'refused':
      case 'notRequired':
      case 'lapsed':
        return [];
      default:
        return assertNever(item);
    }
  });
  // Returned items stay returned once nothing else is open and none of them can be pushed again.
  return openItems(state).length > 0 ? due : [...due, ...reroutableUntil(state)];
}

/** Silence with legal effect: each item whose holder's period has run out is accepted (视为受理). */
function silence(state: ApplicationState, at: Instant): ApplicationFact[] {
  if (state.stopped) return [];
  return state.slice.items.flatMap(({ code, department }): ApplicationFact[] => {
    const item = state.items[code];
    if (item?.phase === 'pushed' && item.deadline.dueAt <= at) {
      const acceptedOn = item.silence === 'expiry' ? item.deadline.dueDate : receiptDay(receiptOf(state, code));
      const data = { itemCode: code, department: item.department, deemed: true, acceptedOn };
      return [accept(state, { at, actor: systemActor, basis: item.deadline.basis }, data)];
    }
    if ((item?.phase === 'notPushed' || item?.phase === 'confirmed') && state.statutory.dueAt <= at) {
      const acceptedOn = receiptDay(state);
      const holder = item.phase === 'confirmed' ? item.department : department;
      const data = { itemCode: code, department: holder, deemed: true, acceptedOn };
      return [accept(state, { at, actor: systemActor, basis: state.statutory.basis }, data)];
    }
    return [];
  });
}

/** The five days of the law run beside every unit's own period; none runs while the applicant was told what is missing. */
function openDeadlines(state: ApplicationState): Deadline[] {
  return state.concluded ? [] : [...(state.stopped ? [] : answerPeriods(state)), ...ofApplicant(state)];
}

const ofApplicant = ({ correction, deficitsDue }: ApplicationState): Deadline[] => [
  ...runningDeadlines(correction),
  ...(deficitsDue ? [deficitsDue] : []),
];

const answerPeriods = (state: ApplicationState): Deadline[] => [
  state.statutory,
  ...codesIn(state, 'pushed', 'returned')
    .map((code) => receiptOf(state, code).statutory)
    .filter(({ key }) => key !== state.statutory.key),
  ...Object.values(state.items).flatMap((item) => (item.phase === 'pushed' ? [item.deadline] : [])),
];
