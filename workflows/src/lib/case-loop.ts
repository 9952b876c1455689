/**
 * The one loop every case runs in. It is the only writer of the case: it takes one input at a time in the order of their
 * instants, asks the machine what follows, has the facts recorded by cause, applies them and only then answers.
 */

import { allHandlersFinished, CancellationScope, condition, setHandler } from '@temporalio/workflow';
import type { CommonFact, OperatorFinding } from '@yichuang/contracts';
import type {
  CaseInput,
  CommandEnvelope,
  EventEnvelope,
  NewFact,
  Outcome,
  RecordReply,
  RecordRequest,
  StoredFact,
  Wake,
} from '@yichuang/contracts/temporal';
import { calendarCheck, systemActor } from '@yichuang/contracts/temporal';
import { assertNever, type Instant, instant, millis } from '@yichuang/kernel';
import { CaseClock } from './clock.ts';
import { FindingList } from './findings.ts';
import { InputQueue, type Queued } from './inputs.ts';
import type { CaseState, Decision, Machine } from './machine.ts';
import { advanceUpdate, commandUpdate, eventSignal, factsQuery } from './messages.ts';
import { createOperatorView } from './operator-view.ts';
import { recordFacts } from './recorder.ts';

export interface CaseBinding<
  S extends CaseState,
  C extends CommandEnvelope,
  E extends EventEnvelope,
  F extends NewFact,
> {
  workflowId: string;
  input: CaseInput;
  machine: Machine<S, C, E, F>;
  initial: S;
  /** Facts recorded before the workflow began (a filing's first). */
  recorded: StoredFact[];
  /** What it understands; anything else is refused before it is taken in. */
  commands: readonly C['kind'][];
  events: readonly E['type'][];
  /** Side effects that follow from state: called after every change, must be idempotent in this run. */
  follow?(state: S, deliver: (event: E) => void, notice: (finding: OperatorFinding) => void): void;
  /** May a finished case close? Not while a side effect is on its way. */
  mayClose?(): boolean;
}

/** Runs a case to its end and returns its last state. A cancel from outside does not stop it, only facts do: it is left to an operator. */
export function runCase<S extends CaseState, C extends CommandEnvelope, E extends EventEnvelope, F extends NewFact>(
  binding: CaseBinding<S, C, E, F>,
): Promise<S> {
  const outside = CancellationScope.current();
  return CancellationScope.nonCancellable(() => {
    const loop = new CaseLoop(binding);
    outside.cancelRequested.catch((error: unknown) => {
      loop.notice({ what: 'cancelRequested', workflowId: binding.workflowId, detail: String(error) });
    });
    return loop.run();
  });
}

class CaseLoop<S extends CaseState, C extends CommandEnvelope, E extends EventEnvelope, F extends NewFact> {
  readonly #binding: CaseBinding<S, C, E, F>;
  readonly #clock: CaseClock;
  readonly #queue = new InputQueue<C, E>();
  readonly #waiters = new Map<string, ((outcome: Outcome) => void)[]>();
  readonly #facts: StoredFact[];
  readonly #findings = new FindingList();
  readonly #show: (state: S, next: Wake | undefined) => void;
  #idle: (() => void)[] = [];
  #state: S;
  #dirty = false;
  /** The database's clock said that a lapse is not due yet: not before this instant. */
  #notBeforeMs = 0;

  constructor(binding: CaseBinding<S, C, E, F>) {
    this.#binding = binding;
    this.#clock = new CaseClock(binding.input);
    this.#facts = [...binding.recorded];
    this.#state = binding.recorded.reduce((state, fact) => binding.machine.apply(state, fact), binding.initial);
    this.#show = createOperatorView(binding.input, binding.machine);
    this.#listen();
    this.#take({ kind: 'start', at: binding.input.at, cause: 'start' });
  }

  async run(): Promise<S> {
    const { machine } = this.#binding;
    for (;;) {
      this.#dirty = false;
      const next = this.#earliest(this.#state, this.#findings.wakes());
      const input = this.#queue.first(next, this.#patience());
      if (input) {
        await this.#work(input);
        continue;
      }
      this.#show(this.#state, next);
      this.#settle();
      if (machine.finished(this.#state)) {
        // Whatever comes before the run ends is still answered.
        const mayClose = (): boolean => this.#binding.mayClose?.() ?? true;
        await condition(() => this.#dirty || (allHandlersFinished() && mayClose()));
        if (this.#queue.size === 0 && this.#idle.length === 0 && mayClose()) return this.#state;
        continue;
      }
      await this.#sleep(next);
    }
  }

  /** For an operator; recorded once per workflow and finding, at an instant that the database's clock confirms like a lapse. */
  readonly notice = (finding: OperatorFinding): void => {
    this.#findings.add(finding, this.#clock.now());
    this.#dirty = true;
  };

  /** The earliest open instant: the one timer of the case. */
  #earliest(state: S, noticed: Wake[] = []): Wake | undefined {
    return [...this.#binding.machine.instants(state), ...noticed].reduce<Wake | undefined>(
      (first, wake) => (first && first.at <= wake.at ? first : wake),
      undefined,
    );
  }

  /** The instant up to which lapses are due by the clock alone; none while the database's clock lags behind ours. */
  #patience(): Instant | undefined {
    return this.#clock.nowMs() >= this.#notBeforeMs ? this.#clock.now() : undefined;
  }

  async #sleep(next: Wake | undefined): Promise<void> {
    const wakeAt = next && instant(Math.max(millis(next.at), this.#notBeforeMs));
    const ms = wakeAt && this.#clock.msUntil(wakeAt);
    if (ms === undefined) {
      await condition(() => this.#dirty);
    } else {
      const summary = this.#binding.machine.view(this.#state).waiting[0]?.text;
      await condition(() => this.#dirty, ms, summary === undefined ? {} : { summary });
    }
  }

  /** An event that meets a finished case is recorded as too late, never parked. */
  #decide(input: Queued<C, E>): Decision<F | CommonFact> {
    const { machine } = this.#binding;
    if (input.kind === 'check') return { facts: [] };
    const finding = input.kind === 'lapse' && this.#findings.factOf(input.key);
    if (finding) return { facts: [finding] };
    if (input.kind !== 'event' || !machine.finished(this.#state)) return machine.decide(this.#state, input);
    const data = { eventId: input.event.id, eventType: input.event.type };
    return { facts: [{ type: 'lateEventRecorded', at: input.at, actor: systemActor, basis: [], data }] };
  }

  /** Decides one input and has it recorded; whatever the store knows better comes back and is worked off first. */
  async #work(input: Queued<C, E>): Promise<void> {
    const { machine, workflowId } = this.#binding;
    const decision = this.#decide(input);
    const after = decision.facts.reduce((state: S, fact) => machine.apply(state, fact), this.#state);
    const wake = this.#earliest(after);
    const request: RecordRequest = {
      workflowId,
      expectedHead: this.#facts.length,
      cause: this.#causeOf(input),
      kind: input.kind === 'check' ? 'event' : input.kind,
      at: input.at,
      // A version coming into force is judged by itself: by the old one the store would only send it again.
      calendarVersion: (input.kind === 'calendar' ? input.calendar : this.#state.calendar).version,
      facts: decision.facts,
      ...(input.kind === 'command' && { ordinal: input.command.ordinal }),
      ...(decision.outcome && { outcome: decision.outcome }),
      ...(decision.closed && { closed: decision.closed }),
      ...(wake && !machine.finished(after) && { wake }),
      open: machine.open(after),
    };
    const reply = await recordFacts(request);
    this.#adopt(input, decision.facts, decision.outcome, reply);
  }

  #causeOf(input: Queued<C, E>): string {
    if (input.kind !== 'lapse') return input.cause;
    // The same instant may lapse again after an amendment; the head tells the two apart and is the same when tried again.
    return this.#findings.factOf(input.key) ? input.key : `${input.cause}#${String(this.#facts.length)}`;
  }

  #adopt(input: Queued<C, E>, facts: NewFact[], outcome: Outcome | undefined, reply: RecordReply): void {
    switch (reply.kind) {
      case 'ok':
        this.#fold(
          facts.map((fact, i) => ({ ...fact, seq: this.#facts.length + i + 1, recordedAt: reply.recordedAt })),
        );
        this.#answer(input, outcome);
        return;
      case 'stored':
        this.#fold(reply.rows);
        this.#answer(input, reply.outcome);
        return;
      case 'moved':
        this.#fold(reply.rows);
        return;
      case 'calendar':
        this.#take({
          kind: 'calendar',
          at: reply.inForceAt,
          cause: `calendar:${String(reply.calendar.version)}`,
          calendar: reply.calendar,
        });
        return;
      case 'blocked':
        for (const command of reply.commands) this.#enqueue(command);
        for (const event of reply.events ?? []) this.#heard(event);
        return;
      case 'early':
        this.#notBeforeMs = this.#clock.nowMs() + reply.ms;
        return;
      default:
        assertNever(reply);
    }
  }

  #fold(rows: StoredFact[]): void {
    for (const row of rows) {
      if (row.seq !== this.#facts.length + 1) throw new Error(`fact ${String(row.seq)} does not follow the head`);
      this.#facts.push(row);
      this.#state = this.#binding.machine.apply(this.#state, row);
    }
    this.#binding.follow?.(this.#state, this.#event, this.notice);
  }

  #answer(input: Queued<C, E>, outcome: Outcome | undefined): void {
    this.#queue.remove(input.cause);
    if (input.kind === 'lapse') this.#findings.remove(input.key);
    const waiters = this.#waiters.get(input.cause) ?? [];
    this.#waiters.delete(input.cause);
    if (outcome) for (const answer of waiters) answer(outcome);
  }

  #listen(): void {
    setHandler(commandUpdate, (command) => this.#command(command), {
      description: '命令(已记入日志)',
      validator: (command: CommandEnvelope) => {
        if (!this.#isCommand(command)) throw new Error(`unknown command ${command.kind}`);
      },
    });
    setHandler(eventSignal, (event) => {
      if (event.type === calendarCheck) this.#take({ kind: 'check', at: event.at, cause: event.id });
      else if (this.#isEvent(event)) this.#event(event);
    });
    setHandler(advanceUpdate, ({ to }) => this.#advance(to), { description: '沙箱时钟' });
    setHandler(factsQuery, (after = 0) => this.#facts.slice(after), { description: '已记载的事实' });
  }

  #isCommand(command: CommandEnvelope): command is C {
    return this.#binding.commands.some((kind) => kind === command.kind);
  }

  #isEvent(event: EventEnvelope): event is E {
    return this.#binding.events.some((type) => type === event.type);
  }

  #command(command: CommandEnvelope): Promise<Outcome> {
    this.#enqueue(command);
    return new Promise((resolve) => {
      this.#waiters.set(command.id, [...(this.#waiters.get(command.id) ?? []), resolve]);
    });
  }

  /** A command the store knows of before its Update arrived: the Update then only collects the outcome. */
  #enqueue(command: CommandEnvelope): void {
    if (!this.#isCommand(command)) throw new Error(`unknown command ${command.kind}`);
    this.#take({ kind: 'command', at: command.receivedAt, cause: command.id, command });
  }

  /** An event the store knows of before its signal came. */
  #heard(event: EventEnvelope): void {
    if (!this.#isEvent(event)) throw new Error(`unknown event ${event.type}`);
    this.#event(event);
  }

  readonly #event = (event: E): void => {
    this.#take({ kind: 'event', at: event.at, cause: event.id, event });
  };

  #take(input: Queued<C, E>): void {
    this.#clock.reach(input.at);
    this.#queue.add(input);
    this.#dirty = true;
  }

  async #advance(to: Instant): Promise<undefined> {
    this.#clock.reach(to);
    this.#dirty = true;
    await new Promise<void>((resolve) => this.#idle.push(resolve));
    return undefined;
  }

  #settle(): void {
    const waiting = this.#idle;
    this.#idle = [];
    for (const resolve of waiting) resolve();
  }
}
