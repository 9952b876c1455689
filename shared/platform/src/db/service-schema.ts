/** SQL of a service's own schema: trail, heads, chain, causes, outbox, inbox, inbound, and the one function that writes them. */
import type { ServiceName } from '@yichuang/contracts/temporal';

/** DDL for a service; the same in all four. */
export const serviceSchema = (s: ServiceName): string => `
create schema if not exists ${s};

create table ${s}.workflow (
  workflow_id text primary key,
  type text not null,
  case_no text not null,
  realm text not null,
  parent_id text,
  -- JSON; nobody but its workflow looks into it.
  input text,
  -- What operators read of it in a list.
  summary text,
  head int not null default 0,
  wake_key text,
  wake_at timestamptz,
  closed jsonb,
  created_at timestamptz not null default clock_timestamp()
);
do $$ begin
  alter table ${s}.workflow alter column input set compression lz4;
exception when feature_not_supported then null; end $$;
create index on ${s}.workflow (case_no);
create index on ${s}.workflow (realm, wake_at) where wake_at is not null;
create index on ${s}.workflow (workflow_id) where head = 0;

create table ${s}.chain (case_no text primary key, sequence bigint not null, hash text not null, sealed boolean not null default false);
create index on ${s}.chain (case_no) where not sealed;
create table ${s}.seal (
  case_no text not null, sequence bigint not null, hash text not null, key_id text not null, signature text not null,
  sealed_at timestamptz not null default clock_timestamp(), primary key (case_no, sequence, key_id)
);

create table ${s}.fact (
  case_no text not null,
  sequence bigint not null,
  workflow_id text not null,
  seq int not null,
  body jsonb not null,
  hash text not null,
  primary key (case_no, sequence),
  unique (workflow_id, seq)
);
create function ${s}.refuse_change() returns trigger language plpgsql as
$$ begin raise exception 'the trail is append-only' using errcode = 'YC403'; end $$;
create trigger append_only before update or delete or truncate on ${s}.fact for each statement execute function ${s}.refuse_change();
create trigger append_only before update or delete or truncate on ${s}.seal for each statement execute function ${s}.refuse_change();

create table ${s}.cause (workflow_id text not null, cause text not null, outcome jsonb, head int not null, primary key (workflow_id, cause));

create table ${s}.outbox (
  id text primary key,
  position bigint generated always as identity,
  realm text not null,
  key text not null,
  payload jsonb not null,
  written_at timestamptz not null default clock_timestamp(),
  published_at timestamptz
);
create index on ${s}.outbox (position) where published_at is null;
create index on ${s}.outbox (realm) where realm <> 'live';
create index on ${s}.outbox (key);

create table ${s}.inbox (event_id text primary key, consumed_at timestamptz not null default clock_timestamp());
create table ${s}.parked (
  key text not null, position bigint generated always as identity, event_id text primary key, payload jsonb not null,
  error text, parked_at timestamptz not null default clock_timestamp()
);

-- Keys whose parked events an operator wants worked off.
create table ${s}.replay (key text primary key, who text not null, requested_at timestamptz not null default clock_timestamp());

-- Messages to workflows, delivered until the workflow has recorded them as a cause.
create table ${s}.inbound (
  workflow_id text not null,
  event_id text not null,
  realm text not null,
  position bigint generated always as identity,
  event jsonb,
  not_before timestamptz not null default clock_timestamp(),
  traceparent text,
  recorded boolean not null default false,
  primary key (workflow_id, event_id)
);
create index on ${s}.inbound (position) where not recorded;

create function ${s}.rows_after(p_workflow text, p_head int) returns jsonb language sql stable as $$
  select coalesce(jsonb_agg(body - 'workflowId' order by seq), '[]') from ${s}.fact where workflow_id = p_workflow and seq > p_head
$$;

-- p.opens: with its first fact the case itself, and p_input, what its workflow is started with.
-- In this order: cause → head → guard → write. VOLATILE: after the lock every statement must see what was committed meanwhile.
create function ${s}.record(p jsonb, p_input text default null) returns jsonb language plpgsql volatile as $$
declare
  w ${s}.workflow;
  v_id text := p->>'workflowId';
  v_head int := (p->>'expectedHead')::int;
  v_at timestamptz := (p->>'at')::timestamptz;
  v_ordinal bigint := coalesce((p->>'ordinal')::bigint, 0);
  v_facts jsonb := p->'facts';
  v_count int := jsonb_array_length(p->'facts');
  v_outcome jsonb;
  v_version int;
  v_now timestamptz;
  v_other boolean;
  v_commands jsonb;
  v_events jsonb;
  v_sequence bigint := 0;
  v_hash text := '';
  v_fact jsonb;
  v_iso text;
  v_trace text;
begin
  perform pg_advisory_xact_lock(journal.case_lock(p->>'caseNo'));
  if p ? 'opens' then
    insert into journal.case_scope (case_no, realm, region, uscc)
      values (p->>'caseNo', p#>>'{opens,realm}', p#>>'{opens,region}', p#>>'{opens,uscc}') on conflict do nothing;
    insert into ${s}.workflow (workflow_id, type, case_no, realm, input, summary)
      values (v_id, p#>>'{opens,type}', p->>'caseNo', p#>>'{opens,realm}', p_input, p#>>'{opens,summary}') on conflict do nothing;
    insert into ${s}.inbound (workflow_id, event_id, realm, traceparent)
      values (v_id, 'start', p#>>'{opens,realm}', p#>>'{opens,traceparent}') on conflict do nothing;
    perform pg_notify('inbound_${s}', '');
  end if;
  select * into w from ${s}.workflow where workflow_id = v_id;
  if not found then raise exception 'unknown workflow %', v_id using errcode = 'YC404'; end if;

  select outcome into v_outcome from ${s}.cause where workflow_id = v_id and cause = p->>'cause';
  if found then
    return jsonb_strip_nulls(jsonb_build_object('kind', 'stored', 'outcome', v_outcome)) || jsonb_build_object('rows', ${s}.rows_after(v_id, v_head));
  end if;
  if w.head <> v_head then
    return jsonb_build_object('kind', 'moved', 'rows', ${s}.rows_after(v_id, v_head));
  end if;

  -- What is due, or begins, at the very instant of a new version comes before it.
  v_version := calendar.at(w.realm, case when p->>'kind' in ('lapse', 'start') then v_at - interval '1 millisecond' else v_at end);
  if v_version > (p->>'calendarVersion')::bigint then
    select jsonb_build_object('kind', 'calendar', 'inForceAt', journal.iso(in_force_at), 'calendar', data) into v_outcome
      from calendar.version where realm in (w.realm, '*') and version > (p->>'calendarVersion')::bigint order by version limit 1;
    return v_outcome;
  end if;
  select bool_or(workflow_id <> v_id), jsonb_agg(jsonb_build_object('id', id, 'kind', kind, 'actor', actor,
           'receivedAt', journal.iso(received_at), 'ordinal', ordinal, 'body', body) order by received_at, ordinal) filter (where workflow_id = v_id)
    into v_other, v_commands
    from journal.command where case_no = w.case_no and realm = w.realm and state = 'open' and (received_at, ordinal) < (v_at, v_ordinal);
  if v_commands is not null then return jsonb_build_object('kind', 'blocked', 'commands', v_commands); end if;
  if v_other then return jsonb_build_object('kind', 'wait'); end if;
  -- Nor does anything pass a message that was written for this workflow before: its parent's withdrawal, its child's end.
  if p->>'kind' <> 'start' and w.closed is null then
    select jsonb_agg(event order by position) into v_events from ${s}.inbound m
     where workflow_id = v_id and not recorded and event is not null and event_id <> p->>'cause'
       and ((event->>'at')::timestamptz < v_at or p->>'kind' = 'command' and (event->>'at')::timestamptz = v_at)
       and not exists (select 1 from ${s}.cause c where c.workflow_id = v_id and c.cause = m.event_id);
    if v_events is not null then return jsonb_build_object('kind', 'blocked', 'commands', '[]'::jsonb, 'events', v_events); end if;
  end if;
  v_now := journal.clock(w.realm);
  if p->>'kind' = 'lapse' and v_now < v_at then
    return jsonb_build_object('kind', 'early', 'ms', ceil(extract(epoch from v_at - v_now) * 1000));
  end if;

  v_iso := journal.iso(v_now);
  if v_count > 0 then
    select sequence, hash into v_sequence, v_hash from ${s}.chain where case_no = w.case_no;
    if not found then v_sequence := 0; v_hash := ''; end if;
    for i in 0 .. v_count - 1 loop
      v_sequence := v_sequence + 1;
      v_fact := (v_facts->i) || jsonb_build_object('seq', v_head + i + 1, 'recordedAt', v_iso, 'workflowId', v_id);
      v_hash := encode(sha256(convert_to(v_hash || v_fact::text, 'UTF8')), 'hex');
      insert into ${s}.fact values (w.case_no, v_sequence, v_id, v_head + i + 1, v_fact, v_hash);
    end loop;
    insert into ${s}.chain (case_no, sequence, hash) values (w.case_no, v_sequence, v_hash)
      on conflict (case_no) do update set sequence = excluded.sequence, hash = excluded.hash, sealed = false;
  end if;
  update ${s}.workflow set head = v_head + v_count, wake_key = p#>>'{wake,key}', wake_at = (p#>>'{wake,at}')::timestamptz,
    closed = coalesce(p->'closed', closed), input = case when p ? 'closed' then null else input end where workflow_id = v_id;
  if p ? 'closed' or coalesce(jsonb_array_length(p#>'{open,deadlines}'), 0) = 0 then
    delete from calendar.open_deadline where workflow_id = v_id;
  else
    insert into calendar.open_deadline values (v_id, '${s}', w.realm, w.case_no, (p->>'calendarVersion')::bigint, p->'open')
      on conflict (workflow_id) do update set version = excluded.version, open = excluded.open
      where (open_deadline.version, open_deadline.open) is distinct from (excluded.version, excluded.open);
  end if;
  insert into ${s}.cause values (v_id, p->>'cause', p->'outcome', v_head + v_count);
  update ${s}.inbound set recorded = true where workflow_id = v_id and event_id = p->>'cause'
    returning traceparent into v_trace;
  insert into journal.case_mark values (w.case_no, v_at)
    on conflict (case_no) do update set worked_off = greatest(journal.case_mark.worked_off, excluded.worked_off);
  if p ? 'commandId' then
    select traceparent into v_trace from journal.command where id = (p->>'commandId')::uuid;
    perform journal.finish((p->>'commandId')::uuid, p->'outcome');
  end if;
  v_trace := coalesce(v_trace, p->>'traceparent');
  if p ? 'message' then
    insert into ${s}.outbox (id, realm, key, payload)
      values (v_id || '/' || (p->>'cause'), w.realm, w.case_no, 
        (p->'message') || jsonb_build_object('realm', w.realm, 'sequence', v_sequence, 'traceparent', v_trace));
    perform pg_notify('outbox_${s}', '');
  end if;
  return jsonb_build_object('kind', 'ok', 'recordedAt', v_iso, 'traceparent', v_trace, 'realm', w.realm);
end $$;

-- A command that meets a closed workflow is answered by the closing fact.
create function ${s}.answer_closed(p_id uuid) returns boolean language plpgsql volatile as $$
declare
  c journal.command;
  v_closed jsonb;
  v_problem jsonb;
begin
  select * into c from journal.command where id = p_id and state = 'open';
  if not found then return true; end if;
  perform pg_advisory_xact_lock(journal.case_lock(c.case_no));
  select closed into v_closed from ${s}.workflow where workflow_id = c.workflow_id;
  if v_closed is null then return false; end if;
  select e into v_problem from jsonb_array_elements(v_closed->'entries') with ordinality t(e, n)
   where coalesce(e->>'itemCode' = c.item_code, not e ? 'itemCode') and coalesce(e->>'kind' = c.kind, not e ? 'kind')
   order by n limit 1;
  perform journal.finish(p_id, jsonb_build_object('status', 'refused', 'problem', coalesce(v_problem, v_closed->'default') - 'itemCode' - 'kind'));
  return true;
end $$;
`;

/** What the sandbox clock of approval may see of a service: IDs and instants only. */
export const serviceSandboxViews = (s: ServiceName): string => `
create view sandbox.${s}_pending as
  select realm, 'outbox' as what, id from ${s}.outbox where published_at is null and realm <> 'live'
  union all select realm, 'inbound', workflow_id || ' ' || event_id from ${s}.inbound where not recorded and realm <> 'live'
  union all select realm, 'calendar', workflow_id from calendar.behind('${s}') where realm <> 'live'
  union all select realm, 'starting', workflow_id from ${s}.workflow where head = 0 and realm <> 'live';
create view sandbox.${s}_wake as
  select realm, workflow_id, wake_at from ${s}.workflow where wake_at is not null and realm <> 'live';
create view sandbox.${s}_published as select realm, id from ${s}.outbox where published_at is not null and realm <> 'live';
create view sandbox.${s}_consumed as select event_id from ${s}.inbox union all select event_id from ${s}.parked;
insert into sandbox.service values ('${s}');
`;

/** What a service's own role may do: its schema, the journal, the calendar; the trail only grows. */
export const serviceGrants = (s: ServiceName): string => `
do $$ begin
  if not exists (select 1 from pg_roles where rolname = 'yichuang_${s}') then create role yichuang_${s} login; end if;
exception when duplicate_object or unique_violation then null; end $$;
grant usage on schema ${s}, journal, calendar, region to yichuang_${s};
grant select, insert on region.version to yichuang_${s};
grant select, insert, update, delete on all tables in schema ${s} to yichuang_${s};
revoke update, delete, truncate on ${s}.fact, ${s}.seal from yichuang_${s};
grant usage on all sequences in schema ${s} to yichuang_${s};
grant select on journal.setting, calendar.version to yichuang_${s};
grant select, insert, update, delete on calendar.open_deadline to yichuang_${s};
${s === 'approval' ? `grant execute on function calendar.amend to yichuang_${s};` : ''}
grant select, insert, update on journal.command, journal.case_mark, journal.operator_task to yichuang_${s};
grant select, insert on journal.operator_action, journal.notice_attempt to yichuang_${s};
grant select, insert, update on journal.document_series to yichuang_${s};
grant select, insert, update (attempts, not_before, error, rendered_at, sha256, size) on journal.document to yichuang_${s};
grant select, insert, update (state, channel, tries, not_before) on journal.notice to yichuang_${s};
grant select, insert on journal.case_scope to yichuang_${s};
`;

/** In sandbox mode every service reads the realm's clock; approval moves it. */
export const sandboxGrants = (s: ServiceName): string => `
grant usage on schema sandbox to yichuang_${s};
grant select, update on sandbox.realm to yichuang_${s};
${
  s === 'approval'
    ? `grant insert on sandbox.realm, sandbox.request to yichuang_${s};
grant select on all tables in schema sandbox to yichuang_${s};`
    : ''
}
`;
