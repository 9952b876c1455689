/** Drives the minimum as its HTTP side, its relay and its consumer would: one case, act by act. */
import { randomUUID } from 'node:crypto';
import type { Client } from '@temporalio/client';
import { isRecord } from '@yichuang/local';
import type { Producer } from 'kafkajs';
import type pg from 'pg';
import type { RecordedCase } from '../cost/recorded.ts';
import type { Accepted, Item } from './messages.ts';
import { writePass } from './store.ts';
import { acceptedSignal, type applicationWorkflow, commandUpdate, type stageApprovalWorkflow } from './workflows.ts';

export const queue = 'minimum';
export const topic = 'minimum';

export interface RunningMinimum {
  client: Client;
  db: pg.Pool;
  producer: Producer;
  offsetMs: number;
  recorded: RecordedCase;
  /** Waits until these workflows stand still. */
  still(workflowIds: string[]): Promise<void>;
}

export async function runMinimum(running: RunningMinimum, no: string): Promise<void> {
  const { client, db, offsetMs, recorded } = running;
  const applicationId = `application:${no}`;
  const stageId = `stage:${no}`;
  const reviewId = (code: string): string => `${stageId}:item:${code}`;
  const pushed = factsOf(recorded, 'itemPushed').map(({ data }) => ({
    code: String(data['itemCode']),
    department: String(data['department']),
    dueAt: dueOf(data),
  }));
  const items = pushed.map((item): Item => {
    const started = factsOf(recorded, 'reviewStarted').find(({ data }) => data['itemCode'] === item.code);
    return { ...item, dueAt: dueOf(started?.data ?? {}) };
  });
  const input = { no, region: '湖南', stage: '施工许可', projectCode: 'x', calendarVersion: 1, offsetMs };
  const pinned = (id: string): unknown => recorded.inputs.get(id.replaceAll(no, recorded.no));

  // One transaction, as in our system: the application and its first fact.
  const connection = await db.connect();
  try {
    await connection.query('begin');
    await connection.query('insert into application values ($1, $2, $3)', [no, input.region, JSON.stringify(items)]);
    const filed = { workflowId: applicationId, head: 0, cause: 'filing', facts: ['applicationFiled'] };
    await connection.query(...writePass(recorded, no, filed));
    await connection.query('commit');
  } finally {
    connection.release();
  }
  const application = await client.workflow.start<typeof applicationWorkflow>('applicationWorkflow', {
    workflowId: applicationId,
    taskQueue: queue,
    args: [
      { ...input, pinned: pinned(applicationId), items, silentAt: pushed.map(({ dueAt }) => dueAt).sort()[0] ?? '' },
    ],
    staticSummary: '施工许可 · 湖南',
  });
  await running.still([applicationId]);
  await publish(running);

  for (const [i, item] of items.entries()) {
    await act(running, applicationId, 'accept', item.code);
    const accepted: Accepted = { id: `${applicationId}/${item.code}`, item, last: i === items.length - 1 };
    await publish(running);
    await client.workflow.signalWithStart<typeof stageApprovalWorkflow, [Accepted]>('stageApprovalWorkflow', {
      workflowId: stageId,
      taskQueue: queue,
      args: [{ ...input, pinned: pinned(stageId) }],
      signal: acceptedSignal,
      signalArgs: [accepted],
      staticSummary: '施工许可 · 湖南 · 并联审批',
    });
    await running.still([stageId, ...items.slice(0, i + 1).map(({ code }) => reviewId(code))]);
    await publish(running);
  }
  await application.result();
  for (const { code } of items) {
    await act(running, reviewId(code), 'grant', code);
    await running.still([stageId, reviewId(code)]);
    await publish(running);
  }
  await client.workflow.getHandle(stageId).result();
}

async function act({ client, db }: RunningMinimum, workflowId: string, kind: string, itemCode: string): Promise<void> {
  const id = randomUUID();
  await db.query({
    name: 'receive',
    text: 'insert into command (id, key, workflow_id, kind, body) values ($1, $2, $3, $4, $5)',
    values: [id, id, workflowId, kind, JSON.stringify({ itemCode })],
  });
  await client.workflow.getHandle(workflowId).executeUpdate(commandUpdate, { updateId: id, args: [{ id, itemCode }] });
}

/** What was recorded goes out, and is taken in by the other service: once, into its task list. */
async function publish({ db, producer }: RunningMinimum): Promise<void> {
  const { rows } = await db.query<{ id: string; key: string; value: string }>({
    name: 'publish',
    text: 'update outbox set published_at = clock_timestamp() where published_at is null returning id, key, payload::text as value',
  });
  if (rows.length === 0) return;
  await producer.send({ topic, messages: rows.map(({ key, value }) => ({ key, value })) });
  for (const { id, key, value } of rows)
    await db.query({
      name: 'take-in',
      text: `with seen as (insert into inbox (event_id) values ($1))
             insert into task select distinct on (f#>>'{data,itemCode}') $2, f#>>'{data,itemCode}', f->>'type'
               from jsonb_array_elements($3::jsonb#>'{data,facts}') f where f#>>'{data,itemCode}' is not null
             on conflict (no, code) do update set state = excluded.state`,
      values: [id, key, value],
    });
}

const factsOf = ({ facts }: RecordedCase, type: string) =>
  [...facts.values()].flat().filter((fact) => fact.type === type);

function dueOf({ deadline }: Record<string, unknown>): string {
  if (!isRecord(deadline)) throw new Error('a fact without a deadline');
  return String(deadline['dueAt']);
}
