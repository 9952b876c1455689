/** What waits in a service, read from its tables when somebody asks: what operators put alerts on. */
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';
import { Gauge, type Registry } from 'prom-client';

interface Waiting {
  what: 'commands' | 'inbound' | 'outbox' | 'parked' | 'tasks' | 'documents' | 'notices';
  count: number;
  /** Seconds since the oldest began to wait. */
  age: number;
}

/** Open commands, messages to workflows not yet recorded, facts not yet published, keys that a poison message holds up, tasks of operators, documents without their page, notices under way. */
async function waiting(db: QueryExecutorProvider, service: ServiceName): Promise<Waiting[]> {
  const own = (table: string): ReturnType<typeof sql.ref> => sql.ref(`${service}.${table}`);
  const age = (column: string): ReturnType<typeof sql.raw> =>
    sql.raw(`greatest(coalesce(extract(epoch from clock_timestamp() - min(${column})), 0), 0)::float as age`);
  const { rows } = await sql<Waiting>`
    select 'commands' as what, count(*)::int as count, ${age('inserted_at')} from journal.command where service = ${service} and state = 'open'
    union all select 'inbound', count(*)::int, ${age('not_before')} from ${own('inbound')} where not recorded and not_before <= clock_timestamp()
    union all select 'outbox', count(*)::int, ${age('written_at')} from ${own('outbox')} where published_at is null
    union all select 'parked', count(distinct key)::int, ${age('parked_at')} from ${own('parked')}
    union all select 'tasks', count(*)::int, ${age('since')} from journal.operator_task where service = ${service} and resolved_at is null
    union all select 'documents', count(*)::int, ${age('not_before')} from journal.document where service = ${service} and realm = 'live' and sha256 is null
    union all select 'notices', count(*)::int, ${age('not_before')} from journal.notice where service = ${service} and state = 'open'`.execute(
    db,
  );
  return rows;
}

export function watchBacklog(register: Registry, db: QueryExecutorProvider, service: ServiceName): void {
  let reading: Promise<Waiting[] | undefined> | undefined;
  /** One read per scrape, which asks all gauges at once; nothing while the database is away. */
  const read = (): Promise<Waiting[] | undefined> => {
    reading ??= waiting(db, service)
      .catch(() => undefined)
      .finally(() => {
        reading = undefined;
      });
    return reading;
  };
  const gauge = (
    name: string,
    help: string,
    labelNames: string[],
    show: (gauge: Gauge, rows: Waiting[] | undefined) => void,
  ) =>
    new Gauge({
      name,
      help,
      labelNames,
      registers: [register],
      async collect() {
        const rows = await read();
        this.reset();
        show(this, rows);
      },
    });
  gauge('yichuang_database_up', 'Whether the database answered this scrape.', [], (up, rows) => {
    up.set(rows ? 1 : 0);
  });
  gauge(
    'yichuang_backlog',
    'How many wait: open commands, messages to workflows, unpublished facts, parked keys, tasks of operators, documents without their page, notices under way.',
    ['what'],
    (count, rows = []) => {
      for (const row of rows) count.set({ what: row.what }, row.count);
    },
  );
  gauge('yichuang_backlog_age_seconds', 'How long the oldest of them has waited.', ['what'], (age, rows = []) => {
    for (const row of rows) age.set({ what: row.what }, row.age);
  });
}
