/** Messages to workflows: written with the effect that causes them, delivered until the workflow has recorded them. */

import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { RawValue } from '@temporalio/common';
import {
  calendarCheck,
  type EventEnvelope,
  type ServiceName,
  systemActor,
  type WorkflowType,
  workflowOwners,
  workflowTaskTimeout,
} from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { type Leader, lead } from '../db/leader.ts';
import type { Recorder } from '../facts/recorder.ts';
import type { Courtesy } from '../http/courtesy.ts';
import type { Logger } from '../log.ts';
import { traceparent } from '../observe/trace.ts';
import { summaryOf } from '../temporal/summary.ts';

export interface NewWorkflow {
  workflowId: string;
  type: WorkflowType;
  caseNo: string;
  realm: string;
  parentId?: string;
  /** Start input of a workflow that the relay starts; a child is started by its parent. */
  input?: object;
}

/** Makes a workflow known before it runs; a second time changes nothing. */
export async function registerWorkflow<DB>(
  trx: Transaction<DB>,
  service: ServiceName,
  workflow: NewWorkflow,
): Promise<void> {
  const { workflowId, type, caseNo, realm, parentId = null, input } = workflow;
  await sql`insert into ${sql.ref(`${service}.workflow`)} (workflow_id, type, case_no, realm, parent_id, input, summary)
    values (${workflowId}, ${type}, ${caseNo}, ${realm}, ${parentId}, ${input === undefined ? null : JSON.stringify(input)}, ${summaryOf(input)})
    on conflict do nothing`.execute(trx);
}

/** Queues a message for a workflow: its start (no event), or an event. `delayMs` lets a faster way go first. */
export async function enqueue<DB>(
  trx: Transaction<DB>,
  service: ServiceName,
  message: { workflowId: string; realm: string; event: EventEnvelope | undefined; delayMs?: number },
): Promise<void> {
  const { workflowId, realm, event, delayMs = 0 } = message;
  await sql`with queued as (
      insert into ${sql.ref(`${service}.inbound`)} (workflow_id, event_id, realm, event, traceparent, not_before)
      values (${workflowId}, ${event?.id ?? 'start'}, ${realm}, ${event ? JSON.stringify(event) : null}::jsonb, ${traceparent() ?? null},
              clock_timestamp() + ${delayMs} * interval '1 millisecond')
      on conflict do nothing)
    select pg_notify(${`inbound_${service}`}, '')`.execute(trx);
}

interface InboundRow {
  position: number;
  workflowId: string;
  eventId: string;
  event: EventEnvelope | null;
  type: WorkflowType;
  /** JSON, only of one that is yet to be started. */
  input: string | null;
  summary: string | null;
  head: number;
  closed: boolean;
}

export interface InboundRelayOptions {
  service: ServiceName;
  databaseUrl: string;
  db: QueryExecutorProvider;
  client: Client;
  record: Recorder;
  courtesy: Courtesy;
  log: Logger;
}

/** A case that counts by an older calendar version than the one in force has to look: a message without a row, sent until it has. */
const calendarChecks = (service: ServiceName): string =>
  `select 0, workflow_id, '${calendarCheck}:' || version, jsonb_build_object('id', '${calendarCheck}:' || version, 'type', '${calendarCheck}',
          'at', journal.iso(in_force_at), 'data', '{}'::jsonb) from calendar.behind('${service}')`;

/** A delivered message is sent again if the workflow has not recorded it after this time; each time twice as long. */
const againMs = { first: 5_000, most: 60_000 };
/** Workflows that are handed messages at the same time: requests are served beside it. */
const atOnce = 4;
/** Starts of one round: events that come meanwhile do not wait for more of them. */
const startsARound = 16;
/** Under load messages are taken together. */
const gapMs = 20;

export function startInboundRelay({
  service,
  databaseUrl,
  db,
  client,
  record,
  courtesy,
  log,
}: InboundRelayOptions): Leader {
  const sent = new Map<string, { position: number; pause: number; until: number }>();
  const keyOf = (row: InboundRow): string => `${row.workflowId} ${row.eventId}`;

  /** Until it may be sent again. */
  const rest = (row: InboundRow): void => {
    const { pause: last } = sent.get(keyOf(row)) ?? {};
    const pause = last === undefined ? againMs.first : Math.min(last * 2, againMs.most);
    sent.set(keyOf(row), { position: row.position, pause, until: Date.now() + pause });
  };

  const starts = ({ head, event }: InboundRow): boolean => head === 0 || !event;

  const start = async ({ workflowId, type, input, summary }: InboundRow): Promise<void> => {
    if (!input) throw new Error(`no start input for ${workflowId}`);
    // A case counts from its receipt, whenever its workflow starts.
    await courtesy.turn();
    try {
      await startWorkflow(client, { workflowId, type, input, summary });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };

  const deliver = async (row: InboundRow): Promise<void> => {
    if (row.closed) return recordLate(row);
    if (starts(row)) await start(row);
    if (row.event) await client.workflow.getHandle(row.workflowId).signal('event', row.event);
  };

  /** An event that meets a closed workflow is recorded as too late, never parked. */
  const recordLate = async ({ workflowId, event, eventId, head }: InboundRow): Promise<void> => {
    if (!event) {
      await sql`update ${sql.ref(`${service}.inbound`)} set recorded = true where workflow_id = ${workflowId} and event_id = ${eventId}`.execute(
        db,
      );
      return;
    }
    await record({
      workflowId,
      expectedHead: head,
      cause: eventId,
      kind: 'event',
      at: event.at,
      calendarVersion: Number.MAX_SAFE_INTEGER,
      facts: [
        {
          type: 'lateEventRecorded',
          at: event.at,
          actor: systemActor,
          basis: [],
          data: { eventId, eventType: event.type },
        },
      ],
    });
  };

  /** Up to the first that does not go. */
  const deliverInOrder = async (rows: InboundRow[]): Promise<void> => {
    for (const row of rows)
      try {
        await deliver(row);
        rest(row);
      } catch (error) {
        const level = error instanceof WorkflowNotFoundError ? 'info' : 'warn';
        log[level](
          { workflowId: row.workflowId, event: row.eventId, error: String(error) },
          'message not delivered yet',
        );
        return;
      }
  };

  const leader = lead({
    databaseUrl,
    name: `${service}.inbound`,
    channels: [`inbound_${service}`],
    pollMs: 500,
    gapMs,
    log,
    async work(connection) {
      const now = Date.now();
      const resting = [...sent.values()].filter(({ until }) => until > now);
      // What was sent a moment ago is not read again: with a worker away it may be thousands of messages.
      const { rows } = await connection.query<InboundRow>(
        `select m.position, m.workflow_id as "workflowId", m.event_id as "eventId", m.event, w.type, w.head, w.closed is not null as closed,
                case when w.head = 0 or m.event is null then w.input end as input, w.summary
           from (select position, workflow_id, event_id, event from ${service}.inbound
                  where not recorded and not_before <= clock_timestamp() and position <> all($1)
                 union all ${calendarChecks(service)}) m
           join ${service}.workflow w using (workflow_id) order by m.position limit 500`,
        [resting.map(({ position }) => position)],
      );
      const open = new Set(rows.map(keyOf));
      for (const [key, { until }] of sent) if (until <= now && !open.has(key)) sent.delete(key);
      const due = rows.filter((row) => (sent.get(keyOf(row))?.until ?? 0) <= now);
      const groups = [...Map.groupBy(due, ({ workflowId }) => workflowId).values()];
      const running = groups.filter((messages) => !messages.some(starts));
      const toStart = groups.filter((messages) => messages.some(starts));
      const waiting = [...running, ...toStart.slice(0, startsARound)].values();
      // Several hands take from one iterator: a workflow's own messages keep their order.
      const hand = async (): Promise<void> => {
        for (const messages of waiting) await deliverInOrder(messages);
      };
      await Promise.all(Array.from({ length: atOnce }, hand));
      if (toStart.length > startsARound) leader.wake();
    },
  });
  return leader;
}

/** Starts a workflow that has not run yet; a running one is left as it is. `input` goes out as the JSON that it is. */
export async function startWorkflow(
  client: Client,
  {
    workflowId,
    type,
    input,
    summary,
  }: { workflowId: string; type: WorkflowType; input: string; summary: string | null },
): Promise<void> {
  await client.workflow.start(type, {
    workflowId,
    taskQueue: workflowOwners[type],
    args: [RawValue.fromPayload({ metadata: { encoding: json }, data: Buffer.from(input) })],
    workflowTaskTimeout,
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    ...(summary !== null && { staticSummary: summary }),
  });
}

const json = Buffer.from('json/plain');
