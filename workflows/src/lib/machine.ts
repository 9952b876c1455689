/** The pure side of a case: what a workflow's `state.ts` implements. No Temporal import. */
import type {
  Closed,
  CommandEnvelope,
  CommonFact,
  EventEnvelope,
  NewFact,
  OpenDeadlines,
  Outcome,
  Refusal,
  Wake,
} from '@yichuang/contracts';
import { Calendar, type CalendarData, type Instant } from '@yichuang/kernel';

/** What the loop takes in, one at a time, in the order of `at`. */
export type Input<C extends CommandEnvelope, E extends EventEnvelope> =
  | { kind: 'start'; at: Instant; cause: 'start' }
  | { kind: 'command'; at: Instant; cause: string; command: C }
  | { kind: 'event'; at: Instant; cause: string; event: E }
  | { kind: 'lapse'; at: Instant; cause: string; key: string }
  | { kind: 'calendar'; at: Instant; cause: string; calendar: CalendarData };

/** What an input leads to: facts, and for a command the outcome its sender reads. `closed` makes the last fact the closing one. */
export interface Decision<F extends NewFact> {
  facts: F[];
  outcome?: Outcome;
  closed?: Closed;
}

/** What the operator sees of a case; Chinese, no personal data. */
export interface OperatorView {
  state: string;
  /** Who is waited for, for what, until when: one line each; the first labels the timer. */
  waiting: { who: string; text: string }[];
  /** Due dates and why, as lines. */
  due: string[];
  attributes: Partial<
    Record<'YcRegion' | 'YcStage' | 'YcApplicationNo' | 'YcProjectCode' | 'YcItemCode' | 'YcDepartment', string>
  >;
}

/**
 * A case as a fold of its facts. `decide` judges a state in which every instant at or before the input's has been worked off;
 * it never changes anything. `apply` returns the next state; a fact of a newer release, which it does not know, changes nothing.
 */
export interface Machine<S extends CaseState, C extends CommandEnvelope, E extends EventEnvelope, F extends NewFact> {
  decide(state: S, input: Input<C, E>): Decision<F>;
  apply(state: S, fact: NewFact): S;
  /** Open instants; the earliest is the workflow's one timer. */
  instants(state: S): Wake[];
  /** Deadlines that may still move, with the office hours they are counted with. */
  open(state: S): OpenDeadlines;
  /** Nothing more can happen in this case. */
  finished(state: S): boolean;
  view(state: S): OperatorView;
}

/** What every state holds. */
export interface CaseState {
  calendar: CalendarData;
}

/** By the snapshot itself: modules are shared by the runs of a worker thread. */
const calendars = new WeakMap<CalendarData, Calendar>();

/** The calendar of a snapshot as it counts in the case's region; built once. */
export function calendarOf(data: CalendarData, region: string): Calendar {
  const known = calendars.get(data);
  if (known) return known;
  const calendar = new Calendar(data, region);
  calendars.set(data, calendar);
  return calendar;
}

const done = (data: Extract<Outcome, { status: 'done' }>['data'] = {}): Outcome => ({ status: 'done', data });

const refused = (problem: Refusal): Outcome => ({ status: 'refused', problem });

/** What an act did: its sender is told the facts; documents that follow from it are read where documents are. */
export const yes = <F extends NewFact>(facts: F[], documents: CommonFact[] = []): Decision<F | CommonFact> => ({
  facts: [...facts, ...documents],
  outcome: done({ facts: facts.map(({ type }) => type) }),
});

/** A decision that ends the case where it leaves a `problem`: what whoever comes later is told. */
export const ending = <F extends NewFact>(decision: Decision<F>, problem: Refusal | undefined): Decision<F> =>
  problem ? { ...decision, closed: { default: problem, entries: [] } } : decision;

/** A command that is refused leaves no fact. */
export const no = (problem: Refusal): { facts: []; outcome: Outcome } => ({ facts: [], outcome: refused(problem) });

/** An act that the law wants reasons for came without any. */
export const reasonMissing = (detail: string, basis: string[] = []): Refusal => ({
  code: 'reason-missing',
  title: '没有说明理由',
  detail,
  ...(basis.length > 0 && { clause: basis.join(';') }),
});

/** What a closed case answers a command that was queued behind its end: what the store answers once the workflow is gone. */
export function closedAnswer({ default: otherwise, entries }: Closed, kind: string, itemCode?: string): Outcome {
  const fits = (entry: Closed['entries'][number]): boolean =>
    (entry.itemCode ?? itemCode) === itemCode && (entry.kind ?? kind) === kind;
  const { code, title, detail, clause } = entries.find(fits) ?? otherwise;
  return refused({ code, title, detail, ...(clause !== undefined && { clause }) });
}
