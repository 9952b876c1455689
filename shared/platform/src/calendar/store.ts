/** Calendar versions in schema `calendar`, readable by all services. */
import { Calendar, type CalendarData, type CalendarYear, dateOf, type Instant, slice } from '@yichuang/kernel';
import { type QueryExecutorProvider, sql } from 'kysely';
import { notFound } from '../http/problem.ts';

/** Stores the published years as version 1 for all realms, in force from the beginning; a second time changes nothing. */
export async function seedCalendar(db: QueryExecutorProvider, years: CalendarYear[]): Promise<void> {
  const data: CalendarData = { version: 1, years };
  await sql`insert into calendar.version (realm, version, in_force_at, data)
    values ('*', 1, '-infinity', ${JSON.stringify(data)}::jsonb) on conflict do nothing`.execute(db);
}

/** A version, cut to the years that a case which begins at the instant can reach. */
export async function calendarFor(
  db: QueryExecutorProvider,
  realm: string,
  version: number,
  at: Instant,
): Promise<CalendarData> {
  const year = Number(dateOf(at).slice(0, 4));
  return slice(await versionData(db, realm, version), year - 1, year + 2);
}

/** The version in force at an instant, cut the same way. */
export async function calendarAt(db: QueryExecutorProvider, realm: string, at: Instant): Promise<CalendarData> {
  const { rows } = await sql<{ version: number | null }>`select calendar.at(${realm}, ${at}) as version`.execute(db);
  const version = rows[0]?.version ?? undefined;
  if (version === undefined) throw new Error('no calendar is in force');
  return calendarFor(db, realm, version, at);
}

/** A version as it counts in a region. */
export async function calendarVersion(
  db: QueryExecutorProvider,
  realm: string,
  version: number,
  region?: string,
): Promise<Calendar> {
  const key = [realm, version, region].join(' ');
  const known = calendars.get(key);
  if (known) return known;
  const calendar = new Calendar(await versionData(db, realm, version), region);
  keep(calendars, key, calendar);
  return calendar;
}

/** Versions never change, so each is read once. */
async function versionData(db: QueryExecutorProvider, realm: string, version: number): Promise<CalendarData> {
  const key = [realm, version].join(' ');
  const known = versions.get(key);
  if (known) return known;
  const { rows } = await sql<{ data: CalendarData }>`select data from calendar.version
    where realm in (${realm}, '*') and version = ${version}`.execute(db);
  const data = rows[0]?.data;
  if (!data) throw new Error(`no calendar version ${String(version)}`);
  keep(versions, key, data);
  return data;
}

function keep<T>(cache: Map<string, T>, key: string, value: T): void {
  if (cache.size >= 200) cache.clear();
  cache.set(key, value);
}

const versions = new Map<string, CalendarData>();
const calendars = new Map<string, Calendar>();

/** The version in force now by the realm's clock. @throws {Problem} if the realm is unknown */
export async function calendarInForce(db: QueryExecutorProvider, realm: string, region?: string): Promise<Calendar> {
  const { rows } = await sql<{
    version: number | null;
  }>`select calendar.at(${realm}, calendar.reached(${realm})) as version`.execute(db);
  const version = rows[0]?.version ?? undefined;
  if (version === undefined) throw notFound(`沙箱 ${realm}`);
  return calendarVersion(db, realm, version, region);
}

/** Fixed offset of the database clock in ms: 0 but in a test database. */
export async function clockOffset(db: QueryExecutorProvider): Promise<number> {
  const { rows } = await sql<{ offset: number }>`select clock_offset_ms as offset from journal.setting`.execute(db);
  return rows[0]?.offset ?? 0;
}
