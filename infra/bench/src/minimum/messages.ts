/** What the hand-written workflows of the cost measure take and send. */

/** A pass of a workflow, recorded by one local activity. The store knows the bodies of the facts; they are those our system recorded. */
export interface Pass {
  workflowId: string;
  /** How many facts of the workflow are recorded so far. */
  head: number;
  cause: string;
  facts: string[];
  wakeAt?: string;
}

export interface Activities {
  record(pass: Pass): Promise<void>;
}

export interface CaseInput {
  no: string;
  region: string;
  stage: string;
  projectCode: string;
  calendarVersion: number;
  /** How far the database's clock runs ahead of the real one. */
  offsetMs: number;
  /** What our workflows are started with and read as they go: rules, calendar, parties. Carried here, not read. */
  pinned: unknown;
}

export interface Item {
  code: string;
  department: string;
  dueAt: string;
}

export interface ApplicationInput extends CaseInput {
  items: Item[];
  silentAt: string;
}

export interface ItemInput extends CaseInput {
  item: Item;
}

export interface Command {
  id: string;
  itemCode: string;
}

export interface Accepted {
  id: string;
  item: Item;
  /** No further item will come. */
  last: boolean;
}
