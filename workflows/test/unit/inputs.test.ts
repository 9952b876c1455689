/** The queue of a case: each input once, in the order of their instants. */
import { describe, expect, it } from '@jest/globals';
import type { CommandEnvelope, EventEnvelope } from '@yichuang/contracts';
import { instant, millis } from '@yichuang/kernel';
import fc from 'fast-check';
import { InputQueue } from '../../src/lib/inputs.ts';
import type { Input } from '../../src/lib/machine.ts';
import { calendar, handler, local } from './cases.ts';

type AnyInput = Input<CommandEnvelope, EventEnvelope>;

const noon = local('2026-09-20 12:00');
const due = { key: 'silence', at: noon };

function command(at: string, ordinal = 1): AnyInput {
  const id = `command@${at}#${String(ordinal)}`;
  return {
    kind: 'command',
    at,
    cause: id,
    command: { id, kind: 'accept', actor: handler('housing'), receivedAt: at, ordinal, body: {} },
  };
}
const event = (at: string, id = `event@${at}`): AnyInput => ({
  kind: 'event',
  at,
  cause: id,
  event: { id, type: 'x', at, data: {} },
});
const version = (at: string): AnyInput => ({ kind: 'calendar', at, cause: `calendar@${at}`, calendar });
const start = (at: string): AnyInput => ({ kind: 'start', at, cause: 'start' });

function queueOf(...inputs: AnyInput[]): InputQueue<CommandEnvelope, EventEnvelope> {
  const queue = new InputQueue<CommandEnvelope, EventEnvelope>();
  for (const input of inputs) queue.add(input);
  return queue;
}

/** Empties the queue in its own order; a lapse ends its wake. */
function drain(queue: InputQueue<CommandEnvelope, EventEnvelope>, wake?: typeof due, now?: string): string[] {
  const order: string[] = [];
  let open = wake;
  for (let next = queue.first(open, now); next; next = queue.first(open, now)) {
    order.push(next.kind);
    if (next.kind === 'lapse') open = undefined;
    else queue.remove(next.cause);
  }
  return order;
}

const earlier = instant(millis(noon) - 1);
const later = instant(millis(noon) + 1);

describe('order', () => {
  it('at one instant: start, lapse, calendar, event, command', () => {
    const queue = queueOf(command(noon), event(noon), version(noon), start(noon));
    expect(drain(queue, due, undefined)).toEqual(['start', 'lapse', 'calendar', 'event', 'command']);
  });

  it('an instant goes before a kind', () => {
    expect(drain(queueOf(version(noon), command(earlier)))).toEqual(['command', 'calendar']);
  });

  it('commands of one instant go by ordinal, whichever came first', () => {
    const queue = queueOf(command(noon, 12), command(noon, 7), command(noon, 9));
    const taken: string[] = [];
    for (let next = queue.first(undefined, noon); next; next = queue.first(undefined, noon)) {
      taken.push(next.cause);
      queue.remove(next.cause);
    }
    expect(taken).toEqual([7, 9, 12].map((ordinal) => `command@${noon}#${String(ordinal)}`));
  });
});

describe('a lapse', () => {
  it('overtakes a command at the same instant, not an earlier one', () => {
    expect(queueOf(command(noon)).first(due, earlier)?.kind).toBe('lapse');
    expect(queueOf(command(earlier)).first(due, noon)?.kind).toBe('command');
    expect(queueOf(command(later)).first(due, earlier)?.kind).toBe('lapse');
  });

  it('comes by the clock alone when nothing is queued', () => {
    expect(queueOf().first(due, earlier)).toBeUndefined();
    expect(queueOf().first(due, noon)).toEqual({ kind: 'lapse', at: noon, cause: `silence@${noon}`, key: 'silence' });
    expect(queueOf().first(due, undefined)).toBeUndefined();
    expect(queueOf().first(undefined, later)).toBeUndefined();
  });

  it('never goes before the start', () => {
    expect(queueOf(start(later)).first(due, later)?.kind).toBe('start');
  });
});

describe('each once', () => {
  it('by its cause', () => {
    const queue = queueOf(event(noon), event(noon), command(noon), command(noon));
    expect(queue.size).toBe(2);
    queue.remove(`event@${noon}`);
    queue.remove('unknown');
    expect(queue.size).toBe(1);
  });

  it('keeps the first that came under a cause', () => {
    const queue = queueOf(event(noon));
    queue.add(event(later, `event@${noon}`));
    expect(queue.first(undefined, undefined)?.at).toBe(noon);
  });
});

it('the order does not depend on the order of arrival', () => {
  const inputs = [start(earlier), version(noon), event(noon), command(noon, 1), command(noon, 2), event(later)];
  fc.assert(
    fc.property(fc.shuffledSubarray(inputs, { minLength: inputs.length }), (shuffled) => {
      expect(drain(queueOf(...shuffled), due, later)).toEqual([
        'start',
        'lapse',
        'calendar',
        'event',
        'command',
        'command',
        'event',
      ]);
    }),
  );
});
