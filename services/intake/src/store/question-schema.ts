/** Read models of questions and stage inquiries, projected from facts. */
import type { InquiryForm, InquiryItem } from '@yichuang/contracts';
import type { Deadline } from '@yichuang/kernel';
import { sqlMigration } from '@yichuang/platform';
import type { ColumnType, Generated } from 'kysely';

/** `待答复 已答复 已撤回`, as codes; `已超期` is an open one whose period has run out. */
type QuestionPhase = 'open' | 'answered' | 'withdrawn';

/** `征询中 待告知 已告知 已取消`, as codes. */
export type InquiryPhase = 'asking' | 'consolidated' | 'notified' | 'cancelled';

/** `待答复 待协调 已答复 已取消`, as codes. */
export type PartPhase = 'asked' | 'doubtful' | 'answered' | 'cancelled';

/** Stored as JSON text. */
type Json<T> = ColumnType<T, string, string>;
type JsonOrNull<T> = ColumnType<T | null, string | null, string | null>;

export interface QuestionTable {
  question_no: string;
  realm: string;
  region: string;
  channel: string;
  /** The department that has to answer, or has answered. */
  department: string;
  item_code: string | null;
  text: string;
  contact_sheet: string | null;
  applicant_name: string;
  uscc: string;
  /** 首问责任人, where it was asked at the window (000-38). */
  first_contact: string | null;
  asked_at: string;
  phase: QuestionPhase;
  due: JsonOrNull<Deadline>;
  overdue: Generated<boolean>;
  answer: string | null;
  ended_at: string | null;
}

export interface InquiryTable {
  inquiry_no: string;
  realm: string;
  region: string;
  stage: string;
  project_code: string;
  project_name: string;
  applicant_name: string;
  uscc: string;
  form: Json<InquiryForm>;
  opened_at: string;
  phase: InquiryPhase;
  notice_due: JsonOrNull<Deadline>;
  ended_at: string | null;
}

/** What one department is asked. `position` is its place in the applicant's list. */
export interface InquiryPartTable {
  inquiry_no: string;
  department: string;
  position: number;
  phase: PartPhase;
  due: JsonOrNull<Deadline>;
  overdue: Generated<boolean>;
  items: JsonOrNull<InquiryItem[]>;
  doubt: string | null;
  answered_at: string | null;
}

export interface QuestionDatabase {
  'intake.question': QuestionTable;
  'intake.inquiry': InquiryTable;
  'intake.inquiry_part': InquiryPartTable;
}

export const questionMigration = sqlMigration(`
  create sequence intake.question_number;
  create table intake.question (
    question_no text primary key, realm text not null, region text not null, channel text not null, department text not null,
    item_code text, text text not null, contact_sheet text, applicant_name text not null, uscc text not null, first_contact text,
    asked_at timestamptz not null, phase text not null, due jsonb, overdue boolean not null default false, answer text,
    ended_at timestamptz
  );
  create index on intake.question (realm, question_no desc);
  create index on intake.question (realm, uscc, question_no desc);
  create index on intake.question (realm, department, question_no desc);
  create sequence intake.inquiry_number;
  create table intake.inquiry (
    inquiry_no text primary key, realm text not null, region text not null, stage text not null, project_code text not null,
    project_name text not null, applicant_name text not null, uscc text not null, form jsonb not null, opened_at timestamptz not null,
    phase text not null, notice_due jsonb, ended_at timestamptz
  );
  create index on intake.inquiry (realm, inquiry_no desc);
  create index on intake.inquiry (realm, uscc, inquiry_no desc);
  create table intake.inquiry_part (
    inquiry_no text not null references intake.inquiry, department text not null, position int not null, phase text not null,
    due jsonb, overdue boolean not null default false, items jsonb, doubt text, answered_at timestamptz,
    primary key (inquiry_no, department)
  );
`);
