/** Read models of assist: commissions, who was their officer when, and what the desk is alerted to. */
import type { Entrustment } from '@yichuang/contracts';
import type { Deadline } from '@yichuang/kernel';
import { sqlMigration } from '@yichuang/platform';
import type { ColumnType, Generated } from 'kysely';

/** `待预审 不符合条件 待确认申请表 待联系 已联系`, as codes. */
export const assistPhases = ['preReview', 'ineligible', 'formPending', 'contactPending', 'contacted'] as const;
export type AssistPhase = (typeof assistPhases)[number];

/** Stored as JSON text. */
type Json<T> = ColumnType<T, string, string>;
type JsonDeadline = ColumnType<Deadline | null, string | null, string | null>;

export interface CommissionTable {
  assist_no: string;
  realm: string;
  region: string;
  project_code: string;
  project_name: string;
  project_kind: string;
  owner_name: string;
  uscc: string;
  entrustment: Json<Entrustment>;
  requested_at: string;
  phase: AssistPhase;
  /** Why it is not eligible, and where the owner was pointed to. */
  reason: string | null;
  other_way: string | null;
  contact: JsonDeadline;
  overdue: Generated<boolean>;
  contacted_at: string | null;
}

/** One row per time that somebody was the officer; the last one open. */
export interface AssignmentTable {
  id: Generated<number>;
  assist_no: string;
  officer_id: string;
  officer_name: string;
  from_at: string;
  until_at: string | null;
  /** Of the change that began it. */
  reason: string | null;
}

export interface AlertTable {
  id: Generated<number>;
  assist_no: string;
  realm: string;
  /** The fact that alerts. */
  type: string;
  raised_at: string;
  settled_at: string | null;
}

export interface AssistDatabase {
  'assist.commission': CommissionTable;
  'assist.assignment': AssignmentTable;
  'assist.alert': AlertTable;
}

export const assistMigrations = {
  '1001-commissions': sqlMigration(`
    create sequence assist.case_number;
    create table assist.commission (
      assist_no text primary key, realm text not null, region text not null, project_code text not null, project_name text not null,
      project_kind text not null, owner_name text not null, uscc text not null, entrustment jsonb not null,
      requested_at timestamptz not null, phase text not null, reason text, other_way text, contact jsonb,
      overdue boolean not null default false, contacted_at timestamptz
    );
    create index on assist.commission (realm, assist_no desc);
    create index on assist.commission (realm, uscc, assist_no desc);
    create table assist.assignment (
      id bigint generated always as identity primary key, assist_no text not null references assist.commission, officer_id text not null, officer_name text not null,
      from_at timestamptz not null, until_at timestamptz, reason text
    );
    create index on assist.assignment (assist_no);
    -- 001 三: one officer at any time.
    create unique index on assist.assignment (assist_no) where until_at is null;
    create index on assist.assignment (officer_id) where until_at is null;
    create table assist.alert (
      id bigint generated always as identity primary key, assist_no text not null references assist.commission, realm text not null,
      type text not null, raised_at timestamptz not null, settled_at timestamptz
    );
    create index on assist.alert (assist_no);
    create index on assist.alert (realm, id) where settled_at is null;
  `),
};
