/** The store of the minimum: one statement per act, per pass, per batch of messages and per message taken in. */
import { factWords, isFactType } from '@yichuang/contracts';
import type pg from 'pg';
import type { RecordedCase, RecordedFact } from '../cost/recorded.ts';
import type { Activities, Pass } from './messages.ts';

export const schema = `
  create table command (id uuid primary key, key text unique, workflow_id text not null, kind text not null, body jsonb not null,
    received_at timestamptz not null default clock_timestamp(), outcome jsonb, finished_at timestamptz);
  create table application (no text primary key, region text not null, body jsonb not null);
  create table item (no text, code text, state text not null, primary key (no, code));
  create table task (no text, code text, state text not null, primary key (no, code));
  create table workflow (workflow_id text primary key, head int not null, wake_at timestamptz);
  create table fact (workflow_id text, seq int, body jsonb not null, primary key (workflow_id, seq));
  create table outbox (id text primary key, position bigint generated always as identity, key text not null, payload jsonb not null, published_at timestamptz);
  create index on outbox (position) where published_at is null;
  create table inbox (event_id text primary key, consumed_at timestamptz not null default clock_timestamp());
`;

const write = `
  with given as (select body, n from jsonb_array_elements($3::jsonb) with ordinality t (body, n)),
       facts as (insert into fact select $1, $2 + n, body from given),
       states as (insert into item select distinct on (body#>>'{data,itemCode}') $5, body#>>'{data,itemCode}', body->>'type'
                    from given where body#>>'{data,itemCode}' is not null
                  on conflict (no, code) do update set state = excluded.state),
       acts as (update command set outcome = '{"status": "done"}', finished_at = clock_timestamp() where id::text = $4),
       message as (insert into outbox (id, key, payload) select $1 || '/' || $4, $5, $6::jsonb where $6 is not null)
  insert into workflow values ($1, $2 + jsonb_array_length($3::jsonb), $7)
  on conflict (workflow_id) do update set head = excluded.head, wake_at = excluded.wake_at`;

/** What recording a pass of a case runs: its facts, in the words of the recorded case. */
export function writePass(recorded: RecordedCase, no: string, pass: Pass): [text: string, values: unknown[]] {
  const facts = factsOf(recorded, no, pass);
  const published = facts.filter(({ type }) => isFactType(type) && factWords[type].published);
  const message = published.length > 0 ? `{"specversion": "1.0", "data": {"facts": ${list(published)}}}` : null;
  return [write, [pass.workflowId, pass.head, list(facts), pass.cause, no, message, pass.wakeAt ?? null]];
}

/** Throws when the minimum records anything but what was recorded. */
function factsOf(recorded: RecordedCase, no: string, { workflowId, head, facts }: Pass): RecordedFact[] {
  const all = recorded.facts.get(workflowId.replaceAll(no, recorded.no)) ?? [];
  return facts.map((type, i) => {
    const fact = all[head + i];
    if (fact?.type !== type)
      throw new Error(`${workflowId} ${String(head + i + 1)}: ${type} was ${fact?.type ?? 'none'}`);
    return { ...fact, text: fact.text.replaceAll(recorded.no, no) };
  });
}

const list = (facts: RecordedFact[]): string => `[${facts.map(({ text }) => text).join()}]`;

export const createActivities = (db: pg.Pool, recorded: RecordedCase): Activities => ({
  async record(pass) {
    const no = /^[^:]+:([^:]+)/.exec(pass.workflowId)?.[1] ?? '';
    const [text, values] = writePass(recorded, no, pass);
    await db.query({ name: 'record', text, values });
  },
});
