/**
 * Faults on real servers and real Temporal timers, live realm. The database's clock begins at 23:59 of a working day; invented
 * regions close a few minutes after midnight, so one system sees several periods run out. What needs no instant comes first, while
 * the first period runs.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { millis } from '@yichuang/kernel';
import { createCipher, createDatabase, receive } from '@yichuang/platform';
import { testServers } from '../../src/index.ts';
import {
  acceptance,
  act,
  actionPath,
  type Bench,
  clockReaches,
  fact,
  factsOf,
  file,
  names,
  review,
  sampleFiling,
  taskThere,
  until,
} from './support/bench.ts';
import { type DatabaseProxy, startDatabaseProxy } from './support/database-proxy.ts';
import { type Evening, openEvening } from './support/evening.ts';
import { completed, factsHeld, heardOf, resetToStart, statusOf } from './support/history.ts';
import { expectTopicIsOutbox, expectTrail } from './support/proof.ts';
import { type Closing, closings } from './support/regions.ts';

let bench: Bench;
let proxy: DatabaseProxy;
let evening: Evening;
let brokers: readonly string[];

/** Cases filed the evening before, for every closing; a test takes the next closing that is far enough away. */
type Cases = Record<'returned' | 'twoReturns' | 'silent' | 'openInsert', string>;
const filed = new Map<Closing, Cases>();
/** For the first closing only: the window says nothing; an item promised for one working day is accepted and not decided. */
let atWindow: string;
let underReview: string;

const reason = { reason: '不属于本单位职责' };
const unit = 'urban-management';
const [firstClosing] = closings;

beforeAll(async () => {
  proxy = await startDatabaseProxy((await testServers()).databaseUrl);
  evening = await openEvening(proxy.url);
  ({ bench, brokers } = evening);
  await fileAll();
  evening.stillEvening();
});

afterAll(async () => {
  await evening.end();
  await proxy.close();
});

async function fileAll(): Promise<void> {
  underReview = await file(bench, { region: firstClosing.region, items: ['I47'] });
  atWindow = await file(bench, { region: firstClosing.region, items: ['I46'], channel: 'onsite' });
  for (const closing of closings) {
    const of = (...items: string[]): Promise<string> => file(bench, { region: closing.region, items });
    const [returned, twoReturns, silent, openInsert] = await Promise.all([
      of('I40'),
      of('I40', 'I29'),
      of('I40'),
      of('I40'),
    ]);
    filed.set(closing, { returned, twoReturns, silent, openInsert });
  }
  await act(bench, 'housing', acceptance(underReview, 'I47'), 'accept');
}

/** The first closing that is at least so far away, and its cases. */
function nextClosing(ms: number): { closing: Closing; cases: Cases } {
  const closing = closings.find(({ at }) => millis(at) - millis(bench.now()) >= ms);
  const cases = closing && filed.get(closing);
  if (!cases) throw new Error('the machine is too slow: every closing is past');
  return { closing, cases };
}

const noticesOf = async (as: string): Promise<unknown[]> => {
  const { body } = await bench.api.get('approval', '/v1/notices', { as });
  return Array.isArray(body['notices']) ? body['notices'] : [];
};

const openCommands = (no: string): Promise<{ kind: string; item_code: string; received_at: string; state: string }[]> =>
  bench.db
    .query<{ kind: string; item_code: string; received_at: string; state: string }>(
      `select kind, item_code, journal.iso(received_at) as received_at, state from journal.command
        where case_no = $1 and kind <> 'file' order by received_at, ordinal`,
      [no],
    )
    .then(({ rows }) => rows);

describe('commands', () => {
  test('the same key with the same body, ten times at once, is one command; with another body it is refused', async () => {
    const no = await file(bench, { items: ['I40'] });
    const task = acceptance(no, 'I40');
    await taskThere(bench, task);
    const idempotencyKey = randomUUID();
    const send = (body: object): ReturnType<typeof bench.api.act> =>
      bench.api.act('approval', actionPath(task, 'return'), body, { as: unit, idempotencyKey });
    const replies = await Promise.all(Array.from({ length: 10 }, () => send(reason)));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(replies.map(({ body }) => body['commandId'])).size).toBe(1);
    expect(await openCommands(no)).toMatchObject([{ kind: 'return', state: 'done' }]);
    expect(names(await factsOf(bench, 'intake', no))).toEqual([
      'applicationFiled',
      'itemPushed I40',
      'itemReturned I40',
    ]);

    const other = await send({ reason: '另一理由' });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
    expect(await openCommands(no)).toHaveLength(1);
  });

  test('the same filing ten times at once is one application', async () => {
    const idempotencyKey = randomUUID();
    const body = sampleFiling({ items: ['I35', 'I46'] });
    const replies = await Promise.all(
      Array.from({ length: 10 }, () =>
        bench.api.act('intake', '/v1/applications', body, { as: 'applicant', idempotencyKey }),
      ),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([...Array<number>(9).fill(200), 201]);
    expect(new Set(replies.map((reply) => reply.body['applicationNo'])).size).toBe(1);
    const other = await bench.api.post('intake', '/v1/applications', sampleFiling({ items: ['I35'] }), {
      as: 'applicant',
      idempotencyKey,
    });
    expect(other).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } });
  });

  test('forty within milliseconds to one workflow are all answered, in the order received', async () => {
    const no = await file(bench, { items: ['I46'] });
    const task = acceptance(no, 'I46');
    await taskThere(bench, task);
    const replies = await Promise.all(
      Array.from({ length: 40 }, () => bench.api.act('approval', actionPath(task, 'accept'), {}, { as: 'housing' })),
    );
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const refused = replies.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(39);
    expect(new Set(refused.map(({ body }) => body['code']))).toEqual(new Set(['item-accepted']));
    const { rows } = await bench.db.query<{ finished_at: string; status: string }>(
      `select finished_at::text, outcome->>'status' as status from journal.command where case_no = $1 and kind = 'accept'
        order by received_at, ordinal`,
      [no],
    );
    expect(rows.map((one) => one.finished_at)).toEqual(rows.map((one) => one.finished_at).sort());
    expect(rows.map(({ status }) => status)).toEqual(['done', ...Array<string>(39).fill('refused')]);
  });

  test('while no worker runs the caller has its 202 after three seconds, and the outcome later', async () => {
    const no = await file(bench, { items: ['I46'] });
    const task = acceptance(no, 'I46');
    await taskThere(bench, task);
    await bench.system.parts.worker.kill9();
    const from = performance.now();
    const reply = await bench.api.post('approval', actionPath(task, 'accept'), {}, { as: 'housing' });
    const seconds = (performance.now() - from) / 1000;
    expect(reply.status).toBe(202);
    expect(seconds).toBeGreaterThan(2.9);
    expect(seconds).toBeLessThan(5);
    const location = reply.headers.get('location') ?? '';
    expect(location).toBe(`/v1/commands/${String(reply.body['commandId'])}`);
    const open = await bench.api.get('approval', location, { as: 'housing' });
    expect(open.body).toMatchObject({ state: 'open', kind: 'accept' });
    await bench.system.parts.worker.start();
    const done = await until('the outcome', async () => {
      const { body } = await bench.api.get('approval', location, { as: 'housing' });
      return body['state'] === 'done' ? body : undefined;
    });
    expect(done).toMatchObject({ outcome: 'done', result: { facts: expect.arrayContaining(['itemAccepted']) } });
  });
});

describe('f: Reset to the first workflow task', () => {
  let no: string;
  const grant = (item: string, as: string): ReturnType<typeof act> =>
    act(bench, as, review(no, item), 'grant', { result: {} });
  const trail = async (): Promise<string[]> => [
    ...names(await factsOf(bench, 'intake', no)),
    ...names(await factsOf(bench, 'approval', no)),
  ];

  test('a running application adopts its stored facts and goes on', async () => {
    no = await file(bench, { items: ['I46', 'I40'] });
    await act(bench, 'housing', acceptance(no, 'I46'), 'accept');
    const before = names(await factsOf(bench, 'intake', no));
    await resetToStart(bench, `application:${no}`);
    expect((await act(bench, unit, acceptance(no, 'I40'), 'accept')).status).toBe(200);
    await completed(bench, `application:${no}`);
    expect(names(await factsOf(bench, 'intake', no))).toEqual([
      ...before,
      'itemAccepted I40',
      'documentIssued I40',
      'applicationAccepted',
      'acceptanceConcluded',
    ]);
  });

  test('a running stage finds its children again, which go on', async () => {
    expect((await grant('I46', 'housing')).status).toBe(200);
    await fact(bench, 'approval', no, 'itemConcluded', 'I46');
    await taskThere(bench, review(no, 'I40'));
    await resetToStart(bench, `stage:${no}`);
    expect((await grant('I40', unit)).status).toBe(200);
    await completed(bench, `stage:${no}`);
    const facts = await factsOf(bench, 'approval', no);
    for (const type of ['stageOpened', 'stageItemsKnown', 'stageCompleted'])
      expect(facts.filter((one) => one.type === type)).toHaveLength(1);
    for (const type of ['itemOpened', 'reviewStarted', 'itemGranted', 'itemConcluded'])
      expect(facts.filter((one) => one.type === type)).toHaveLength(2);
  });

  test.each(['application', 'stage'])('a closed %s ends the same', async (kind) => {
    const before = await trail();
    const workflowId = `${kind}:${no}`;
    const runId = await resetToStart(bench, workflowId);
    await completed(bench, workflowId, runId);
    expect(await trail()).toEqual(before);
    const { rows } = await bench.db.query<{ head: number }>(
      `select head from ${kind === 'stage' ? 'approval' : 'intake'}.workflow where workflow_id = $1`,
      [workflowId],
    );
    expect(rows).toEqual([{ head: await factsHeld(bench, workflowId) }]);
  });

  test('its trail is whole', async () => {
    await expectTrail(bench, 'intake', no);
    await expectTrail(bench, 'approval', no);
    expect((await statusOf(bench, `stage:${no}:item:I40`)).status).toBe('COMPLETED');
  });
});

describe('e: an insert that is open when the period ends', () => {
  test('is in time: the lapse waits for the lock of the case', async () => {
    const { closing, cases } = nextClosing(3_000);
    const no = cases.openInsert;
    const stored: unknown = JSON.parse(readFileSync(path.join(bench.system.dataDir, 'journal-key.json'), 'utf8'));
    const key = typeof stored === 'object' && stored !== null && 'key' in stored ? String(stored.key) : '';
    const db = createDatabase<unknown>(bench.system.databaseUrl, { name: 'open-insert', max: 1 });
    await clockReaches(bench, closing.at, -2_000);
    const received = await db.transaction().execute(async (trx) => {
      const command = await receive(trx, createCipher(Buffer.from(key, 'base64')), {
        id: randomUUID(),
        realm: 'live',
        caller: `handler-${unit}`,
        idempotencyKey: randomUUID(),
        service: 'intake',
        workflowId: `application:${no}`,
        caseNo: no,
        kind: 'return',
        itemCode: 'I40',
        actor: { id: `handler-${unit}`, name: '城管经办人', role: 'handler', departmentId: unit },
        bodyHash: randomUUID(),
        body: { itemCode: 'I40', ...reason },
      });
      expect(command.receivedAt < closing.at).toBe(true);
      // The silent case's lapse shows that the instant was worked off; this one's waits.
      await fact(bench, 'intake', cases.silent, 'itemAccepted', 'I40');
      await until('the lapse waiting for the lock', async () => {
        const { rowCount } = await bench.db.query(
          `select 1 from pg_locks where locktype = 'advisory' and not granted
             and ((classid::bigint << 32) | objid::bigint) = journal.case_lock($1)`,
          [no],
        );
        return rowCount === 1 ? true : undefined;
      });
      expect(bench.now() > closing.at).toBe(true);
      return command;
    });
    await db.destroy();
    const returned = await fact(bench, 'intake', no, 'itemReturned', 'I40');
    expect(returned.at).toBe(received.receivedAt);
    expect(returned.recorded_at > closing.at).toBe(true);
    await until('the outcome', async () => ((await openCommands(no))[0]?.state === 'done' ? true : undefined));
    expect(names(await factsOf(bench, 'intake', no))).toEqual([
      'applicationFiled',
      'itemPushed I40',
      'itemReturned I40',
    ]);
    await expectTrail(bench, 'intake', no);
  });
});

describe('each kind of deadline runs out at its instant', () => {
  beforeAll(() => clockReaches(bench, firstClosing.at));

  test('the silence of a department accepts', async () => {
    const no = filed.get(firstClosing)?.silent ?? '';
    const deemed = await fact(bench, 'intake', no, 'itemAccepted', 'I40');
    expect(deemed).toMatchObject({ at: firstClosing.at, deemed: true });
    expect(millis(deemed.recorded_at) - millis(deemed.at)).toBeLessThan(10_000);
    expect(JSON.parse(deemed.text)).toMatchObject({ data: { acceptedOn: '2026-09-18' } });
  });

  test('the silence of the window accepts, as of receipt', async () => {
    const deemed = await fact(bench, 'intake', atWindow, 'itemAccepted', 'I46');
    expect(deemed).toMatchObject({ at: firstClosing.at, deemed: true });
    expect(JSON.parse(deemed.text)).toMatchObject({ data: { acceptedOn: '2026-09-17' } });
  });

  test('a review past its promised day leaves a fact, and stays open', async () => {
    const overdue = await fact(bench, 'approval', underReview, 'itemOverdue', 'I47');
    expect(overdue.at).toBe(firstClosing.at);
    const granted = await act(bench, 'housing', review(underReview, 'I47'), 'grant', { result: {} });
    expect(granted.status).toBe(200);
    await fact(bench, 'approval', underReview, 'stageCompleted');
  });
});

describe('workers down over the end of a period', () => {
  let closing: Closing;
  let cases: Cases;
  let back: string;

  beforeAll(async () => {
    ({ closing, cases } = nextClosing(15_000));
    const { worker } = bench.system.parts;
    // a: the commit goes out, its answer never comes back, the worker dies.
    const held = proxy.holdNextCommit('intake.worker');
    const first = bench.api.post('approval', actionPath(acceptance(cases.returned, 'I40'), 'return'), reason, {
      as: unit,
    });
    await held;
    await fact(bench, 'intake', cases.returned, 'itemReturned', 'I40');
    await worker.kill9();
    expect((await first).status).toBe(200);
    // b: one return before the end of the period, one of the other item after it.
    const path = (item: string): string => actionPath(acceptance(cases.twoReturns, item), 'return');
    const inTime = await bench.api.post('approval', path('I40'), reason, { as: unit });
    expect(inTime.status).toBe(202);
    await clockReaches(bench, closing.at, 300);
    const late = await bench.api.post('approval', path('I29'), reason, { as: 'transport' });
    expect(late.status).toBe(202);
    expect(await heardOf(bench, `application:${cases.returned}`)).toBe(1);
    back = bench.now();
    await worker.start();
  });

  test('a: a return that the workflow had not heard of is recorded, once', async () => {
    await until('the workflow to hear of it', async () =>
      (await heardOf(bench, `application:${cases.returned}`)) > 1 ? true : undefined,
    );
    expect(await factsHeld(bench, `application:${cases.returned}`)).toBe(3);
    const facts = await factsOf(bench, 'intake', cases.returned);
    expect(names(facts)).toEqual(['applicationFiled', 'itemPushed I40', 'itemReturned I40']);
    expect(facts.every((one) => one.recorded_at < closing.at)).toBe(true);
    await expectTrail(bench, 'intake', cases.returned);
  });

  test('b: a return before it holds; one after it is refused, and its sender has a notice', async () => {
    const no = cases.twoReturns;
    const commands = await until('both outcomes', async () => {
      const rows = await openCommands(no);
      return rows.every(({ state }) => state === 'done') ? rows : undefined;
    });
    expect(commands.map((one) => [one.item_code, one.received_at < closing.at])).toEqual([
      ['I40', true],
      ['I29', false],
    ]);
    const facts = await factsOf(bench, 'intake', no);
    expect(facts.find(({ type }) => type === 'itemReturned')).toMatchObject({
      item: 'I40',
      at: commands[0]?.received_at,
    });
    expect(facts.filter(({ type }) => type === 'itemAccepted')).toMatchObject([
      { item: 'I29', deemed: true, at: closing.at },
    ]);
    expect(facts.find(({ type, deemed }) => type === 'itemAccepted' && deemed)?.recorded_at ?? '').not.toBe('');
    const notices = await noticesOf('transport');
    expect(notices).toMatchObject([
      { workflowId: `application:${no}`, outcome: 'refused', problem: { code: 'item-deemed-accepted', status: 409 } },
    ]);
    expect(await noticesOf(unit)).not.toContainEqual(expect.objectContaining({ workflowId: `application:${no}` }));
    await expectTrail(bench, 'intake', no);
  });

  test('c: with nothing received the law acts at the end of the period, not at the restart', async () => {
    const deemed = await fact(bench, 'intake', cases.silent, 'itemAccepted', 'I40');
    expect(deemed).toMatchObject({ at: closing.at, deemed: true });
    expect(deemed.recorded_at > back).toBe(true);
    await completed(bench, `application:${cases.silent}`);
    await expectTrail(bench, 'intake', cases.silent);
    await fact(bench, 'approval', cases.silent, 'reviewStarted', 'I40');
    await expectTrail(bench, 'approval', cases.silent);
  });
});

test('every topic holds what its outbox holds, in order', async () => {
  await expectTopicIsOutbox(bench, brokers, 'intake');
  await expectTopicIsOutbox(bench, brokers, 'approval');
});
