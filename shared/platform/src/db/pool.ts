/** Connections of one process: a pool for work, and single connections that listen or hold locks. */
import type { ServiceName } from '@yichuang/contracts/temporal';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';

// bigint columns here are counts and positions, far below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Instants travel as ISO text; a Date would lose the written form.
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString());
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

/** The same database under a service's own role (least privilege). */
export function roleUrl(databaseUrl: string, service: ServiceName): string {
  const url = new URL(databaseUrl);
  url.username = `yichuang_${service}`;
  return url.toString();
}

/** A typed handle on a pool. A lost connection is an error of the statement that used it, not of the process. */
export function createDatabase<T>(databaseUrl: string, options: { max?: number; name: string }): Kysely<T> {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: options.max ?? 10,
    application_name: options.name,
    connectionTimeoutMillis: 5000,
    // A new connection compiles our functions and reads the catalogue anew: tens of milliseconds that a burst should not pay.
    idleTimeoutMillis: 60_000,
  });
  pool.on('error', () => undefined);
  // The pool hears the errors of idle connections only: without a listener, one lost within a transaction would end the process.
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return new Kysely<T>({ dialect: new PostgresDialect({ pool }) });
}

/** One connection of its own. */
export async function connectAlone(databaseUrl: string, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl,
    application_name: name,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
