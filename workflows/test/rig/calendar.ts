/** Calendar versions of a realm, put straight into the store: there is no public way yet. */
import { type CalendarChange, type CalendarData } from '@yichuang/kernel';
import pg from 'pg';

/** One change of a day, in force from its own instant on, as the version after the last. */
export async function amendCalendar(databaseUrl: string, realm: string, change: CalendarChange): Promise<void> {
  await query(
    databaseUrl,
    `insert into calendar.version (realm, version, in_force_at, data)
     select $1, version + 1, $2, data || jsonb_build_object('version', version + 1, 'changes', $3::jsonb)
       from calendar.version where realm in ($1, '*') order by version desc limit 1`,
    [realm, change.inForceAt, JSON.stringify([change] satisfies CalendarData['changes'])],
  );
}

export async function query(databaseUrl: string, text: string, values: unknown[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, unknown>>(text, values);
    return rows;
  } finally {
    await client.end();
  }
}
