/** The model's own language; it knows nothing of the code it judges. */
import type { Days } from '../days.ts';
import type { Body, PlannedItem } from '../plan/types.ts';

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

/** An item accepted in the application: what its review begins with. */
export interface Accepted {
  item: PlannedItem;
  department: string;
  at: string;
  acceptedOn: string;
}
