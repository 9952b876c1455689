/** Facts are recorded once, by cause, in the order cause → head → guard, in one transaction. */
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Closed, RecordReply, RecordRequest, ServiceName } from '@yichuang/contracts/temporal';
import pg from 'pg';
import { roleUrl } from '../../src/db/pool.ts';
import { createRecorder, type RecordedFacts, type Recorder } from '../../src/facts/recorder.ts';
import { enqueue } from '../../src/inbox/inbound.ts';
import { receive } from '../../src/journal/journal.ts';
import { createLog } from '../../src/log.ts';
import {
  cipher,
  createTestDatabase,
  newCase,
  newCommand,
  newFact,
  openCase,
  request,
  type TestDatabase,
} from './support.ts';

let database: TestDatabase;
let record: Recorder;
let projected: RecordedFacts[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  record = createRecorder({
    service: 'intake',
    db: database.as('intake'),
    cipher,
    log: createLog('test', 'silent'),
    project: async (_trx, facts) => {
      if (facts.facts.some(({ type }) => type === 'itemConcluded')) throw new Error('the projection failed');
      projected.push(facts);
    },
  });
});

afterAll(() => database.drop());

const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await database.owner.query(text, values)).rows as T[];

const factsOf = (caseNo: string): Promise<{ sequence: number; seq: number; text: string; hash: string }[]> =>
  rows('select sequence, seq, body::text as text, hash from intake.fact where case_no = $1 order by sequence', [
    caseNo,
  ]);

const send = (req: RecordRequest): Promise<RecordReply> => record(req);

const give = (caseNo: string, change: Parameters<typeof newCommand>[1] = {}): ReturnType<typeof receive> =>
  receive(database.as('intake'), cipher, newCommand(caseNo, change));

/** With the rights of a service. */
async function query(service: ServiceName, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: roleUrl(database.url, service) });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
}

/** A realm whose clock stands. */
async function realmAt(now: string): Promise<string> {
  const realm = `r${randomUUID().slice(0, 8)}`;
  await rows('insert into sandbox.realm (realm, now) values ($1, $2)', [realm, now]);
  return realm;
}

describe('a pass', () => {
  test('writes trail, chain, head, wake, cause, outbox and projection', async () => {
    const caseNo = await openCase(database);
    projected = [];
    const facts = [
      newFact('itemReturned', '2026-09-18T02:00:00.000Z', { itemCode: 'I40' }),
      newFact('itemPushed', '2026-09-18T02:00:00.000Z'),
    ];
    const wake = { key: 'silence', at: '2026-09-20T09:30:00.000Z' };
    const reply = await send(request(caseNo, { cause: 'c1', facts, wake }));
    expect(reply).toEqual({ kind: 'ok', recordedAt: expect.any(String) });
    await send(request(caseNo, { cause: 'c2', expectedHead: 2 }));

    const stored = await factsOf(caseNo);
    expect(stored.map(({ sequence, seq }) => [sequence, seq])).toEqual([
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
    let hash = '';
    for (const one of stored) {
      hash = createHash('sha256')
        .update(hash + one.text, 'utf8')
        .digest('hex');
      expect(one.hash).toBe(hash);
    }
    expect(await rows('select sequence, hash from intake.chain where case_no = $1', [caseNo])).toEqual([
      { sequence: 3, hash },
    ]);
    expect(await rows('select head, wake_key from intake.workflow where case_no = $1', [caseNo])).toEqual([
      { head: 3, wake_key: null },
    ]);
    const outbox = await rows<{ id: string; key: string; payload: { sequence: number; data: { facts: unknown[] } } }>(
      'select id, key, payload from intake.outbox where key = $1 order by position',
      [caseNo],
    );
    expect(outbox.map(({ id, payload }) => [id, payload.sequence, payload.data.facts.length])).toEqual([
      [`application:${caseNo}/c1`, 2, 2],
      [`application:${caseNo}/c2`, 3, 1],
    ]);
    expect(projected.map((one) => one.facts.map(({ seq }) => seq))).toEqual([[1, 2], [3]]);
  });

  test('whose projection fails leaves nothing', async () => {
    const caseNo = await openCase(database);
    const facts = [newFact('itemConcluded', '2026-09-18T02:00:00.000Z')];
    await expect(send(request(caseNo, { facts }))).rejects.toThrow('the projection failed');
    expect(await factsOf(caseNo)).toEqual([]);
    expect(await rows('select head from intake.workflow where case_no = $1', [caseNo])).toEqual([{ head: 0 }]);
    expect(await rows('select 1 from intake.cause where workflow_id = $1', [`application:${caseNo}`])).toEqual([]);
  });

  test('of an unknown workflow is an error', async () => {
    await expect(send(request(newCase()))).rejects.toThrow('unknown workflow');
  });

  test('without facts takes its cause, and publishes nothing', async () => {
    const caseNo = await openCase(database);
    expect(await send(request(caseNo, { cause: 'none', facts: [] }))).toMatchObject({ kind: 'ok' });
    expect(await send(request(caseNo, { cause: 'none', facts: [] }))).toEqual({ kind: 'stored', rows: [] });
    expect(await rows('select 1 from intake.outbox where key = $1', [caseNo])).toEqual([]);
  });
});

describe('cause, then head', () => {
  test('a cause recorded before gives its outcome and the rows after the head, whatever the head is', async () => {
    const caseNo = await openCase(database);
    const command = await give(caseNo);
    const outcome = { status: 'done' as const, data: { facts: ['itemReturned'] } };
    const first = request(caseNo, {
      kind: 'command',
      cause: command.id,
      at: command.receivedAt,
      ordinal: command.ordinal,
      outcome,
    });
    expect(await send(first)).toMatchObject({ kind: 'ok' });
    await send(request(caseNo, { expectedHead: 1, at: command.receivedAt }));
    const again = await send(first);
    expect(again).toMatchObject({ kind: 'stored', outcome, rows: [{ seq: 1 }, { seq: 2 }] });
    expect(await send({ ...first, expectedHead: 99 })).toEqual({ kind: 'stored', outcome, rows: [] });
    expect(await factsOf(caseNo)).toHaveLength(2);
  });

  test('a head that has moved gives the missing rows', async () => {
    const caseNo = await openCase(database);
    await send(request(caseNo));
    const reply = await send(request(caseNo));
    expect(reply).toMatchObject({ kind: 'moved', rows: [{ seq: 1, type: 'itemReturned' }] });
    expect(JSON.stringify(reply)).not.toContain('workflowId');
  });

  test('ten at once with one cause record once; ten with ten causes record once and move nine', async () => {
    const caseNo = await openCase(database);
    const same = request(caseNo, { cause: 'same' });
    const kinds = (replies: RecordReply[]): string[] => replies.map(({ kind }) => kind).sort();
    const ten = (make: () => RecordRequest): Promise<RecordReply[]> =>
      Promise.all(Array.from({ length: 10 }, () => send(make())));
    expect(kinds(await ten(() => same))).toEqual(['ok', ...Array<string>(9).fill('stored')]);
    expect(kinds(await ten(() => request(caseNo, { expectedHead: 1 })))).toEqual([
      ...Array<string>(9).fill('moved'),
      'ok',
    ]);
    expect(await factsOf(caseNo)).toHaveLength(2);
  });
});

describe('the guard', () => {
  test('a calendar version in force at the instant must be known; a later one not yet', async () => {
    const caseNo = newCase();
    const realm = await realmAt('2026-10-01T00:00:00.000Z');
    await openCase(database, realm, caseNo);
    const inForceAt = '2026-09-25T00:00:00.000Z';
    await rows(`insert into calendar.version values ($1, 2, $2, '{"version":2,"years":[]}')`, [realm, inForceAt]);
    expect(await send(request(caseNo, { at: '2026-09-24T23:59:59.999Z' }))).toMatchObject({ kind: 'ok' });
    const late = request(caseNo, { at: inForceAt, expectedHead: 1 });
    expect(await send(late)).toEqual({ kind: 'calendar', inForceAt, calendar: { version: 2, years: [] } });
    expect(await send({ ...late, calendarVersion: 2 })).toMatchObject({ kind: 'ok' });
  });

  test('a lapse before its instant is early, by the clock of its realm', async () => {
    const caseNo = newCase();
    const realm = await realmAt('2026-09-20T09:29:58.500Z');
    await openCase(database, realm, caseNo);
    const lapse = request(caseNo, { kind: 'lapse', cause: 'silence@1', at: '2026-09-20T09:30:00.000Z' });
    expect(await send(lapse)).toEqual({ kind: 'early', ms: 1500 });
    await rows('update sandbox.realm set now = $2 where realm = $1', [realm, lapse.at]);
    expect(await send(lapse)).toMatchObject({ kind: 'ok', recordedAt: lapse.at });

    const live = await openCase(database);
    const soon = new Date(Date.now() + 5000).toISOString();
    const reply = await send(request(live, { kind: 'lapse', at: soon }));
    expect(reply.kind === 'early' && reply.ms > 3000 && reply.ms <= 5000).toBe(true);
  });

  test('open commands received earlier come back, in order and readable; one received later does not hinder', async () => {
    const caseNo = await openCase(database);
    const first = await give(caseNo, { body: { itemCode: 'I40', reason: '甲' } });
    await sleep(2);
    const second = await give(caseNo, { kind: 'return', body: { itemCode: 'I29', reason: '乙' } });
    const before = { at: first.receivedAt, kind: 'lapse' as const };
    const reply = await send(request(caseNo, { at: new Date(Date.parse(second.receivedAt) + 1).toISOString() }));
    expect(reply).toMatchObject({
      kind: 'blocked',
      commands: [
        { id: first.id, kind: 'accept', receivedAt: first.receivedAt, body: { reason: '甲' } },
        { id: second.id, kind: 'return', ordinal: second.ordinal, body: { reason: '乙' } },
      ],
    });
    // At one instant the lapse comes first: a return at the end of the period is late.
    expect(await send(request(caseNo, before))).toMatchObject({ kind: 'ok' });
    const own = request(caseNo, {
      kind: 'command',
      cause: second.id,
      at: second.receivedAt,
      ordinal: second.ordinal,
      expectedHead: 1,
    });
    expect(await send(own)).toMatchObject({ kind: 'blocked', commands: [{ id: first.id }] });
  });

  test('messages written for the workflow before come back, until it has recorded them; at one instant before a command', async () => {
    const caseNo = await openCase(database);
    const at = '2026-09-18T02:00:05.000Z';
    const event = { id: 'withdrawn', type: 'stageWithdrawn', at, data: {} };
    const workflowId = `application:${caseNo}`;
    await database
      .as('intake')
      .transaction()
      .execute((trx) => enqueue(trx, 'intake', { workflowId, realm: 'live', event, delayMs: 60_000 }));
    const ahead = { kind: 'blocked', commands: [], events: [event] };
    expect(await send(request(caseNo, { at: '2026-09-18T02:00:05.001Z' }))).toEqual(ahead);
    expect(await send(request(caseNo, { kind: 'command', at }))).toEqual(ahead);
    expect(await send(request(caseNo, { kind: 'lapse', at }))).toMatchObject({ kind: 'ok' });
    expect(await send(request(caseNo, { cause: event.id, at, expectedHead: 1 }))).toMatchObject({ kind: 'ok' });
    expect(await send(request(caseNo, { kind: 'command', at, expectedHead: 2 }))).toMatchObject({ kind: 'ok' });
  });

  test('an earlier command of another workflow of the case is waited for', async () => {
    const caseNo = await openCase(database);
    const other = await give(caseNo, { service: 'approval', workflowId: `stage:${caseNo}` });
    const at = new Date(Date.parse(other.receivedAt) + 1).toISOString();
    const waiting = send(request(caseNo, { at }));
    const early = await Promise.race([waiting, sleep(200).then(() => 'waiting')]);
    expect(early).toBe('waiting');
    await rows(`select journal.finish($1, '{"status":"done","data":{}}')`, [other.id]);
    expect(await waiting).toMatchObject({ kind: 'ok' });
  });

  test('an insert that is still open is waited for, and comes back', async () => {
    const caseNo = await openCase(database);
    const id = randomUUID();
    const at = new Date(Date.now() + 100).toISOString();
    const reply = await database
      .as('approval')
      .transaction()
      .execute(async (trx) => {
        await receive(trx, cipher, newCommand(caseNo, { id }));
        const lapse = (async () => {
          await sleep(150);
          return send(request(caseNo, { kind: 'lapse', at }));
        })();
        await sleep(400);
        return { lapse };
      });
    expect(await reply.lapse).toMatchObject({ kind: 'blocked', commands: [{ id }] });
  });
});

describe('a closed workflow', () => {
  const closed: Closed = {
    default: { code: 'acceptance-concluded', title: '已结束', detail: '已结束' },
    entries: [
      { itemCode: 'I40', kind: 'return', code: 'item-returned', title: '已退回', detail: '已退回' },
      { itemCode: 'I40', code: 'item-decided', title: '已答复', detail: '已答复' },
    ],
  };
  let caseNo: string;

  beforeAll(async () => {
    caseNo = await openCase(database);
    await send(request(caseNo, { closed }));
  });

  test.each([
    [{ itemCode: 'I40', kind: 'return' }, 'item-returned'],
    [{ itemCode: 'I40', kind: 'accept' }, 'item-decided'],
    [{ itemCode: 'I29', kind: 'return' }, 'acceptance-concluded'],
    [{ kind: 'notRequired' }, 'acceptance-concluded'],
  ])('answers %j with the entry that fits', async (change, code) => {
    const { id } = await give(caseNo, change);
    expect(await rows('select intake.answer_closed($1) as closed', [id])).toEqual([{ closed: true }]);
    const [row] = await rows<{ state: string; outcome: unknown; body: unknown }>(
      'select state, outcome, body from journal.command where id = $1',
      [id],
    );
    expect(row).toMatchObject({ state: 'done', body: null, outcome: { status: 'refused', problem: { code } } });
    expect(JSON.stringify(row)).not.toContain('itemCode');
  });

  test('drops its start input, which holds the filing', async () => {
    expect(await rows('select input from intake.workflow where case_no = $1', [caseNo])).toEqual([{ input: null }]);
  });

  test('of another case is not closed by it', async () => {
    const open = await openCase(database);
    const { id } = await give(open);
    expect(await rows('select intake.answer_closed($1) as closed', [id])).toEqual([{ closed: false }]);
  });
});

describe('the trail', () => {
  beforeAll(async () => {
    await send(request(await openCase(database)));
  });

  test.each([`update intake.fact set hash = 'x'`, 'delete from intake.fact', 'truncate intake.fact'])(
    'refuses its own service: %s',
    async (statement) => {
      await expect(query('intake', statement)).rejects.toMatchObject({ code: '42501' });
      // Even the owner, who has the right, meets the trigger.
      await expect(database.owner.query(statement)).rejects.toMatchObject({ code: 'YC403' });
    },
  );

  test('is closed to other services', async () => {
    for (const table of ['intake.fact', 'intake.workflow', 'intake.outbox'])
      await expect(query('approval', `select * from ${table}`)).rejects.toMatchObject({ code: '42501' });
  });

  test.each(['update journal.setting set clock_offset_ms = 1', 'delete from journal.command'])(
    'leaves no right to a service: %s',
    (statement) => expect(query('approval', statement)).rejects.toMatchObject({ code: '42501' }),
  );
});
