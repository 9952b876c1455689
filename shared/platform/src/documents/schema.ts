/** SQL of documents and notices, in the schema that all services share: any of them answers for the documents of all. */

export const documentSchema = `
-- The last number of each series of documents; a realm counts for itself.
create table journal.document_series (realm text not null, series text not null, year int not null, last int not null, primary key (realm, series, year));

-- Documents, put down with the fact that issues them: number, code and all that the page is made of. Only what became of the page comes later.
create table journal.document (
  document_id text primary key,
  service text not null,
  realm text not null,
  case_no text not null,
  item_code text,
  kind text not null,
  uscc text,
  number text not null,
  code text not null unique,
  issued_at timestamptz not null,
  sheet jsonb not null,
  attempts int not null default 0,
  not_before timestamptz not null default clock_timestamp(),
  error text,
  rendered_at timestamptz,
  sha256 text,
  size int,
  check ((sha256 is null) = (rendered_at is null)),
  unique (realm, number)
);
create index on journal.document (case_no);
create index on journal.document (sha256) where sha256 is not null;
create index document_open on journal.document (service, not_before) where sha256 is null;

-- Addressees to be told of a document: by the channel in hand, after so many tries; the next channel when it fails.
create table journal.notice (
  document_id text primary key references journal.document,
  service text not null,
  realm text not null,
  case_no text not null,
  channels text[] not null check (cardinality(channels) > 0),
  text text not null,
  state text not null default 'open' check (state in ('open', 'sent', 'failed')),
  channel int not null default 1,
  tries int not null default 0,
  not_before timestamptz not null default clock_timestamp()
);
create index on journal.notice (case_no);
create index notice_open on journal.notice (service, not_before) where state = 'open';

-- Every attempt to tell somebody. Only grows.
create table journal.notice_attempt (
  document_id text not null references journal.notice,
  n int not null,
  channel text not null,
  at timestamptz not null,
  result text not null check (result in ('sent', 'unavailable', 'refused')),
  error text,
  primary key (document_id, n)
);
create trigger append_only before update or delete or truncate on journal.notice_attempt
  for each statement execute function journal.refuse_change();
`;
