/** Calendar versions in schema `calendar`, readable by all services. */
import { type CalendarData, type CalendarYear, dateOf, type Instant, slice } from '@yichuang/kernel';
import { type QueryExecutorProvider, sql } from 'kysely';

/** Stores the published years as version 1 for all realms, in force from the beginning; a second time changes nothing. */
export async function seedCalendar(db: QueryExecutorProvider, years: CalendarYear[]): Promise<void> {
  const data: CalendarData = { version: 1, years };
  await sql`insert into calendar.version (realm, version, in_force_at, data)
    values ('*', 1, '-infinity', ${JSON.stringify(data)}::jsonb) on conflict do nothing`.execute(db);
}

/** The version in force at an instant, cut to the years a case that begins then can reach. */
export async function calendarAt(db: QueryExecutorProvider, realm: string, at: Instant): Promise<CalendarData> {
  const { rows } = await sql<{ data: CalendarData }>`select data from calendar.version
    where realm in (${realm}, '*') and version = calendar.at(${realm}, ${at})`.execute(db);
  const data = rows[0]?.data;
  if (!data) throw new Error('no calendar is in force');
  const year = Number(dateOf(at).slice(0, 4));
  return slice(data, year - 1, year + 2);
}

/** Fixed offset of the database clock in ms: 0 but in a test database. */
export async function clockOffset(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ offset: number }>`select clock_offset_ms as offset from journal.setting`.execute(db);
  return rows[0]?.offset ?? 0;
}
