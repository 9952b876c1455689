/**
 * Consumes the facts of other services, each once in effect: the inbox row and the effect are one transaction.
 * A message that cannot be worked off parks its key: later events of that case wait behind it, other cases go on.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { liveRealm, type ServiceName } from '@yichuang/contracts/temporal';
import { type Kysely, sql, type Transaction } from 'kysely';
import { isPassing } from '../db/passing.ts';
import type { Logger } from '../log.ts';
import { type CloudEvent, parseEvent } from '../messaging/cloud-event.ts';
import type { IncomingMessage } from '../messaging/ports.ts';
import { withTrace } from '../observe/trace.ts';
import { raiseTask } from '../operator/tasks.ts';
import { lockKey } from './parked.ts';

export type EventEffect<DB> = (trx: Transaction<DB>, event: CloudEvent) => Promise<void>;

export interface InboxOptions<DB> {
  service: ServiceName;
  db: Kysely<DB>;
  effect: EventEffect<DB>;
  log: Logger;
  stopping: () => boolean;
}

const attempts = 3;
const retryMs = 300;

export function createInbox<DB>({
  service,
  db,
  effect,
  log,
  stopping,
}: InboxOptions<DB>): (message: IncomingMessage) => Promise<void> {
  const inbox = sql.ref(`${service}.inbox`);
  const parked = sql.ref(`${service}.parked`);

  const consume = (event: CloudEvent): Promise<void> =>
    db.transaction().execute((trx) => takeIn(trx, service, effect, event));

  /** The first of its key tells an operator. */
  const park = async (
    { key, value }: IncomingMessage,
    { id, realm, error }: { id: string; realm: string; error: string },
  ): Promise<void> =>
    db.transaction().execute(async (trx) => {
      await sql`insert into ${parked} (key, event_id, payload, error) values (${key}, ${id}, ${value}::jsonb, ${error}) on conflict do nothing`.execute(
        trx,
      );
      await raiseTask(trx, { service, kind: 'keyParked', subject: key, caseNo: key, realm, detail: `${id}: ${error}` });
    });

  /** Behind a parked event of its key; not when an operator has freed the key meanwhile. */
  const parkBehind = async ({ key, value }: IncomingMessage, id: string): Promise<boolean> =>
    db.transaction().execute(async (trx) => {
      await lockKey(trx, service, key);
      const { rows } = await sql`insert into ${parked} (key, event_id, payload)
        select ${key}, ${id}, ${value}::jsonb where exists (select 1 from ${parked} where key = ${key})
        on conflict (event_id) do update set event_id = excluded.event_id returning 1`.execute(trx);
      return rows.length > 0;
    });

  const isParked = async (key: string): Promise<boolean> => {
    const { rows } = await sql`select 1 from ${parked} where key = ${key} limit 1`.execute(db);
    return rows.length > 0;
  };

  const work = (message: IncomingMessage): Promise<void> => {
    const parsed = parseEvent(message.value);
    return withTrace(parsed.success ? parsed.event.traceparent : undefined, () => workOff(message, parsed));
  };

  const workOff = async (message: IncomingMessage, parsed: ReturnType<typeof parseEvent>): Promise<void> => {
    const { key, value, topic } = message;
    if (!parsed.success) {
      const id = `unreadable:${topic}:${String(hash(value))}`;
      const { rows } = await sql`select 1 from ${inbox} where event_id = ${id}`.execute(db);
      if (rows.length > 0) return;
      log.error({ topic, key, error: parsed.error }, 'message parked: not a CloudEvent of ours');
      const { error } = parsed;
      await park({ ...message, value: JSON.stringify({ value }) }, { id, realm: liveRealm, error });
      return;
    }
    const event = parsed.event;
    if ((await isParked(key)) && (await parkBehind(message, event.id))) return;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await consume(event);
        log.info({ event: event.id, caseNo: key, workflowId: event.subject, realm: event.realm }, 'event taken in');
        return;
      } catch (error) {
        if (isPassing(error)) throw error;
        log.warn({ event: event.id, attempt, error: String(error) }, 'event not worked off');
        if (attempt >= attempts) {
          await park(message, { id: event.id, realm: event.realm, error: String(error) });
          return;
        }
      }
    }
  };

  return async (message) => {
    for (;;) {
      try {
        await work(message);
        return;
      } catch (error) {
        if (stopping()) throw error;
        log.warn({ key: message.key, error: String(error) }, 'inbox waits for the database');
        await sleep(retryMs);
      }
    }
  };
}

/** Takes an event in, once in effect: in the transaction of its inbox row. */
export async function takeIn<DB>(
  trx: Transaction<DB>,
  service: ServiceName,
  effect: EventEffect<DB>,
  event: CloudEvent,
): Promise<void> {
  const { numAffectedRows } =
    await sql`insert into ${sql.ref(`${service}.inbox`)} (event_id) values (${event.id}) on conflict do nothing`.execute(
      trx,
    );
  if (numAffectedRows !== 0n) await effect(trx, event);
}

/** A short stable number for a text, to tell unreadable messages apart. */
function hash(text: string): number {
  let h = 0;
  for (const char of text) h = (Math.imul(h, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return h >>> 0;
}
