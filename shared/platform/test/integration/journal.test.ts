/** The journal: an act counts from the instant it is stored, once per key, readable by nobody but its workflow. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { roleUrl } from '../../src/db/pool.ts';
import { findCommand, lateRefusals, receive } from '../../src/journal/journal.ts';
import { createOutcomes } from '../../src/journal/outcomes.ts';
import { cipher, createTestDatabase, log, newCase, newCommand, type TestDatabase, until } from './support.ts';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(() => database.drop());

const give = (command: ReturnType<typeof newCommand>): ReturnType<typeof receive> =>
  receive(database.as('approval'), cipher, command);

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await database.owner.query(text, values)).rows as T[];

const finish = (id: string, status: 'done' | 'refused'): Promise<unknown> =>
  rows('select journal.finish($1, $2)', [
    id,
    JSON.stringify({ status, ...(status === 'done' ? { data: {} } : { problem: { code: 'x' } }) }),
  ]);

test('the same key is the same command, ten times at once; other content is told apart', async () => {
  const command = newCommand(newCase());
  const received = await Promise.all(Array.from({ length: 10 }, () => give({ ...command, id: randomUUID() })));
  expect(received.filter((one) => one.new)).toHaveLength(1);
  expect(new Set(received.map(({ id }) => id)).size).toBe(1);
  expect(await give({ ...command, id: randomUUID() })).toMatchObject({ new: false, same: true, state: 'open' });
  expect(await give({ ...command, id: randomUUID(), bodyHash: 'h2' })).toMatchObject({ new: false, same: false });
  expect(await give({ ...command, id: randomUUID(), caller: 'somebody-else' })).toMatchObject({ new: true });
});

test('the body is unreadable while open and gone when done; its hash stays, and the outcome stands', async () => {
  const { id } = await give(newCommand(newCase(), { body: { reason: '机密的理由' } }));
  const [open] = await rows<{ body: string }>('select body from journal.command where id = $1', [id]);
  expect(open?.body).not.toContain('机密');
  expect(cipher.open(open?.body ?? '')).toEqual({ reason: '机密的理由' });
  await finish(id, 'done');
  await finish(id, 'refused');
  const stored = await rows('select state, body, body_hash, outcome from journal.command where id = $1', [id]);
  expect(stored).toEqual([{ state: 'done', body: null, body_hash: 'h1', outcome: { status: 'done', data: {} } }]);
});

test('no act is received before what its case has worked off, whatever the clock does', async () => {
  const caseNo = newCase();
  await rows(`insert into journal.case_mark values ($1, '2999-01-01T00:00:00Z')`, [caseNo]);
  expect(await give(newCommand(caseNo))).toMatchObject({ receivedAt: '2999-01-01T00:00:00.000Z' });
  const live = await give(newCommand(newCase()));
  expect(Math.abs(Date.parse(live.receivedAt) - Date.now())).toBeLessThan(5_000);
});

test('the clock is read after the lock of the case is held', async () => {
  const caseNo = newCase();
  const client = await database.owner.connect();
  await client.query('begin');
  await client.query('select pg_advisory_xact_lock(journal.case_lock($1))', [caseNo]);
  const waiting = give(newCommand(caseNo));
  await sleep(300);
  const { rows: now } = await client.query<{ now: string }>(`select journal.iso(journal.clock('live')) as now`);
  await client.query('commit');
  client.release();
  expect((await waiting).receivedAt >= (now[0]?.now ?? 'x')).toBe(true);
});

test('inserts into one case do not wait for each other', async () => {
  const caseNo = newCase();
  await database
    .as('approval')
    .transaction()
    .execute(async (trx) => {
      await receive(trx, cipher, newCommand(caseNo));
      expect(await give(newCommand(caseNo))).toMatchObject({ new: true });
    });
});

test('an unknown realm is an error with a code of its own', async () => {
  await expect(give(newCommand(newCase(), { realm: 'nowhere' }))).rejects.toMatchObject({ code: 'YC404' });
});

test('a command is found in its realm only; a refusal after the answer to its caller is a notice', async () => {
  const caller = randomUUID();
  const db = database.as('approval');
  const [early, late, granted] = await Promise.all([1, 2, 3].map(() => give(newCommand(newCase(), { caller }))));
  // The caller of these two was answered three seconds later, with 202.
  await rows(`update journal.command set inserted_at = inserted_at - interval '3 seconds' where id = any($1)`, [
    [late?.id, granted?.id],
  ]);
  await finish(early?.id ?? '', 'refused');
  await finish(late?.id ?? '', 'refused');
  await finish(granted?.id ?? '', 'done');
  expect((await lateRefusals(db, 'live', caller)).map(({ id }) => id)).toEqual([late?.id]);
  expect(await lateRefusals(db, 'live', 'somebody-else')).toEqual([]);
  expect(await findCommand(db, 'live', late?.id ?? '')).toMatchObject({ state: 'done', caller });
  expect(await findCommand(db, 'other', late?.id ?? '')).toBeUndefined();
});

test('an outcome is heard of at once, in time or not at all, also when the listening connection is lost', async () => {
  const db = database.as('approval');
  const outcomes = createOutcomes(roleUrl(database.url, 'approval'), log);
  const listening = (): Promise<number> =>
    until('the listener', async () => {
      const found = await rows<{ pid: number }>(
        `select pid from pg_stat_activity where application_name = 'outcomes' and datname = current_database() and query like 'listen%'`,
      );
      return found[0]?.pid;
    });
  const pid = await listening();
  const one = await give(newCommand(newCase()));
  const from = performance.now();
  expect(await outcomes.wait(db, one.id, 100)).toBeUndefined();
  setTimeout(() => void finish(one.id, 'done'), 50);
  expect(await outcomes.wait(db, one.id, 3_000)).toEqual({ status: 'done', data: {} });
  expect(performance.now() - from).toBeLessThan(450);

  await rows('select pg_terminate_backend($1)', [pid]);
  const two = await give(newCommand(newCase()));
  setTimeout(() => void finish(two.id, 'refused'), 50);
  expect(await outcomes.wait(db, two.id, 3_000)).toMatchObject({ status: 'refused' });
  expect(await listening()).not.toBe(pid);
  await outcomes.stop();
});

test('several callers wait for one outcome', async () => {
  const db = database.as('approval');
  const outcomes = createOutcomes(roleUrl(database.url, 'approval'), log);
  const { id } = await give(newCommand(newCase()));
  const all = Promise.all([1, 2, 3].map(() => outcomes.wait(db, id, 3_000)));
  await sleep(100);
  await finish(id, 'done');
  expect(await all).toEqual(Array(3).fill({ status: 'done', data: {} }));
  await outcomes.stop();
});

test('a test clock with an offset is the clock of acts', async () => {
  await sql`update journal.setting set clock_offset_ms = ${3_600_000}`.execute(database.as('intake')).then(
    () => {
      throw new Error('a service may not set the clock');
    },
    (error: unknown) => {
      expect(error).toMatchObject({ code: '42501' });
    },
  );
  await rows('update journal.setting set clock_offset_ms = 3600000');
  const { receivedAt } = await give(newCommand(newCase()));
  await rows('update journal.setting set clock_offset_ms = 0');
  expect(Math.abs(Date.parse(receivedAt) - Date.now() - 3_600_000)).toBeLessThan(5_000);
});
