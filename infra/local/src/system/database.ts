/** A database of a system: created if missing, migrated, its clock offset set when new. */
import { migrateAll } from '@yichuang/cli';
import pg from 'pg';

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

/** URL of another database on the same server. */
export function databaseNamed(adminUrl: string, name: string): string {
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

/** `offsetMs`: the database's clock runs that much ahead (behind, if negative) of the real one; test databases only. */
export async function prepareDatabase(adminUrl: string, name: string, offsetMs = 0): Promise<string> {
  const url = databaseNamed(adminUrl, name);
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${pg.escapeIdentifier(name)}`);
  });
  await migrateAll(url, { sandbox: true });
  if (offsetMs !== 0) {
    await withClient(url, (client) => client.query('update journal.setting set clock_offset_ms = $1', [offsetMs]));
  }
  return url;
}

export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, (client) =>
    client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`),
  );
}
