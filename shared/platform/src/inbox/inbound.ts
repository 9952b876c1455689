/** Messages to workflows: written with the effect that causes them, delivered until the workflow has recorded them. */

import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import {
  calendarCheck,
  type EventEnvelope,
  type JsonObject,
  type ServiceName,
  systemActor,
  type WorkflowType,
  workflowOwners,
  workflowTaskTimeout,
} from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { type Leader, lead } from '../db/leader.ts';
import type { Recorder } from '../facts/recorder.ts';
import type { Logger } from '../log.ts';
import { traceparent } from '../observe/trace.ts';

export interface NewWorkflow {
  workflowId: string;
  type: WorkflowType;
  caseNo: string;
  realm: string;
  parentId?: string;
  /** Start input of a workflow that the relay starts; a child is started by its parent. */
  input?: unknown;
}

/** Makes a workflow known before it runs; a second time changes nothing. */
export async function registerWorkflow<DB>(
  trx: Transaction<DB>,
  service: ServiceName,
  workflow: NewWorkflow,
): Promise<void> {
  const { workflowId, type, caseNo, realm, parentId = null, input } = workflow;
  await sql`insert into ${sql.ref(`${service}.workflow`)} (workflow_id, type, case_no, realm, parent_id, input)
    values (${workflowId}, ${type}, ${caseNo}, ${realm}, ${parentId}, ${input === undefined ? null : JSON.stringify(input)}::jsonb)
    on conflict do nothing`.execute(trx);
}

/** Queues a message for a workflow: its start (no event), or an event. `delayMs` lets a faster way go first. */
export async function enqueue<DB>(
  trx: Transaction<DB>,
  service: ServiceName,
  message: { workflowId: string; realm: string; event: EventEnvelope | undefined; delayMs?: number },
): Promise<void> {
  const { workflowId, realm, event, delayMs = 0 } = message;
  await sql`insert into ${sql.ref(`${service}.inbound`)} (workflow_id, event_id, realm, event, traceparent, not_before)
    values (${workflowId}, ${event?.id ?? 'start'}, ${realm}, ${event ? JSON.stringify(event) : null}::jsonb, ${traceparent() ?? null},
            clock_timestamp() + ${delayMs} * interval '1 millisecond')
    on conflict do nothing`.execute(trx);
  await sql`select pg_notify(${`inbound_${service}`}, '')`.execute(trx);
}

interface InboundRow {
  workflowId: string;
  eventId: string;
  event: EventEnvelope | null;
  type: WorkflowType;
  input: JsonObject | null;
  realm: string;
  head: number;
  closed: boolean;
  ms: number;
}

export interface InboundRelayOptions {
  service: ServiceName;
  databaseUrl: string;
  db: QueryExecutorProvider;
  client: Client;
  record: Recorder;
  log: Logger;
}

/** A case that counts by an older calendar version than the one in force has to look: a message without a row, sent until it has. */
const calendarChecks = (service: ServiceName): string =>
  `select 0, workflow_id, '${calendarCheck}:' || version, jsonb_build_object('id', '${calendarCheck}:' || version, 'type', '${calendarCheck}',
          'at', journal.iso(in_force_at), 'data', '{}'::jsonb) from calendar.behind('${service}')`;

/** A delivered message is sent again if the workflow has not recorded it after this time. */
const againMs = 5_000;
/** Workflows that are handed messages at the same time. */
const atOnce = 16;

export function startInboundRelay({ service, databaseUrl, db, client, record, log }: InboundRelayOptions): Leader {
  const sent = new Map<string, number>();
  const keyOf = (row: InboundRow): string => `${row.workflowId} ${row.eventId}`;

  const start = async ({ workflowId, type, input }: InboundRow): Promise<void> => {
    if (!input) throw new Error(`no start input for ${workflowId}`);
    try {
      await startWorkflow(client, { workflowId, type, input });
    } catch (error) {
      if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    }
  };

  const deliver = async (row: InboundRow): Promise<void> => {
    if (row.closed) return recordLate(row);
    if (row.head === 0 || !row.event) await start(row);
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
        sent.set(keyOf(row), Date.now());
      } catch (error) {
        const level = error instanceof WorkflowNotFoundError ? 'info' : 'warn';
        log[level](
          { workflowId: row.workflowId, event: row.eventId, error: String(error) },
          'message not delivered yet',
        );
        return;
      }
  };

  return lead({
    databaseUrl,
    name: `${service}.inbound`,
    channels: [`inbound_${service}`],
    pollMs: 500,
    log,
    async work(connection) {
      const { rows } = await connection.query<InboundRow>(
        `select m.workflow_id as "workflowId", m.event_id as "eventId", m.event, w.type, w.input, w.realm, w.head, w.closed is not null as closed
           from (select position, workflow_id, event_id, event from ${service}.inbound where not recorded and not_before <= clock_timestamp()
                 union all ${calendarChecks(service)}) m
           join ${service}.workflow w using (workflow_id) order by m.position limit 500`,
      );
      const open = new Set(rows.map(keyOf));
      for (const key of sent.keys()) if (!open.has(key)) sent.delete(key);
      const waiting = Map.groupBy(
        rows.filter((row) => Date.now() - (sent.get(keyOf(row)) ?? 0) >= againMs),
        ({ workflowId }) => workflowId,
      ).values();
      // Several hands take from one iterator: a workflow's own messages keep their order.
      const hand = async (): Promise<void> => {
        for (const messages of waiting) await deliverInOrder(messages);
      };
      await Promise.all(Array.from({ length: atOnce }, hand));
    },
  });
}

/** Starts a workflow that has not run yet; a running one is left as it is. */
export async function startWorkflow(
  client: Client,
  { workflowId, type, input }: { workflowId: string; type: WorkflowType; input: JsonObject },
): Promise<void> {
  await client.workflow.start(type, {
    workflowId,
    taskQueue: workflowOwners[type],
    args: [input],
    workflowTaskTimeout,
    workflowIdReusePolicy: 'REJECT_DUPLICATE',
    workflowIdConflictPolicy: 'USE_EXISTING',
    ...(typeof input['summary'] === 'string' && { staticSummary: input['summary'] }),
  });
}
