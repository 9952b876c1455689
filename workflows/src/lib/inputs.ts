/** The queue of a case: inputs not yet worked off, each once, in the order of their instants. */
import type { CommandEnvelope, EventEnvelope, Wake } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import type { Input } from './machine.ts';

/** What waits in the queue: an input, or a look at the store, which then says what calendar versions the case lacks. */
export type Queued<C extends CommandEnvelope, E extends EventEnvelope> =
  | Input<C, E>
  | { kind: 'check'; at: Instant; cause: string };

const rank = { start: 0, lapse: 1, calendar: 2, check: 3, event: 3, command: 4 } as const;

const ordinalOf = (input: Queued<CommandEnvelope, EventEnvelope>): number =>
  input.kind === 'command' ? input.command.ordinal : 0;

/** Order at one instant: a lapse before a calendar version before an event before a command (at the due instant is late). */
function before(a: Queued<CommandEnvelope, EventEnvelope>, b: Queued<CommandEnvelope, EventEnvelope>): boolean {
  if (a.at !== b.at) return a.at < b.at;
  if (a.kind !== b.kind) return rank[a.kind] < rank[b.kind];
  return ordinalOf(a) < ordinalOf(b);
}

export class InputQueue<C extends CommandEnvelope, E extends EventEnvelope> {
  readonly #inputs = new Map<string, Queued<C, E>>();

  add(input: Queued<C, E>): void {
    if (!this.#inputs.has(input.cause)) this.#inputs.set(input.cause, input);
  }

  remove(cause: string): void {
    this.#inputs.delete(cause);
  }

  get size(): number {
    return this.#inputs.size;
  }

  /** The earliest queued input, or the lapse if its time has come: by the clock (`now`), or because an input is as late. */
  first(lapse: Wake | undefined, now: Instant | undefined): Queued<C, E> | undefined {
    let first: Queued<C, E> | undefined;
    for (const input of this.#inputs.values()) {
      if (!first || before(input, first)) first = input;
    }
    if (first?.kind === 'start' || !lapse) return first;
    const limit = first?.at ?? now;
    return limit !== undefined && lapse.at <= limit
      ? { kind: 'lapse', at: lapse.at, cause: `${lapse.key}@${lapse.at}`, key: lapse.key }
      : first;
  }
}
