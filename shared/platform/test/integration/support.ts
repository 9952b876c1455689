/** A database of its own on the servers of the test run, migrated, without any service's read models. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor, NewFact, RecordRequest, ServiceName } from '@yichuang/contracts/temporal';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { seedCalendar } from '../../src/calendar/store.ts';
import { migrate } from '../../src/db/migrate.ts';
import { createDatabase, roleUrl } from '../../src/db/pool.ts';
import { registerWorkflow } from '../../src/inbox/inbound.ts';
import { createCipher } from '../../src/journal/cipher.ts';
import type { NewCommand } from '../../src/journal/journal.ts';
import { createLog } from '../../src/log.ts';

export const cipher = createCipher(Buffer.alloc(32, 7));
export const log = createLog('test', 'silent');

export interface Servers {
  databaseUrl: string;
  kafkaBrokers: string[];
}

/** As the global setup of the integration tests leaves them. */
export function servers(): Servers {
  const file = process.env['YICHUANG_INFRASTRUCTURE'];
  if (file === undefined) throw new Error('YICHUANG_INFRASTRUCTURE names no servers');
  const { databaseUrl, kafkaBrokers } = JSON.parse(readFileSync(file, 'utf8')) as Servers;
  return { databaseUrl, kafkaBrokers };
}

export interface TestDatabase {
  /** As the owner. */
  url: string;
  owner: pg.Pool;
  /** As a service, with its rights only. */
  as: (service: ServiceName) => Kysely<unknown>;
  drop: () => Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const admin = new pg.Client({ connectionString: servers().databaseUrl });
  await admin.connect();
  const name = `p${randomBytes(5).toString('hex')}`;
  await admin.query(`create database ${name}`);
  const url = new URL(servers().databaseUrl);
  url.pathname = `/${name}`;
  await migrate({
    databaseUrl: url.toString(),
    sandbox: true,
    services: { intake: {}, approval: {}, issuance: {}, assist: {} },
  });
  const owner = new pg.Pool({ connectionString: url.toString(), max: 3 });
  owner.on('error', () => undefined);
  const opened: Kysely<unknown>[] = [];
  const open = (database: Kysely<unknown>): Kysely<unknown> => {
    opened.push(database);
    return database;
  };
  await seedCalendar(open(createDatabase(url.toString(), { name: 'owner', max: 1 })), []);
  const roles = new Map<ServiceName, Kysely<unknown>>();
  return {
    url: url.toString(),
    owner,
    as(service) {
      const known =
        roles.get(service) ?? open(createDatabase<unknown>(roleUrl(url.toString(), service), { name: service }));
      roles.set(service, known);
      return known;
    },
    async drop() {
      await Promise.all(opened.map((database) => database.destroy()));
      await owner.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

const actor: Actor = { id: 'handler-1', name: '经办人', role: 'handler', departmentId: 'housing' };

let serial = 0;

/** A case number that no other test uses. */
export const newCase = (): string => {
  serial += 1;
  return `430000-20260918-${String(serial).padStart(6, '0')}`;
};

/** A case with one registered workflow, `application:{no}`. */
export async function openCase(database: TestDatabase, realm = 'live', caseNo = newCase()): Promise<string> {
  await database
    .as('intake')
    .transaction()
    .execute((trx) =>
      registerWorkflow(trx, 'intake', {
        workflowId: `application:${caseNo}`,
        type: 'applicationWorkflow',
        caseNo,
        realm,
        input: {},
      }),
    );
  return caseNo;
}

export const newFact = (type: string, at: string, data: object = {}): NewFact => ({ type, at, actor, basis: [], data });

/** A request to record one fact by an event; whatever a test is about is given. */
export function request(caseNo: string, change: Partial<RecordRequest> = {}): RecordRequest {
  const at = change.at ?? '2026-09-18T02:00:00.000Z';
  return {
    workflowId: `application:${caseNo}`,
    expectedHead: 0,
    cause: randomUUID(),
    kind: 'event',
    at,
    calendarVersion: 1,
    facts: [newFact('itemReturned', at)],
    ...change,
  };
}

export function newCommand(caseNo: string, change: Partial<NewCommand> = {}): NewCommand {
  return {
    id: randomUUID(),
    realm: 'live',
    caller: actor.id,
    idempotencyKey: randomUUID(),
    service: 'intake',
    workflowId: `application:${caseNo}`,
    caseNo,
    kind: 'accept',
    actor,
    bodyHash: 'h1',
    body: { itemCode: 'I46' },
    ...change,
  };
}

export async function until<T>(what: string, attempt: () => Promise<T | undefined>, ms = 20_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const value = await attempt();
    if (value !== undefined) return value;
    if (Date.now() > end) throw new Error(`${what}: not within ${String(ms)} ms`);
    await sleep(20);
  }
}
