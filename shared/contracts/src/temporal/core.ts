/** The language of the core: commands, events, facts, outcomes. Plain JSON, zod-free, used by workflows and services alike. */
import type { CalendarData, Deadline, Instant, OfficeHours } from '@yichuang/kernel';
import type { ProblemCode } from '../problems.ts';

export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export const roles = [
  'applicant',
  'clerk',
  'handler',
  'lead',
  'coordinator',
  'supervisor',
  'assist-officer',
  'assist-desk',
  'admin',
  'auditor',
  'system',
] as const;
export type Role = (typeof roles)[number];

/** Who acted. `departmentId` is a department code of the glossary. */
export interface Actor {
  id: string;
  name: string;
  role: Role;
  departmentId?: string;
  /** Acts in another unit's name, as the register read when the act was received. */
  mandate?: Mandate;
}

/** An entry of the register of delegations. */
export interface Mandate {
  delegationNo: string;
  /** ID of the region pack. */
  region: string;
  /** The unit whose name is acted in. */
  department: string;
  /** Item codes. */
  items: string[];
  from: Instant;
  /** No longer at this instant. */
  to: Instant;
  revokedAt?: Instant;
  /** The clause, and the unit's own instrument. */
  basis: string[];
}

/** The law acting by lapse of time, and the system dispatching. */
export const systemActor: Actor = { id: 'system', name: '系统', role: 'system' };

/** A journalled command on its way to the workflow that owns the case. `receivedAt` is the instant of the act (电子签名法 11). */
export interface CommandEnvelope<K extends string = string, B = unknown> {
  id: string;
  kind: K;
  actor: Actor;
  receivedAt: Instant;
  ordinal: number;
  body: B;
}

/** A fact of another workflow, delivered once in effect by its ID. */
export interface EventEnvelope<T extends string = string, D = unknown> {
  id: string;
  type: T;
  at: Instant;
  data: D;
}

/** A fact before it is recorded. `at` is its legal instant. */
export interface NewFact<T extends string = string, D = unknown> {
  type: T;
  at: Instant;
  actor: Actor;
  basis: string[];
  data: D;
}

/** A recorded fact: `seq` counts per workflow from 1. */
export interface StoredFact<T extends string = string, D = unknown> extends NewFact<T, D> {
  seq: number;
  recordedAt: Instant;
}

/** Why a command has no effect: shown to the actor as problem+json. `clause` is the rule it breaks. */
export interface Refusal {
  code: ProblemCode;
  title: string;
  detail: string;
  clause?: string;
}

export type Outcome = { status: 'done'; data: JsonObject } | { status: 'refused'; problem: Refusal };

/** What a closed workflow answers to whatever comes later: the first entry that fits item and kind, else the default. */
export interface Closed {
  default: Refusal;
  entries: (Refusal & { itemCode?: string; kind?: string })[];
}

/** What a loop input is: the start, a command, an event, an instant that ran out, a calendar version coming into force. */
export type InputKind = 'start' | 'command' | 'event' | 'lapse' | 'calendar';

/** One open instant of a workflow, as operators and the sandbox clock see it. */
export interface Wake {
  key: string;
  at: Instant;
}

/** Open deadlines of a case and the office hours they are counted with: what an amendment of the calendar may move. */
export interface OpenDeadlines {
  deadlines: Deadline[];
  hours: OfficeHours;
  /** Amendments of other regions do not move them. */
  region?: string;
}

export interface RecordRequest {
  workflowId: string;
  expectedHead: number;
  /** command ID | event ID | deadline key + instant | calendar version | `start` */
  cause: string;
  kind: InputKind;
  /** Instant of the input; with `ordinal` (commands only) its place among the inputs of the case. */
  at: Instant;
  ordinal?: number;
  calendarVersion: number;
  facts: NewFact[];
  outcome?: Outcome;
  /** Next open instant after these facts; absent when nothing runs. */
  wake?: Wake;
  closed?: Closed;
  /** Open deadlines after these facts. */
  open?: OpenDeadlines;
}

export type RecordReply =
  | { kind: 'ok'; recordedAt: Instant }
  | { kind: 'stored'; outcome?: Outcome; rows: StoredFact[] }
  | { kind: 'moved'; rows: StoredFact[] }
  | { kind: 'calendar'; inForceAt: Instant; calendar: CalendarData }
  /** What comes first: commands of this workflow received before, or events written for it before. */
  | { kind: 'blocked'; commands: CommandEnvelope[]; events?: EventEnvelope[] }
  | { kind: 'early'; ms: number };

/** The one local activity of the loop; the store it records in is its service's. */
export interface RecorderActivities {
  recordFacts(request: RecordRequest): Promise<RecordReply>;
}

/** What every workflow input carries. */
export interface CaseInput {
  caseNo: string;
  realm: string;
  /** Instant at which the input arose; a sandbox realm's clock starts here in the workflow. */
  at: Instant;
  /** Fixed offset of the database clock in a test database, in ms; 0 everywhere else. */
  clockOffsetMs: number;
  calendar: CalendarData;
}

export const liveRealm = 'live';
