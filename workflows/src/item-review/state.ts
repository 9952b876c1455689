/**
 * Review of one accepted item by its department, within the promised limit counted from acceptance (行政许可法 42, 82;
 * 002 二(一)2(3)). The due date passing decides nothing: it leaves a fact, and the item stays open (许可法 knows no deemed grant).
 */
import type { ItemFact, Wake } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Deadline, type Instant } from '@yichuang/kernel';
import { inForce } from '../lib/amendment.ts';
import { openOf, wakesOf } from '../lib/deadlines.ts';
import { limitOf, statutoryLimitOf } from '../lib/limit.ts';
import { type Input, type Machine } from '../lib/machine.ts';
import { overrun } from './clock.ts';
import { command } from './commands.ts';
import { closingConsultations, replied } from './consultations.ts';
import { hearingDeadlines, hearingLapse } from './hearing.ts';
import { isLadder, ladderWakes, sent } from './ladder.ts';
import { isStopped, runningLimits } from './limits.ts';
import type { ItemCommand, ItemEvent } from './messages.ts';
import { applyToItem, type ItemDecision, type ItemState } from './model.ts';
import { viewOfItem } from './view.ts';
import { withdrawn } from './withdrawal.ts';

export const itemMachine: Machine<ItemState, ItemCommand, ItemEvent, ItemFact> = {
  decide: (state, input) =>
    closingConsultations(state, decide(state, input), (facts) => isDecided(facts.reduce(applyToItem, state))),
  apply: applyToItem,
  instants,
  open: (state) => openOf(state, openDeadlines(state)),
  finished: isDecided,
  view: viewOfItem,
};

function isDecided({ decided }: ItemState): boolean {
  return decided !== undefined;
}

function decide(state: ItemState, input: Input<ItemCommand, ItemEvent>): ItemDecision {
  switch (input.kind) {
    case 'start':
      return { facts: [start(state, input.at)] };
    case 'command':
      return command(state, input.command);
    case 'lapse':
      return { facts: lapse(state, input.key, input.at) };
    case 'calendar':
      return { facts: inForce(openDeadlines(state), state.slice, input) };
    case 'event':
      return event(state, input.event);
    default:
      return assertNever(input);
  }
}

function event(state: ItemState, event: ItemEvent): ItemDecision {
  switch (event.type) {
    case 'stageWithdrawn':
      return withdrawn(state, event);
    case 'consultationReplied':
      return replied(state, event);
    default:
      return assertNever(event);
  }
}

function start(state: ItemState, instant: Instant): ItemFact {
  const { item, department, acceptedOn, receivedOn, slice } = state;
  const due = limitOf(state, item, acceptedOn);
  const statutory = receivedOn && statutoryLimitOf(state, item, { acceptedOn, receivedOn });
  return {
    type: 'reviewStarted',
    at: instant,
    actor: systemActor,
    basis: due?.basis ?? slice.acceptance.basis,
    data: {
      itemCode: item.code,
      department,
      acceptedOn,
      ...(due && { deadline: due }),
      ...(statutory && { statutory }),
    },
  };
}

/** The due date passes only while the clock runs; what has run out stays run out. */
function instants(state: ItemState): Wake[] {
  const { special, decided } = state;
  if (decided) return [];
  const announced = special && !special.answerBy ? [special.expected] : [];
  const limits = isStopped(state) ? announced : runningLimits(state);
  return [...wakesOf([...limits, ...hearingDeadlines(state)]), ...ladderWakes(state)];
}

/** What a calendar version may still move. */
function openDeadlines(state: ItemState): Deadline[] {
  const { special, decided } = state;
  if (decided) return [];
  const announced = special?.answerBy ?? special?.expected;
  return [...runningLimits(state), ...(announced ? [announced] : []), ...hearingDeadlines(state)];
}

function lapse(state: ItemState, key: string, instant: Instant): ItemDecision['facts'] {
  if (isLadder(key)) return sent(state, key, instant);
  if (key === state.special?.expected.key) return overrun(state, instant);
  const limit = runningLimits(state).find((one) => one.key === key);
  if (!limit) return hearingLapse(state, key, instant);
  const data = { itemCode: state.item.code, department: state.department, dueAt: limit.dueAt };
  const type = limit === state.due ? 'itemOverdue' : 'statutoryLimitReached';
  // One that passed while the clock stood still has run out when that goes on (行政许可法 45).
  const at = limit.pauses.length > 0 && state.plannedAt > instant ? state.plannedAt : instant;
  return [{ type, at, actor: systemActor, basis: limit.basis, data }];
}
