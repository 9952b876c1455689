/** SQL of the platform's own schemas: the command journal, the calendar, and the sandbox clocks. Runs on PostgreSQL 15–18. */

export const journalSchema = `
create schema if not exists journal;

-- One row; a test database may be created with a fixed offset of its clock (refused in production).
create table journal.setting (one boolean primary key default true check (one), clock_offset_ms bigint not null default 0);
insert into journal.setting default values;

-- The clock of a realm, cut to milliseconds. Live: the database's. Sandbox: stands still; the row lock makes moves wait for inserts.
create function journal.clock(p_realm text) returns timestamptz language plpgsql volatile as $$
declare v timestamptz;
begin
  if p_realm = 'live' then
    return date_trunc('milliseconds', clock_timestamp() + (select clock_offset_ms from journal.setting) * interval '1 millisecond');
  end if;
  select now into v from sandbox.realm where realm = p_realm for share;
  if not found then raise exception 'unknown realm %', p_realm using errcode = 'YC404'; end if;
  return v;
end $$;

create function journal.iso(p timestamptz) returns text language sql immutable parallel safe as
$$ select to_char(p at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

create function journal.case_lock(p_case text) returns bigint language sql immutable parallel safe as
$$ select hashtextextended(p_case, 7) $$;

-- No command is received before the last instant that a case has worked off, whatever the clock does.
create table journal.case_mark (case_no text primary key, worked_off timestamptz not null);

-- Whose each case is, for every service: region and enterprise say who may see it (auth/scope.ts).
create table journal.case_scope (case_no text primary key, realm text not null, region text not null, uscc text not null);
create index on journal.case_scope (realm, uscc);

create table journal.command (
  id uuid primary key,
  realm text not null,
  caller text not null,
  idempotency_key text not null,
  service text not null,
  workflow_id text not null,
  case_no text not null,
  kind text not null,
  item_code text,
  actor jsonb not null,
  body_hash text not null,
  body text,
  traceparent text,
  ordinal bigint generated always as identity,
  received_at timestamptz not null,
  state text not null default 'open' check (state in ('open', 'done')),
  outcome jsonb,
  inserted_at timestamptz not null default clock_timestamp(),
  finished_at timestamptz,
  unique (realm, caller, idempotency_key)
);
create index command_open on journal.command (case_no, received_at, ordinal) where state = 'open';
create index command_relay on journal.command (service, workflow_id, received_at, ordinal) where state = 'open';

-- With an outcome it is done at once: nothing of its body is kept, and no relay need hear of it.
-- The insert takes the case's lock shared before it reads the clock: whoever records for the case sees every act sent before.
create function journal.receive(p jsonb) returns jsonb language plpgsql volatile as $$
declare
  v_row journal.command;
  v_at timestamptz;
begin
  perform pg_advisory_xact_lock_shared(journal.case_lock(p->>'caseNo'));
  v_at := greatest(journal.clock(p->>'realm'), (select worked_off from journal.case_mark where case_no = p->>'caseNo'));
  insert into journal.command (id, realm, caller, idempotency_key, service, workflow_id, case_no, kind, item_code, actor, body_hash, body, traceparent, received_at,
    state, outcome, finished_at)
  values ((p->>'id')::uuid, p->>'realm', p->>'caller', p->>'key', p->>'service', p->>'workflowId', p->>'caseNo', p->>'kind', p->>'itemCode',
          p->'actor', p->>'bodyHash', p->>'body', p->>'traceparent', v_at,
          case when p ? 'outcome' then 'done' else 'open' end, p->'outcome', case when p ? 'outcome' then clock_timestamp() end)
  on conflict (realm, caller, idempotency_key) do nothing
  returning * into v_row;
  if found then
    if v_row.state = 'open' then perform pg_notify('journal_open_' || v_row.service, ''); end if;
    return jsonb_strip_nulls(jsonb_build_object('id', v_row.id, 'new', true, 'receivedAt', journal.iso(v_row.received_at),
      'ordinal', v_row.ordinal, 'outcome', v_row.outcome));
  end if;
  select * into strict v_row from journal.command
   where realm = p->>'realm' and caller = p->>'caller' and idempotency_key = p->>'key';
  return jsonb_build_object('id', v_row.id, 'new', false, 'same', v_row.body_hash = p->>'bodyHash',
    'receivedAt', journal.iso(v_row.received_at), 'ordinal', v_row.ordinal, 'state', v_row.state, 'outcome', v_row.outcome);
end $$;

-- Numbers a new case and stores the command that opens it, done: prefix, day of receipt, serial; unique across realms, no personal data.
-- '{no}' in the workflow ID stands for the number, p_name is what the answer calls it; version: the calendar in force at the receipt.
create function journal.receive_filing(p jsonb, p_prefix text, p_sequence regclass, p_name text) returns jsonb language plpgsql volatile as $$
declare
  v_serial text := nextval(p_sequence)::text;
  v_no text := p_prefix || to_char(journal.clock(p->>'realm') at time zone 'Asia/Shanghai', 'YYYYMMDD') || '-' ||
    lpad(v_serial, greatest(6, length(v_serial)), '0');
  v_received jsonb := journal.receive(p || jsonb_build_object('caseNo', v_no, 'workflowId', replace(p->>'workflowId', '{no}', v_no),
    'outcome', jsonb_build_object('status', 'done', 'data', jsonb_build_object(p_name, v_no))));
begin
  return jsonb_build_object('caseNo', v_no, 'received', v_received,
    'version', calendar.at(p->>'realm', (v_received->>'receivedAt')::timestamptz));
end $$;

-- The outcome stands once; the body is erased, its hash stays.
create function journal.finish(p_id uuid, p_outcome jsonb) returns void language plpgsql volatile as $$
begin
  update journal.command set state = 'done', outcome = p_outcome, finished_at = clock_timestamp(), body = null
   where id = p_id and state = 'open';
  if found then perform pg_notify('journal_done', p_id::text); end if;
end $$;

-- What only an operator can put right; one open row per thing, however often it is noticed.
create table journal.operator_task (
  id bigint generated always as identity primary key,
  service text not null,
  kind text not null,
  subject text not null,
  case_no text not null,
  realm text not null,
  detail text not null,
  since timestamptz not null default clock_timestamp(),
  resolved_at timestamptz,
  resolved_by text,
  resolution text
);
create unique index operator_task_open on journal.operator_task (service, kind, subject) where resolved_at is null;

-- What operators changed: who, when, why. Only grows.
create table journal.operator_action (
  id bigint generated always as identity primary key,
  at timestamptz not null default clock_timestamp(),
  who text not null check (who <> ''),
  reason text not null check (reason <> ''),
  action text not null,
  service text not null,
  subject text not null,
  detail jsonb not null
);
create function journal.refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'this record is append-only' using errcode = 'YC403'; end $$;
create trigger append_only before update or delete or truncate on journal.operator_action
  for each statement execute function journal.refuse_change();
`;

export const calendarSchema = `
create schema if not exists calendar;
create table calendar.version (
  realm text not null,
  version int not null,
  in_force_at timestamptz not null,
  data jsonb not null,
  amendment_no text unique,
  primary key (realm, version)
);

-- Open deadlines of every case, with the version they are counted by: what an amendment moves, and who must hear of it.
create table calendar.open_deadline (
  workflow_id text primary key, service text not null, realm text not null, case_no text not null, version int not null, open jsonb not null
);
create index on calendar.open_deadline (realm, version, workflow_id);

-- The version that counts at an instant; a realm sees its own versions and those of all realms ('*').
create function calendar.at(p_realm text, p_at timestamptz) returns int language sql stable as
$$ select max(version) from calendar.version where realm in (p_realm, '*') and in_force_at <= p_at $$;

create function calendar.reached(p_realm text) returns timestamptz language plpgsql volatile as $$
begin
  if p_realm = 'live' then return journal.clock('live'); end if;
  return (select now from sandbox.realm where realm = p_realm);
end $$;

-- Workflows that still count by an older version than the one in force.
create function calendar.behind(p_service text) returns table (realm text, workflow_id text, version int, in_force_at timestamptz) language sql volatile as $$
  select o.realm, o.workflow_id, v.version, v.in_force_at
    from (select distinct on (realm) * from calendar.version where realm <> '*' and in_force_at <= calendar.reached(realm) order by realm, version desc) v
    join calendar.open_deadline o on o.realm = v.realm and o.version < v.version
   where o.service = p_service
$$;

-- A version's data with further years (a year given again is replaced) and single days.
create function calendar.with_changes(p_data jsonb, p_version int, p_in_force timestamptz, p_years jsonb, p_days jsonb) returns jsonb language sql stable as $$
  select p_data || jsonb_build_object('version', p_version,
    'years', (select jsonb_agg(y order by y->'year') from (
       select y from jsonb_array_elements(p_data->'years') y where not exists (select 1 from jsonb_array_elements(p_years) n where n->'year' = y->'year')
       union all select y from jsonb_array_elements(p_years) y) x),
    'changes', coalesce(p_data->'changes', '[]') ||
       (select coalesce(jsonb_agg(d || jsonb_build_object('inForceAt', journal.iso(p_in_force))), '[]') from jsonb_array_elements(p_days) d))
$$;

-- Puts a version in force: the latest one with further years and days. With the table locked, whoever has judged by the older
-- version has committed and whoever comes later sees this one, so no case is judged by the older one at or after its instant.
create function calendar.amend(p_realm text, p_amendment text, p_years jsonb, p_days jsonb, p_not_before timestamptz) returns int
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
  v calendar.version;
  v_at timestamptz;
begin
  lock table calendar.version in access exclusive mode;
  select * into v from calendar.version where amendment_no = p_amendment;
  if found then return v.version; end if;
  select * into strict v from calendar.version where realm in (p_realm, '*') order by version desc limit 1;
  v_at := greatest(journal.clock(p_realm), p_not_before, v.in_force_at);
  insert into calendar.version values (p_realm, v.version + 1, v_at,
    calendar.with_changes(v.data, v.version + 1, v_at, p_years, p_days), p_amendment);
  perform pg_notify('inbound_' || s, '') from unnest(array['intake', 'approval', 'issuance', 'assist']) s;
  return v.version + 1;
end $$;
revoke execute on function calendar.amend from public;
`;

/** Versions of region packs and guides that cases were filed under, and what each case took of them. Services may add to it; nobody changes what was used. */
export const regionSchema = `
create schema if not exists region;
create table region.version (
  kind text not null,
  id text not null,
  version text not null,
  hash text not null,
  content jsonb not null,
  used_at timestamptz not null default clock_timestamp(),
  primary key (kind, id, version)
);
create index on region.version (version) where kind = 'slice';
`;

export const sandboxSchema = `
create schema if not exists sandbox;
create table sandbox.realm (realm text primary key, now timestamptz not null, moving_to timestamptz, moved_at timestamptz not null default clock_timestamp(), created_at timestamptz not null default clock_timestamp());

-- Requests to the sandbox itself, by the caller's key: a repeated one is the same act.
create table sandbox.request (caller text, idempotency_key text, body_hash text not null, primary key (caller, idempotency_key));

-- What is still on its way in a realm, in one statement over the views that each service adds.
create table sandbox.service (name text primary key);
create function sandbox.on_its_way(p_realm text) returns table (what text, id text) language plpgsql volatile as $$
declare v_sql text;
begin
  select string_agg(format('select what, id from sandbox.%I where realm = $1', a.name || '_pending'), ' union all ')
      || coalesce(' union all ' || (select string_agg(format(
           'select %L, p.id from sandbox.%I p where p.realm = $1 and not exists (select 1 from sandbox.%I c where c.event_id = p.id)',
           q.name || ' event for ' || c.name, q.name || '_published', c.name || '_consumed'), ' union all ')
         from sandbox.service q, sandbox.service c where q.name <> c.name), '')
    into v_sql from sandbox.service a;
  return query execute 'select ''command'', c.id::text from journal.command c where c.realm = $1 and c.state = ''open'' union all '
    'select ''document'', d.document_id from journal.document d where d.realm = $1 and d.sha256 is null and d.error is null union all '
    'select ''notice'', n.document_id from journal.notice n where n.realm = $1 and n.state = ''open'' union all '
    || v_sql using p_realm;
end $$;

create function sandbox.next_wake(p_realm text) returns timestamptz language plpgsql volatile as $$
declare v timestamptz; v_sql text;
begin
  select 'select min(in_force_at) w from calendar.version where realm = $1 and in_force_at > (select now from sandbox.realm where realm = $1) union all '
      || string_agg(format('select min(wake_at) w from sandbox.%I where realm = $1', name || '_wake'), ' union all ') into v_sql from sandbox.service;
  execute 'select min(w) from (' || v_sql || ') x' into v using p_realm;
  return v;
end $$;

create function sandbox.due(p_realm text, p_at timestamptz) returns setof text language plpgsql volatile as $$
declare v_sql text;
begin
  select string_agg(format('select workflow_id from sandbox.%I where realm = $1 and wake_at <= $2', name || '_wake'), ' union all ')
    into v_sql from sandbox.service;
  return query execute v_sql using p_realm, p_at;
end $$;
`;
