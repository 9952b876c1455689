/**
 * Acceptance of a filing, as the region's rule says who accepts and what silence means.
 * 002 二(一)2(2): a unit returns what is not its own within one working day; what it does not return it has accepted.
 * 行政许可法 32(4): five working days without a word accept as of receipt.
 */
import type { ApplicationFact, OpenDeadlines, Outcome, Wake } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Instant } from '@yichuang/kernel';
import { calendarAdopted, retimings } from '../lib/amendment.ts';
import { calendarOf, closedAnswer, type Input, type Machine } from '../lib/machine.ts';
import { closedApplication } from './answers.ts';
import { command } from './commands.ts';
import type { ApplicationCommand, ApplicationEvent } from './messages.ts';
import { type ApplicationState, applyToApplication, codesIn, openItems, receiptDay } from './model.ts';
import { type ApplicationDecision, accept, type Fact, push } from './moves.ts';
import { viewOfApplication } from './view.ts';

export const applicationMachine: Machine<ApplicationState, ApplicationCommand, ApplicationEvent, ApplicationFact> = {
  decide,
  apply: applyToApplication,
  instants,
  open,
  finished: (state) => state.concluded,
  view: viewOfApplication,
};

function decide(state: ApplicationState, input: Input<ApplicationCommand, ApplicationEvent>): ApplicationDecision {
  switch (input.kind) {
    case 'start':
      return { facts: begin(state, input.at) };
    case 'command':
      if (state.concluded) return { facts: [], outcome: afterEnd(state, input.command) };
      return conclude(state, input.at, command(state, input.command));
    case 'lapse':
      return conclude(state, input.at, { facts: silence(state, input.at) });
    case 'calendar':
      return { facts: amend(state, input) };
    case 'event':
      return { facts: [] };
    default:
      return assertNever(input);
  }
}

const afterEnd = (state: ApplicationState, { kind, body }: ApplicationCommand): Outcome =>
  closedAnswer(closedApplication(state), kind, 'itemCode' in body ? body.itemCode : undefined);

/** Where departments accept, every item is with its department from the instant of filing (002 二(一)2(2)); else with the window. */
function begin(state: ApplicationState, at: Instant): Fact[] {
  const { acceptance, items } = state.slice;
  if (acceptance.by === 'department') return items.map((item) => push(state, at, item.code, item.department, 1));
  return [
    { type: 'checkOpened', at, actor: systemActor, basis: acceptance.basis, data: { deadline: state.statutory } },
  ];
}

/** One key for all: what falls due at one instant is worked off together. */
function instants(state: ApplicationState): Wake[] {
  if (state.concluded) return [];
  return Object.values(state.items).flatMap((item): Wake[] => {
    switch (item.phase) {
      case 'pushed':
        return [{ key: 'silence', at: item.deadline.dueAt }];
      case 'notPushed':
      case 'returned':
        return [{ key: 'silence', at: state.statutory.dueAt }];
      case 'accepted':
      case 'refused':
        return [];
      default:
        return assertNever(item);
    }
  });
}

/** Silence with legal effect: each item whose holder's period has run out is accepted (视为受理). */
function silence(state: ApplicationState, at: Instant): Fact[] {
  return state.slice.items.flatMap(({ code, department }): Fact[] => {
    const item = state.items[code];
    if (item?.phase === 'pushed' && item.deadline.dueAt <= at) {
      const acceptedOn = item.silence === 'expiry' ? item.deadline.dueDate : receiptDay(state);
      return [
        accept(at, systemActor, item.deadline.basis, {
          itemCode: code,
          department: item.department,
          deemed: true,
          acceptedOn,
        }),
      ];
    }
    if (item?.phase === 'notPushed' && state.statutory.dueAt <= at) {
      const acceptedOn = receiptDay(state);
      return [accept(at, systemActor, state.statutory.basis, { itemCode: code, department, deemed: true, acceptedOn })];
    }
    return [];
  });
}

/** Once every item is answered the application is; it concludes when no item can still be pushed (policy 1.8-9). */
function conclude(state: ApplicationState, at: Instant, decision: ApplicationDecision): ApplicationDecision {
  const fold = (facts: Fact[]): ApplicationState => facts.reduce(applyToApplication, state);
  const after = fold(decision.facts);
  const answeredWhole = after.answer === 'refused' || after.answer === 'notRequired';
  if (decision.facts.length === 0 && decision.outcome) return decision;
  if (openItems(after).length > 0 && !answeredWhole) return decision;
  const facts = [...decision.facts, ...applicationAnswer(after, at, decision.facts)];
  if (codesIn(after, 'returned').length > 0 && at < state.statutory.dueAt) return { ...decision, facts };
  facts.push({
    type: 'acceptanceConcluded',
    at,
    actor: systemActor,
    basis: state.slice.acceptance.basis,
    data: {
      accepted: codesIn(after, 'accepted'),
      notAccepted: after.slice.items.map((i) => i.code).filter((code) => after.items[code]?.phase !== 'accepted'),
    },
  });
  return { ...decision, facts, closed: closedApplication(fold(facts)) };
}

/** The application is accepted with its last item's answer, on the day of its last accepted item. */
function applicationAnswer(after: ApplicationState, at: Instant, facts: Fact[]): Fact[] {
  const accepted = Object.entries(after.items).flatMap(([code, item]) =>
    item.phase === 'accepted' ? [{ code, item }] : [],
  );
  const last = accepted.at(-1);
  // An item that was pushed again and accepted makes the answer anew.
  if (!last || (after.answer !== undefined && !facts.some((fact) => fact.type === 'itemAccepted'))) return [];
  return [
    {
      type: 'applicationAccepted',
      at,
      actor: facts.findLast((fact) => fact.type === 'itemAccepted')?.actor ?? systemActor,
      basis: last.item.basis,
      data: {
        deemed: accepted.every(({ item }) => item.deemed),
        partial: accepted.length < after.slice.items.length,
        acceptedOn:
          accepted
            .map(({ item }) => item.acceptedOn)
            .sort()
            .at(-1) ?? receiptDay(after),
        accepted: accepted.map(({ code }) => code),
      },
    },
  ];
}

/** A calendar version in force: every open deadline is counted anew, none before the version's own instant (DESIGN §5). */
function amend(
  state: ApplicationState,
  input: Extract<Input<ApplicationCommand, ApplicationEvent>, { kind: 'calendar' }>,
): Fact[] {
  const calendar = calendarOf(input.calendar, state.slice.region.id);
  const { deadlines, hours } = open(state);
  return [calendarAdopted(input), ...retimings(deadlines, calendar, hours, input.at)];
}

/** The five days of the law run beside every unit's own period. */
function open(state: ApplicationState): OpenDeadlines {
  const pushed = Object.values(state.items).flatMap((item) => (item.phase === 'pushed' ? [item.deadline] : []));
  return {
    deadlines: state.concluded ? [] : [state.statutory, ...pushed],
    hours: state.slice.officeHours,
    region: state.slice.region.id,
  };
}
