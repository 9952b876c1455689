/** Read models of issuance: the results as their applicants, departments and windows see them, and what they come from. */
import type { Difference, FiledData, GrantedData, ResultData, Signer } from '@yichuang/contracts';
import type { Deadline } from '@yichuang/kernel';
import { sqlMigration } from '@yichuang/platform';
import type { ColumnType } from 'kysely';

/** The application as it was filed. */
export interface ApplicationTable {
  application_no: string;
  realm: string;
  filed: Stored<FiledData>;
}

/** A granted item: its result is to be handed out as soon as the application is known. */
export interface GrantTable {
  application_no: string;
  item_code: string;
  granted_at: string;
  grant_data: Stored<GrantedData>;
}

/** An accepted item, with the materials that could follow and have not come (容缺). */
export interface AcceptedTable {
  application_no: string;
  item_code: string;
  deficits: string[];
}

/** `待移交 已拒收 差异待处理 容缺待补 待领取 已送达`, as codes. */
export type ResultPhase = 'awaitingHandover' | 'rejected' | 'discrepancy' | 'held' | 'ready' | 'delivered';

export interface ResultTable {
  item_case_no: string;
  application_no: string;
  realm: string;
  workflow_id: string;
  item_code: string;
  department: string;
  outlet: string;
  phase: ResultPhase;
  result: Stored<ResultData>;
  handover: Stored<Deadline>;
  delivery: Stored<Deadline>;
  handover_overdue: boolean;
  delivery_overdue: boolean;
  differences: Stored<Difference[]>;
  delivered_at: string | null;
  delivered_to: ColumnType<Signer | null, string | null, string | null>;
  fed_back_at: string | null;
}

/** Stored as JSON text. */
type Stored<T> = ColumnType<T, string, string>;

export interface IssuanceDatabase {
  'issuance.application': ApplicationTable;
  'issuance.accepted': AcceptedTable;
  'issuance.granted': GrantTable;
  'issuance.result': ResultTable;
}

export const issuanceMigrations = {
  '1001-results': sqlMigration(`
    create table issuance.application (application_no text primary key, realm text not null, filed jsonb not null);
    create table issuance.accepted (
      application_no text not null, item_code text not null, deficits text[] not null, primary key (application_no, item_code)
    );
    create table issuance.granted (
      application_no text not null, item_code text not null, granted_at timestamptz not null, grant_data jsonb not null,
      primary key (application_no, item_code)
    );
    create table issuance.result (
      item_case_no text primary key, application_no text not null, realm text not null, workflow_id text not null unique,
      item_code text not null, department text not null, outlet text not null, phase text not null,
      result jsonb not null, handover jsonb not null, delivery jsonb not null,
      handover_overdue boolean not null, delivery_overdue boolean not null, differences jsonb not null,
      delivered_at timestamptz, delivered_to jsonb, fed_back_at timestamptz
    );
    create index on issuance.result (realm, item_case_no);
    create index on issuance.result (application_no);
    create index on issuance.result (realm, department, item_case_no);
  `),
};
