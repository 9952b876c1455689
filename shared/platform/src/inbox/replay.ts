/** Works off parked keys that an operator asked for, each key in its order, until it is free or the next message fails. */
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type Kysely, sql } from 'kysely';
import { type Leader, lead } from '../db/leader.ts';
import { isPassing } from '../db/passing.ts';
import type { Logger } from '../log.ts';
import { parseEvent } from '../messaging/cloud-event.ts';
import { type EventEffect, takeIn } from './consumer.ts';
import { drop, freed, lockKey, parkedOf } from './parked.ts';

export interface ReplayOptions<DB> {
  service: ServiceName;
  databaseUrl: string;
  db: Kysely<DB>;
  effect: EventEffect<DB>;
  log: Logger;
}

interface Request {
  key: string;
  who: string;
}

export function startReplay<DB>({ service, databaseUrl, db, effect, log }: ReplayOptions<DB>): Leader {
  /** The first of the key; false when it was the last. */
  const workOffFirst = ({ key, who }: Request): Promise<boolean> =>
    db.transaction().execute(async (trx) => {
      await lockKey(trx, service, key);
      const [first, ...behind] = await parkedOf(trx, service, key);
      if (first) {
        const parsed = parseEvent(JSON.stringify(first.payload));
        if (!parsed.success) throw new Error(parsed.error);
        await takeIn(trx, service, effect, parsed.event);
        await drop(trx, service, first.eventId);
      }
      if (behind.length === 0) await freed(trx, service, key, who);
      return behind.length > 0;
    });

  /** The next one stays, with its reason, and those behind it. */
  const stopAt = (key: string, error: string): Promise<void> =>
    db.transaction().execute(async (trx) => {
      await lockKey(trx, service, key);
      const [first] = await parkedOf(trx, service, key);
      if (first)
        await sql`update ${sql.ref(`${service}.parked`)} set error = ${error} where event_id = ${first.eventId}`.execute(
          trx,
        );
      await sql`delete from ${sql.ref(`${service}.replay`)} where key = ${key}`.execute(trx);
    });

  return lead({
    databaseUrl,
    name: `${service}.replay`,
    channels: [`replay_${service}`],
    pollMs: 5_000,
    log,
    async work(connection) {
      const { rows } = await connection.query<Request>(`select key, who from ${service}.replay order by requested_at`);
      for (const request of rows) {
        try {
          while (await workOffFirst(request));
        } catch (error) {
          if (isPassing(error)) throw error;
          log.warn({ key: request.key, error: String(error) }, 'parked event not worked off');
          await stopAt(request.key, String(error));
        }
      }
    },
  });
}
