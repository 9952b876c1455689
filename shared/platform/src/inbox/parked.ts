/** Parked messages as an operator sees and repairs them. What is changed is recorded with who and why. */
import type { ServiceName } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import { type Kysely, type QueryExecutorProvider, sql, type Transaction } from 'kysely';
import { parseEvent } from '../messaging/cloud-event.ts';
import { type Operator, recordAction } from '../operator/actions.ts';
import { closeTask } from '../operator/tasks.ts';

export interface ParkedKey {
  service: ServiceName;
  key: string;
  /** The first, which holds up the others. */
  eventId: string;
  error: string | null;
  waiting: number;
  since: Instant;
  replaying: boolean;
}

export interface ParkedMessage {
  eventId: string;
  key: string;
  error: string | null;
  parkedAt: Instant;
  payload: unknown;
}

/** Whoever parks behind a key, frees it or changes what is parked holds this lock. */
export async function lockKey<DB>(trx: Transaction<DB>, service: ServiceName, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`${service} ${key}`}, 13))`.execute(trx);
}

const columns = sql.raw('event_id as "eventId", key, error, parked_at as "parkedAt", payload');

export async function listParked(db: QueryExecutorProvider, service: ServiceName): Promise<ParkedKey[]> {
  const { rows } =
    await sql<ParkedKey>`select distinct on (key) ${service} as service, key, event_id as "eventId", error,
      count(*) over (partition by key) - 1 as waiting, parked_at as since,
      exists (select 1 from ${sql.ref(`${service}.replay`)} r where r.key = p.key) as replaying
    from ${sql.ref(`${service}.parked`)} p order by key, position`.execute(db);
  return rows;
}

/** All of a key, in their order. */
export async function parkedOf(db: QueryExecutorProvider, service: ServiceName, key: string): Promise<ParkedMessage[]> {
  const { rows } = await sql<ParkedMessage>`select ${columns} from ${sql.ref(`${service}.parked`)}
    where key = ${key} order by position`.execute(db);
  return rows;
}

/** Why a parked message was not changed. */
export class NotRepaired extends Error {
  override readonly name = 'NotRepaired';
}

interface Change {
  service: ServiceName;
  eventId: string;
}

async function locked<DB>(trx: Transaction<DB>, { service, eventId }: Change): Promise<ParkedMessage> {
  const find = async (): Promise<ParkedMessage> => {
    const { rows } = await sql<ParkedMessage>`select ${columns} from ${sql.ref(`${service}.parked`)}
      where event_id = ${eventId}`.execute(trx);
    if (rows[0]) return rows[0];
    throw new NotRepaired(`没有滞留消息 ${eventId}`);
  };
  await lockKey(trx, service, (await find()).key);
  return find();
}

/** Puts a corrected event in the place of a parked one; it must be of the same key, and the same event where that was readable. */
export async function repairParked<DB>(
  db: Kysely<DB>,
  change: Change,
  text: string,
  operator: Operator,
): Promise<void> {
  const { service, eventId } = change;
  const parsed = parseEvent(text);
  if (!parsed.success) throw new NotRepaired(`更正后的消息仍不符合格式:${parsed.error}`);
  await db.transaction().execute(async (trx) => {
    const { key, payload } = await locked(trx, change);
    const { event } = parsed;
    if (event.partitionkey !== key) throw new NotRepaired(`partitionkey 应为 ${key}`);
    if (!isUnreadable(eventId) && event.id !== eventId) throw new NotRepaired(`id 应为 ${eventId}`);
    await sql`update ${sql.ref(`${service}.parked`)} set payload = ${text}::jsonb where event_id = ${eventId}`.execute(
      trx,
    );
    const detail = { eventId, before: payload, after: event };
    await recordAction(trx, operator, { action: 'dlq.repair', service, subject: key, detail });
  });
}

/** Leaves a parked message out for good, also when it is delivered again. */
export async function skipParked<DB>(db: Kysely<DB>, change: Change, operator: Operator): Promise<void> {
  const { service, eventId } = change;
  await db.transaction().execute(async (trx) => {
    const { key, payload } = await locked(trx, change);
    await drop(trx, service, eventId);
    await recordAction(trx, operator, {
      action: 'dlq.skip',
      service,
      subject: key,
      detail: { eventId, before: payload },
    });
    if ((await parkedOf(trx, service, key)).length === 0) await freed(trx, service, key, operator.who);
  });
}

/** Asks the service to work off what is parked under a key. */
export async function requestReplay<DB>(
  db: Kysely<DB>,
  service: ServiceName,
  key: string,
  operator: Operator,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    if ((await parkedOf(trx, service, key)).length === 0) throw new NotRepaired(`${key} 没有滞留消息`);
    await sql`insert into ${sql.ref(`${service}.replay`)} (key, who) values (${key}, ${operator.who}) on conflict do nothing`.execute(
      trx,
    );
    await recordAction(trx, operator, { action: 'dlq.replay', service, subject: key, detail: {} });
    await sql`select pg_notify(${`replay_${service}`}, '')`.execute(trx);
  });
}

/** Out of the parked ones; a second delivery finds it taken in. */
export async function drop<DB>(trx: Transaction<DB>, service: ServiceName, eventId: string): Promise<void> {
  await sql`insert into ${sql.ref(`${service}.inbox`)} (event_id) values (${eventId}) on conflict do nothing`.execute(
    trx,
  );
  await sql`delete from ${sql.ref(`${service}.parked`)} where event_id = ${eventId}`.execute(trx);
}

/** Nothing of the key is parked any more. */
export async function freed<DB>(trx: Transaction<DB>, service: ServiceName, key: string, by: string): Promise<void> {
  await sql`delete from ${sql.ref(`${service}.replay`)} where key = ${key}`.execute(trx);
  await closeTask(trx, { service, kind: 'keyParked', subject: key }, by, '滞留消息已处理完毕');
}

const isUnreadable = (eventId: string): boolean => eventId.startsWith('unreadable:');
