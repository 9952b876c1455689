/** The model's own language; it knows nothing of the code it judges. */
import type { Days } from '../days.ts';
import type { Asked, Body, PlannedItem } from '../plan/types.ts';

/** A row of the journal with the content that its sender gave. */
export interface Command {
  id: string;
  key: string;
  at: string;
  ordinal: number;
  kind: string;
  actor: string;
  /** Of the actor; absent for the applicant. */
  department?: string;
  itemCode?: string;
  /** Of a command to a consultation. */
  asked?: Asked;
  body: Body;
}

export type Verdict = { status: 'done'; facts: string[] } | { status: 'refused'; code: string };

/** What must stand in the trail; `data` lists what is compared of the fact's data. */
export interface ExpectedFact {
  type: string;
  at: string;
  actor?: string;
  data: Record<string, unknown>;
}

export interface Expectation {
  facts: ExpectedFact[];
  verdicts: Map<string, Verdict>;
}

export interface CaseFrame {
  items: PlannedItem[];
  days: Days;
  /** Instant of the filing. */
  filedAt: string;
  applicant: string;
  /** The database clock when the trail was read: no silence after it counts. */
  now: string;
}

/** An item under review: what that begins with. */
export interface Accepted {
  item: PlannedItem;
  department: string;
  at: string;
  acceptedOn: string;
  /** The law's own limit of some items counts from this day (policy 1.8-16). */
  receivedOn: string;
}

/** The applicant's withdrawal of what the stage has. */
export type Withdrawal = Pick<Command, 'at' | 'ordinal' | 'actor'>;

/** In the order in which they were received. */
export const before = (a: Pick<Command, 'at' | 'ordinal'>, b: Pick<Command, 'at' | 'ordinal'>): boolean =>
  a.at === b.at ? a.ordinal < b.ordinal : a.at < b.at;

export const refused = (code: string): Verdict => ({ status: 'refused', code });
export const done = (...facts: string[]): Verdict => ({ status: 'done', facts });

export const text = (body: Body, field: string): string => {
  const value = body[field];
  return typeof value === 'string' ? value.trim() : '';
};
