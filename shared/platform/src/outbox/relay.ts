/** Publishes the outbox of one service in the order written; a failure stops the row and all behind it until it goes. */
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type Leader, lead } from '../db/leader.ts';
import type { Logger } from '../log.ts';
import type { EventPublisher } from '../messaging/ports.ts';

export interface OutboxRelayOptions {
  service: ServiceName;
  databaseUrl: string;
  topic: string;
  publisher: EventPublisher;
  log: Logger;
}

interface OutboxRow {
  id: string;
  key: string;
  payload: string;
}

const batch = 200;

export function startOutboxRelay({ service, databaseUrl, topic, publisher, log }: OutboxRelayOptions): Leader {
  return lead({
    databaseUrl,
    name: `${service}.outbox`,
    channels: [`outbox_${service}`],
    // Under load events go in batches.
    gapMs: 40,
    log,
    async work(connection) {
      for (let full = true; full; ) {
        const { rows } = await connection.query<OutboxRow>(
          `select id, key, payload::text from ${service}.outbox where published_at is null order by position limit ${String(batch)}`,
        );
        if (rows.length === 0) return;
        await publisher.publish(
          topic,
          rows.map(({ key, payload: value }) => ({ key, value })),
        );
        // On the connection that holds the lock: whoever lost the lock cannot mark.
        await connection.query(`update ${service}.outbox set published_at = clock_timestamp() where id = any($1)`, [
          rows.map((row) => row.id),
        ]);
        // What was written meanwhile has woken the job for another round.
        full = rows.length === batch;
      }
    },
  });
}
