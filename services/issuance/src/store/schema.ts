/** issuance keeps the facts it hears of per case until its own workflows exist. */
import { sqlMigration } from '@yichuang/platform';

export interface HeardTable {
  event_id: string;
  realm: string;
  case_no: string;
  type: string;
  at: string;
}

export type IssuanceDatabase = Record<'issuance.heard', HeardTable>;

export const issuanceMigrations = {
  '1001-heard': sqlMigration(`
    create table issuance.heard (
      event_id text not null, realm text not null, case_no text not null, type text not null, at timestamptz not null,
      primary key (event_id, type, at)
    );
    create index on issuance.heard (case_no);
  `),
};
