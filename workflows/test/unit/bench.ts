/** Runs a case's machine without Temporal, as the loop would: every instant up to an input is worked off before it. */
import type { Actor, Closed, CommandEnvelope, EventEnvelope, NewFact, Outcome, Refusal } from '@yichuang/contracts';
import { type CalendarData, type Instant } from '@yichuang/kernel';
import type { CaseState, Decision, Input, Machine } from '../../src/lib/machine.ts';

export class Bench<S extends CaseState, C extends CommandEnvelope, E extends EventEnvelope, F extends NewFact> {
  readonly machine: Machine<S, C, E, F>;
  readonly facts: F[] = [];
  readonly initial: S;
  state: S;
  closed: Closed | undefined;
  #ids = 0;

  constructor(machine: Machine<S, C, E, F>, initial: S, at: Instant) {
    this.machine = machine;
    this.initial = initial;
    this.state = initial;
    this.take({ kind: 'start', at, cause: 'start' });
  }

  /** Works one input off, whatever is due. */
  take(input: Input<C, E>): Decision<F> {
    const decision = this.machine.decide(this.state, input);
    this.facts.push(...decision.facts);
    this.state = decision.facts.reduce((state: S, fact) => this.machine.apply(state, fact), this.state);
    if (decision.closed) this.closed = decision.closed;
    return decision;
  }

  /** The earliest open instant. */
  next(): Instant | undefined {
    return this.machine
      .instants(this.state)
      .map(({ at }) => at)
      .sort()[0];
  }

  /** Works off every instant up to and including `to`. */
  advance(to: Instant): this {
    for (let at = this.next(), rounds = 0; at !== undefined && at <= to; at = this.next(), rounds += 1) {
      if (rounds > 100) throw new Error(`does not get past ${at}`);
      const [wake] = this.machine.instants(this.state).filter((one) => one.at === at);
      this.take({ kind: 'lapse', at, cause: `lapse@${at}`, key: wake?.key ?? '' });
    }
    return this;
  }

  command(at: Instant, actor: Actor, sent: Pick<C, 'kind' | 'body'>): Outcome {
    this.advance(at);
    return this.late(at, actor, sent);
  }

  /** A command that reaches the machine without the instants before it having been worked off. */
  late(at: Instant, actor: Actor, sent: Pick<C, 'kind' | 'body'>): Outcome {
    this.#ids += 1;
    const id = `command-${String(this.#ids)}`;
    const command = { id, actor, receivedAt: at, ordinal: this.#ids, ...sent } as C;
    const { outcome } = this.take({ kind: 'command', at, cause: id, command });
    if (!outcome) throw new Error('a command without an outcome');
    return outcome;
  }

  event(event: E): Decision<F> {
    return this.advance(event.at).take({ kind: 'event', at: event.at, cause: event.id, event });
  }

  amend(calendar: CalendarData, at: Instant): Decision<F> {
    return this.advance(at).take({ kind: 'calendar', at, cause: `calendar:${String(calendar.version)}`, calendar });
  }

  types(): string[] {
    return this.facts.map(({ type }) => type);
  }

  /** The last fact of a type. */
  last<T extends F['type']>(type: T): Extract<F, { type: T }> {
    const found = this.facts.findLast((fact): fact is Extract<F, { type: T }> => fact.type === type);
    if (!found) throw new Error(`no ${type}; there are ${this.types().join(', ')}`);
    return found;
  }
}

/** The code with which a command was refused; `done` if it was not. */
export const codeOf = (outcome: Outcome): string => (outcome.status === 'refused' ? outcome.problem.code : 'done');

/** What the store tells a command that comes after the closing fact. */
export function answerOf(closed: Closed | undefined, kind: string, itemCode?: string): Refusal | undefined {
  return (
    closed?.entries.find(
      (entry) =>
        (entry.itemCode === undefined || entry.itemCode === itemCode) &&
        (entry.kind === undefined || entry.kind === kind),
    ) ?? closed?.default
  );
}
