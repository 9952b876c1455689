/** assist keeps the facts it hears of per case until its own workflows exist. */
import { sqlMigration } from '@yichuang/platform';

export interface HeardTable {
  event_id: string;
  realm: string;
  case_no: string;
  type: string;
  at: string;
}

export type AssistDatabase = Record<'assist.heard', HeardTable>;

export const assistMigrations = {
  '1001-heard': sqlMigration(`
    create table assist.heard (
      event_id text not null, realm text not null, case_no text not null, type text not null, at timestamptz not null,
      primary key (event_id, type, at)
    );
    create index on assist.heard (case_no);
  `),
};
