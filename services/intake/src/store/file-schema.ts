/** Files: what each is, who brought it, and how much of it has come. */
import type { Actor } from '@yichuang/contracts/temporal';
import type { ColumnType, Generated } from 'kysely';
import type { Scan } from '../files/scanner.ts';

/** Stored as JSON text. */
type JsonColumn<T> = ColumnType<T, string, string>;

export type FileState = 'receiving' | 'stored' | 'refused';

export interface FileTable {
  id: string;
  realm: string;
  /** 统一社会信用代码 of the enterprise it belongs to. */
  uscc: string;
  /** What the token of an officer was limited to. */
  region: string | null;
  opened_role: string;
  opened_by: JsonColumn<Actor>;
  idempotency_key: string;
  body_hash: string;
  name: string;
  /** Bytes: of the whole, and of what has come. */
  size: number;
  received: Generated<number>;
  state: Generated<FileState>;
  /** By its bytes; none until it has come whole. */
  mime: string | null;
  sha256: string | null;
  scan: Generated<Scan>;
  /** Why it was refused. */
  refusal: string | null;
  created_at: string;
}

/** What one transfer brought, from its offset on; kept until the file is whole. */
export interface FilePartTable {
  file_id: string;
  start: number;
  size: number;
  sha256: string;
}

export const fileSchema = `
  create table intake.file (
    id uuid primary key, realm text not null, uscc text not null, region text, opened_role text not null, opened_by jsonb not null,
    idempotency_key text not null, body_hash text not null, name text not null, size bigint not null check (size > 0),
    received bigint not null default 0 check (received <= size), state text not null default 'receiving', mime text, sha256 text,
    scan text not null default 'unscanned', refusal text, created_at timestamptz not null,
    check ((state = 'stored') = (sha256 is not null))
  );
  create unique index on intake.file (realm, (opened_by->>'id'), idempotency_key);
  create index on intake.file (realm, uscc);
  create index on intake.file (sha256) where sha256 is not null;
  create table intake.file_part (
    file_id uuid not null references intake.file, start bigint not null, size bigint not null, sha256 text not null,
    primary key (file_id, start)
  );
`;
