/** Read models of intake: the application and its items as the applicant sees them, projected from facts. */
import type { Helper } from '@yichuang/contracts';
import type { Deadline } from '@yichuang/kernel';
import { sqlMigration } from '@yichuang/platform';
import type { ColumnType, Generated } from 'kysely';
import { type DraftTable, draftSchema } from './draft-schema.ts';
import { type FilePartTable, type FileTable, fileSchema } from './file-schema.ts';
import { type QuestionDatabase, questionMigration } from './question-schema.ts';

/** `审查中 补正中 补正逾期终止 已预受理 已受理 部分受理 不予受理 不受理 已撤回 已办结`, as codes. */
export type ApplicationPhase =
  | 'checking'
  | 'correcting'
  | 'correctionLapsed'
  | 'preAccepted'
  | 'accepted'
  | 'partlyAccepted'
  | 'refused'
  | 'notRequired'
  | 'withdrawn'
  | 'concluded';

/** The paper set (000 二(1)1, 003 四1): `不需要 待收 已收 待转交 已转交`. */
export type PaperPhase = 'notNeeded' | 'due' | 'received' | 'toForward' | 'forwarded';

export type ItemPhase =
  | 'received'
  | 'pushed'
  | 'correctionLapsed'
  | 'returned'
  | 'confirmed'
  | 'waiting'
  | 'refused'
  | 'notRequired'
  | 'withdrawn'
  | 'accepted'
  | 'underReview'
  | 'suspended'
  | 'granted'
  | 'denied';

export interface ApplicationTable {
  application_no: string;
  realm: string;
  region: string;
  stage: string;
  channel: string;
  project_code: string;
  project_name: string;
  applicant_name: string;
  uscc: string;
  helper: ColumnType<Helper | null, string | null, string | null>;
  filed_by: string;
  filed_at: string;
  phase: ApplicationPhase;
  accepted_on: string | null;
  deemed: boolean;
  stage_completed: Generated<boolean>;
  /** Items were handed on: from then on the stage withdraws. */
  with_stage: Generated<boolean>;
  /** What the application is while the check stands still, waiting for the applicant. */
  stopped: 'preAccepted' | null;
  paper: PaperPhase;
  /** 首问责任人, by name. */
  first_contact: string | null;
}

export interface ItemTable {
  application_no: string;
  item_code: string;
  /** Version of the service guide it was filed under. */
  guide_version: string | null;
  department: string;
  phase: ItemPhase;
  round: number;
  deemed: boolean;
  accepted_on: string | null;
  return_reason: string | null;
  answer_due: JsonDeadline;
  due: JsonDeadline;
  overdue: Generated<boolean>;
  codes: Generated<number[]>;
  /** Materials still to come (容缺). */
  deficits: Generated<string[]>;
  /** Until when, where it was pre-accepted. */
  deficits_due: ColumnType<Deadline | null, string | null | undefined, string | null>;
  /** Signed by the applicant (告知承诺). */
  committed: Generated<boolean>;
}

/** A published fact of another service about an application. */
export interface HeardTable {
  application_no: string;
  workflow_id: string;
  seq: number;
  at: string;
  type: string;
  data: ColumnType<Record<string, unknown>, string, never>;
}

/** A notice of what to correct, and what the applicant has supplied of it. */
export interface CorrectionTable {
  application_no: string;
  n: number;
  phase: 'awaited' | 'complete' | 'lapsed';
  item_codes: string[];
  materials: string[];
  supplied: Generated<string[]>;
  issued_at: string;
  due: ColumnType<Deadline, string, string>;
}

/** What was handed in of a material, for each item that needs it. */
export interface MaterialTable {
  application_no: string;
  item_code: string;
  name: string;
  file_ids: string[];
  /** `{applicationNo}-{itemCode}` */
  results: string[];
}

/** Stored as JSON text. */
type JsonDeadline = ColumnType<Deadline | null, string | null, string | null>;

export interface IntakeDatabase extends QuestionDatabase {
  'intake.application': ApplicationTable;
  'intake.item': ItemTable;
  'intake.heard': HeardTable;
  'intake.correction': CorrectionTable;
  'intake.material': MaterialTable;
  'intake.file': FileTable;
  'intake.file_part': FilePartTable;
  'intake.draft': DraftTable;
}

export const intakeMigrations = {
  '1001-applications': sqlMigration(`
    create sequence intake.application_number;
    create table intake.application (
      application_no text primary key, realm text not null, region text not null, stage text not null, channel text not null,
      project_code text not null, project_name text not null, applicant_name text not null, uscc text not null,
      helper jsonb, filed_by text not null, filed_at timestamptz not null, phase text not null, accepted_on date, deemed boolean not null,
      stage_completed boolean not null default false, with_stage boolean not null default false, stopped text, paper text not null, first_contact text
    );
    create index on intake.application (realm, filed_at desc, application_no desc);
    create index on intake.application (realm, uscc, filed_at desc, application_no desc);
    -- What other services told of our applications: the part of the timeline that is not our own trail.
    create table intake.heard (
      application_no text not null references intake.application, workflow_id text not null, seq int not null,
      at timestamptz not null, type text not null, data jsonb not null, primary key (workflow_id, seq)
    );
    create index on intake.heard (application_no);
    create table intake.item (
      application_no text not null references intake.application, item_code text not null, guide_version text,
      department text not null, phase text not null, round int not null, deemed boolean not null, accepted_on date, return_reason text,
      answer_due jsonb, due jsonb, overdue boolean not null default false, codes int[] not null default '{}',
      deficits text[] not null default '{}', deficits_due jsonb, committed boolean not null default false,
      primary key (application_no, item_code)
    );
    create table intake.correction (
      application_no text not null references intake.application, n int not null, phase text not null, item_codes text[] not null,
      materials text[] not null, supplied text[] not null default '{}', issued_at timestamptz not null, due jsonb not null,
      primary key (application_no, n)
    );
    create table intake.material (
      application_no text not null, item_code text not null, name text not null, file_ids uuid[] not null, results text[] not null,
      primary key (application_no, item_code, name), foreign key (application_no, item_code) references intake.item
    );
    create index on intake.material using gin (file_ids);
  `),
  '1003-questions': questionMigration,
  '1010-files': sqlMigration(fileSchema),
  '1011-drafts': sqlMigration(draftSchema),
};
