/** Read models of approval: tasks of every service, and the applications whose accepted items it runs. */
import type { AmendmentData, Opinion } from '@yichuang/contracts';
import type { Deadline } from '@yichuang/kernel';
import { sqlMigration } from '@yichuang/platform';
import type { ColumnType, Generated } from 'kysely';

/** What somebody must do (the task contract of docs/architecture.md). `owner` runs the workflow that takes its actions. */
export interface TaskTable {
  id: string;
  realm: string;
  application_no: string;
  owner: string;
  workflow_id: string;
  kind: TaskKind;
  /** Department code, or `window`. */
  department: string;
  item_code: string | null;
  round: number;
  opened_at: string;
  /** When it is to be done, where that was fixed: a visit. */
  scheduled_at: string | null;
  deadline: JsonDeadline;
  /** The law's own limit, where another one is promised. */
  statutory: JsonDeadline;
  /** Its period ran out while it was open. */
  overdue: boolean;
  /** When the lead department last urged it. */
  urged_at: string | null;
  closed_at: string | null;
  closed_by: string | null;
}

export type TaskKind =
  | 'acceptance'
  | 'window-acceptance'
  | 'correction-draft'
  | 'coordination'
  | 'review'
  | 'site-visit'
  | 'handover'
  | 'question'
  | 'inquiry'
  | 'consultation';

/** What a stage needs of the application it comes from. */
export interface ApplicationTable {
  application_no: string;
  realm: string;
  region: string;
  project_code: string;
  project_name: string;
  applicant_name: string;
  uscc: string;
  /** By which it was filed (`region.version`). */
  rules: string;
}

/** A stage that runs, or ran, for an application. */
export interface StageTable {
  application_no: string;
  realm: string;
  stage: string;
  lead_department: string;
  phase: 'running' | 'completed' | 'withdrawn';
  /** Of joint handling. */
  deadline: JsonDeadline;
  opened_at: string;
  ended_at: string | null;
  /** By the region's rule with the first item decided, or with all (LCBSXLX). */
  milestone_at: string | null;
}

/** An amendment of the calendar, as its facts tell it. */
export interface AmendmentTable {
  amendment_no: string;
  realm: string;
  proposed: ColumnType<AmendmentData, string, never>;
  proposed_at: string;
  proposed_by: string;
  state: 'proposed' | 'approved' | 'rejected';
  decided_at: string | null;
  decided_by: string | null;
}

/** What another department is asked about an item; its period is its task's. */
export interface ConsultationTable {
  workflow_id: string;
  realm: string;
  application_no: string;
  item_code: string;
  n: number;
  department: string;
  asked_by: string;
  question: string;
  asked_at: string;
  /** The item's own law does not count the time. */
  stops_clock: boolean;
  state: 'open' | 'answered' | 'closed';
  opinion: Opinion | null;
  text: string | null;
  conditions: ColumnType<string[] | null, string | null, string | null>;
  late: boolean;
  /** Why it was ended without a reply. */
  reason: string | null;
  ended_at: string | null;
}

/** An entry of the register of delegations, as its facts tell it. */
export interface DelegationTable {
  delegation_no: string;
  realm: string;
  region: string;
  department: string;
  person_id: string;
  person_name: string;
  items: string[];
  basis: string[];
  from_at: string;
  to_at: string;
  granted_at: string;
  granted_by: string;
  revoked_at: string | null;
  revoked_by: string | null;
  reason: string | null;
  /** Its expiry is recorded. */
  expired: Generated<boolean>;
}

/** Stored as JSON text. */
type JsonDeadline = ColumnType<Deadline | null, string | null, string | null>;

export interface ApprovalDatabase {
  'approval.task': TaskTable;
  'approval.application': ApplicationTable;
  'approval.stage': StageTable;
  'approval.amendment': AmendmentTable;
  'approval.consultation': ConsultationTable;
  'approval.delegation': DelegationTable;
}

export const approvalMigrations = {
  '1001-tasks': sqlMigration(`
    create table approval.application (
      application_no text primary key, realm text not null, region text not null,
      project_code text not null, project_name text not null, applicant_name text not null, uscc text not null, rules text not null
    );
    create table approval.task (
      id text primary key, realm text not null, application_no text not null, owner text not null, workflow_id text not null,
      kind text not null, department text not null, item_code text, round int not null, opened_at timestamptz not null,
      scheduled_at timestamptz, deadline jsonb, statutory jsonb, overdue boolean not null default false, urged_at timestamptz, closed_at timestamptz, closed_by text
    );
    create index on approval.task (realm, department, opened_at, id) where closed_at is null;
    create index on approval.task (application_no);
    create table approval.stage (
      application_no text primary key, realm text not null, stage text not null, lead_department text not null, phase text not null,
      deadline jsonb, opened_at timestamptz not null, ended_at timestamptz, milestone_at timestamptz
    );
    create table approval.amendment (
      amendment_no text primary key, realm text not null, proposed jsonb not null, proposed_at timestamptz not null, proposed_by text not null,
      state text not null, decided_at timestamptz, decided_by text
    );
    create index on approval.amendment (realm, amendment_no);
    create sequence approval.amendment_number;
    create table approval.consultation (
      workflow_id text primary key, realm text not null, application_no text not null, item_code text not null, n int not null,
      department text not null, asked_by text not null, question text not null, asked_at timestamptz not null, stops_clock boolean not null,
      state text not null, opinion text, text text, conditions jsonb, late boolean not null, reason text, ended_at timestamptz
    );
    create index on approval.consultation (application_no, item_code);
    create table approval.delegation (
      delegation_no text primary key, realm text not null, region text not null, department text not null, person_id text not null,
      person_name text not null, items text[] not null, basis text[] not null, from_at timestamptz not null, to_at timestamptz not null,
      granted_at timestamptz not null, granted_by text not null, revoked_at timestamptz, revoked_by text, reason text,
      expired boolean not null default false
    );
    create index on approval.delegation (realm, person_id, department);
    create index on approval.delegation (realm, department, delegation_no);
    create sequence approval.delegation_number;
  `),
};
