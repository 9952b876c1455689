/**
 * Consumes the facts of other services, each once in effect: the inbox row and the effect are one transaction.
 * A message that cannot be worked off parks its key: later events of that case wait behind it, other cases go on.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type Kysely, sql, type Transaction } from 'kysely';
import { isPassing } from '../db/passing.ts';
import type { Logger } from '../log.ts';
import { type CloudEvent, cloudEvent } from '../messaging/cloud-event.ts';
import type { IncomingMessage } from '../messaging/ports.ts';

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
    db.transaction().execute(async (trx) => {
      const { numAffectedRows } =
        await sql`insert into ${inbox} (event_id) values (${event.id}) on conflict do nothing`.execute(trx);
      if (numAffectedRows === 0n) return;
      await effect(trx, event);
    });

  const park = async (key: string, id: string, value: string, error: string | null): Promise<void> => {
    await sql`insert into ${parked} (key, event_id, payload, error) values (${key}, ${id}, ${value}::jsonb, ${error}) on conflict do nothing`.execute(
      db,
    );
  };

  const work = async ({ key, value, topic }: IncomingMessage): Promise<void> => {
    const parsed = parse(value);
    if (!parsed.success) {
      log.error({ topic, key, error: parsed.error }, 'message parked: not a CloudEvent of ours');
      await park(key, `unreadable:${topic}:${String(hash(value))}`, JSON.stringify({ value }), parsed.error);
      return;
    }
    const event = parsed.event;
    const { rows } = await sql`select 1 from ${parked} where key = ${key} limit 1`.execute(db);
    if (rows.length > 0) {
      await park(key, event.id, value, null);
      return;
    }
    for (let attempt = 1; ; attempt += 1) {
      try {
        await consume(event);
        return;
      } catch (error) {
        if (isPassing(error)) throw error;
        log.warn({ event: event.id, attempt, error: String(error) }, 'event not worked off');
        if (attempt >= attempts) {
          await park(key, event.id, value, String(error));
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

function parse(value: string): { success: true; event: CloudEvent } | { success: false; error: string } {
  try {
    const result = cloudEvent.safeParse(JSON.parse(value));
    return result.success ? { success: true, event: result.data } : { success: false, error: result.error.message };
  } catch (error) {
    return { success: false, error: String(error) };
  }
}

/** A short stable number for a text, to tell unreadable messages apart. */
function hash(text: string): number {
  let h = 0;
  for (const char of text) h = (Math.imul(h, 31) + (char.codePointAt(0) ?? 0)) | 0;
  return h >>> 0;
}
