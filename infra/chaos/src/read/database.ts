/** Reads of the test's own: each on a fresh connection, since the nemesis takes PostgreSQL away at any time. */
import pg from 'pg';

export async function withDatabase<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000, application_name: 'chaos' });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

export const select = <Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => withDatabase(url, async (client) => (await client.query<Row>(text, values)).rows);

export async function run(url: string, text: string, values: unknown[]): Promise<void> {
  await select(url, text, values);
}
