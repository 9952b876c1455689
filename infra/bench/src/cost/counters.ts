/** What the servers themselves count: SQL statements, bytes of the write-ahead log, messages in topics. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Kafka, logLevel } from 'kafkajs';
import type pg from 'pg';

export interface Counts {
  /** Statements as they came over the wire; what a function does inside is not counted. */
  statements: number;
  walBytes: number;
  messages: number;
}

export interface Counters {
  /** What the work took; for statements, less what the same database sees in the same time while nothing happens. */
  during<T>(work: () => Promise<T>): Promise<{ counts: Counts; result: T }>;
  close(): Promise<void>;
}

const idleMs = 4_000;

export interface Counted {
  db: pg.Pool;
  brokers: readonly string[];
  topics: string[];
}

/** Needs `pg_stat_statements` loaded in the server. */
export async function openCounters({ db, brokers, topics }: Counted): Promise<Counters> {
  await db.query('create extension if not exists pg_stat_statements');
  const admin = new Kafka({ clientId: 'bench', brokers: [...brokers], logLevel: logLevel.NOTHING }).admin();
  await admin.connect();
  const read = async (): Promise<{ calls: Map<string, number>; wal: number; messages: number }> => {
    const { rows } = await db.query<{ id: string; calls: number }>(
      `select queryid::text as id, sum(calls)::float as calls from pg_stat_statements /* bench */
        where toplevel and query not like '%/* bench */%' and dbid = (select oid from pg_database where datname = current_database()) group by queryid`,
    );
    const { rows: wal } = await db.query<{ at: number }>("select (pg_current_wal_lsn() - '0/0')::float as at");
    const offsets = await Promise.all(topics.map((topic) => admin.fetchTopicOffsets(topic)));
    return {
      calls: new Map(rows.map(({ id, calls }) => [id, calls])),
      wal: wal[0]?.at ?? Number.NaN,
      messages: offsets.flat().reduce((sum, { high }) => sum + Number(high), 0),
    };
  };
  /** By statement: its calls per millisecond while nothing happens. */
  const idle = async (): Promise<Map<string, number>> => {
    const before = await read();
    await sleep(idleMs);
    const { calls } = await read();
    return new Map([...calls].map(([id, n]) => [id, (n - (before.calls.get(id) ?? 0)) / idleMs]));
  };
  return {
    async during(work) {
      const polled = await idle();
      const before = await read();
      const begun = performance.now();
      const result = await work();
      const took = performance.now() - begun;
      const after = await read();
      const calls = [...after.calls].map(([id, n]) =>
        Math.max(0, n - (before.calls.get(id) ?? 0) - (polled.get(id) ?? 0) * took),
      );
      const statements = Math.round(calls.reduce((a, b) => a + b, 0));
      const counts = { statements, walBytes: after.wal - before.wal, messages: after.messages - before.messages };
      return { counts, result };
    },
    close: () => admin.disconnect(),
  };
}
