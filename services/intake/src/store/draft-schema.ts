/** Drafts: a form that is not filed yet. Its content is encrypted as the journal's bodies are, and erased when it is filed. */
import type { Actor } from '@yichuang/contracts/temporal';
import type { ColumnType, Generated } from 'kysely';

export interface DraftTable {
  id: string;
  realm: string;
  /** ID of the region pack, and the enterprise it is for: they never change. */
  region: string;
  uscc: string;
  opened_role: string;
  opened_by: ColumnType<Actor, string, string>;
  changed_by: ColumnType<Actor, string, string>;
  idempotency_key: string;
  body_hash: string;
  version: Generated<number>;
  /** None once it is filed. */
  content: string | null;
  application_no: string | null;
  command_id: string | null;
  created_at: string;
  changed_at: string;
}

export const draftSchema = `
  create table intake.draft (
    id uuid primary key, realm text not null, region text not null, uscc text not null, opened_role text not null, opened_by jsonb not null,
    changed_by jsonb not null, idempotency_key text not null, body_hash text not null, version int not null default 1, content text,
    application_no text, command_id uuid, created_at timestamptz not null, changed_at timestamptz not null,
    check ((content is null) = (application_no is not null))
  );
  create unique index on intake.draft (realm, (opened_by->>'id'), idempotency_key);
  create index on intake.draft (realm, uscc, id);
`;
