/**
 * d: each part of the system and each server is killed with -9 in the middle of a case, while acts are under way, and started
 * again: the case finishes, no fact is lost or doubled, order per case is kept. On servers of the test's own.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseLocal } from '@yichuang/kernel';
import { ensureTestInfrastructure, type Infrastructure, type Reply, startTestSystem } from '../../src/index.ts';
import {
  acceptance,
  actionPath,
  type Bench,
  fact,
  factsOf,
  openBench,
  review,
  sampleFiling,
  taskThere,
  until,
} from './support/bench.ts';
import { completed } from './support/history.ts';
import { expectTopicIsOutbox, expectTrail } from './support/proof.ts';

const departments = { I46: 'housing', I40: 'urban-management', I29: 'transport' };
const items = Object.entries(departments);

let infrastructure: Infrastructure;
let bench: Bench;
const cases: string[] = [];

beforeAll(async () => {
  infrastructure = await ensureTestInfrastructure();
  const system = await startTestSystem({ infrastructure, clockAt: parseLocal('2026-09-18 10:00') });
  bench = openBench(system, infrastructure.temporalAddress);
});

afterAll(async () => {
  await bench.close();
  await bench.system.stop();
  await infrastructure.stop();
});

/** As a client of the API does: one key per act, sent again until it is answered. */
async function persist(send: (idempotencyKey: string) => Promise<Reply>): Promise<Reply> {
  const key = randomUUID();
  return until('an answer', async () => {
    const reply = await send(key);
    return reply.status < 500 && reply.status !== 404 ? reply : undefined;
  });
}

const onEach = (kind: (no: string, item: string) => string, no: string, action: string, body = {}): Promise<Reply[]> =>
  Promise.all(
    items.map(([item, as]) =>
      persist((idempotencyKey) =>
        bench.api.act('approval', actionPath(kind(no, item), action), body, { as, idempotencyKey }),
      ),
    ),
  );

interface Fault {
  kill: () => void | Promise<void>;
  back: () => Promise<void>;
}

const server = (name: 'postgres' | 'kafka' | 'temporal'): Fault => {
  const one = infrastructure.servers[name];
  if (!one) throw new Error(`${name} was not started by this test`);
  return { kill: () => one.kill9(), back: () => one.restart() };
};
const part = (name: 'intake' | 'approval' | 'worker'): Fault => {
  const one = bench.system.parts[name];
  return { kill: () => one.kill9(), back: () => one.start() };
};

/** Kills while the work goes on, and starts again a moment later. */
async function during<T>({ kill, back }: Fault, afterMs: number, work: Promise<T>): Promise<T> {
  const struck = (async () => {
    await sleep(afterMs);
    await kill();
    await sleep(700);
    await back();
  })();
  const [result] = await Promise.all([work, struck]);
  return result;
}

/** Files, accepts, grants, with the fault at each of the three in turn of `at`. */
async function runCase(fault: Fault, at: 'filing' | 'acceptance' | 'review', afterMs: number): Promise<string> {
  const strike = <T>(moment: typeof at, work: () => Promise<T>): Promise<T> =>
    moment === at ? during(fault, afterMs, work()) : work();
  const body = sampleFiling({ items: Object.keys(departments) });
  const filed = await strike('filing', () =>
    persist((idempotencyKey) => bench.api.act('intake', '/v1/applications', body, { as: 'applicant', idempotencyKey })),
  );
  const no = String(filed.body['applicationNo']);
  const accepted = await strike('acceptance', () => onEach(acceptance, no, 'accept'));
  expect(accepted.map(({ status }) => status)).toEqual([200, 200, 200]);
  const granted = await strike('review', () => onEach(review, no, 'grant', { result: {} }));
  expect(granted.map(({ status }) => status)).toEqual([200, 200, 200]);
  return no;
}

const counted = (types: string[]): Record<string, number> =>
  Object.fromEntries([...new Set(types)].sort().map((type) => [type, types.filter((one) => one === type).length]));

async function expectWhole(no: string): Promise<void> {
  await fact(bench, 'approval', no, 'stageCompleted');
  await completed(bench, `stage:${no}`);
  await completed(bench, `application:${no}`);
  const types = async (service: 'intake' | 'approval'): Promise<Record<string, number>> =>
    counted((await factsOf(bench, service, no)).map(({ type }) => type));
  expect(await types('intake')).toEqual({
    acceptanceConcluded: 1,
    applicationAccepted: 1,
    applicationFiled: 1,
    documentIssued: 3,
    itemAccepted: 3,
    itemPushed: 3,
  });
  expect(await types('approval')).toEqual({
    itemConcluded: 3,
    itemGranted: 3,
    itemOpened: 3,
    reviewStarted: 3,
    stageCompleted: 1,
    stageItemsKnown: 1,
    stageOpened: 1,
  });
  await expectTrail(bench, 'intake', no);
  await expectTrail(bench, 'approval', no);
  const concluded = await until('the application concluded for its applicant', async () => {
    const { body } = await bench.api.get('intake', `/v1/applications/${no}`, { as: 'applicant' });
    return body['state'] === '已办结' ? body : undefined;
  });
  expect(concluded['items']).toMatchObject(items.map(() => ({ state: '准予' })));
}

const faults = [
  ['intake', 'filing', 30],
  ['intake', 'acceptance', 50],
  ['approval', 'acceptance', 60],
  ['worker', 'review', 40],
  ['postgres', 'acceptance', 60],
  ['kafka', 'acceptance', 50],
  ['temporal', 'review', 60],
] as const;

test.each(faults)('%s killed during %s: the case finishes, whole', async (name, at, afterMs) => {
  const fault = name === 'intake' || name === 'approval' || name === 'worker' ? part(name) : server(name);
  const no = await runCase(fault, at, afterMs);
  cases.push(no);
  await expectWhole(no);
});

test('PostgreSQL away after an act is journalled: the caller has its 202 in three seconds, a late refusal is noticed', async () => {
  const { worker } = bench.system.parts;
  const postgres = server('postgres');
  const filed = await bench.api.act('intake', '/v1/applications', sampleFiling({ items: ['I46'] }), {
    as: 'applicant',
  });
  const no = String(filed.body['applicationNo']);
  const task = acceptance(no, 'I46');
  await taskThere(bench, task);
  await worker.kill9();
  const from = performance.now();
  // The second accept is refused: somebody must hear of it.
  const path = actionPath(task, 'accept');
  const sent = [1, 2].map(() => bench.api.post('approval', path, {}, { as: 'housing' }));
  await until('the acts in the journal', async () => {
    const { rowCount } = await bench.db.query(`select 1 from journal.command where case_no = $1 and kind = 'accept'`, [
      no,
    ]);
    return rowCount === 2 ? true : undefined;
  });
  await postgres.kill();
  const replies = await Promise.all(sent);
  expect(replies.map(({ status }) => status)).toEqual([202, 202]);
  expect(performance.now() - from).toBeLessThan(6_000);
  await postgres.back();
  await worker.start();
  const notices = await until('the notice', async () => {
    const { body } = await bench.api.get('approval', '/v1/notices', { as: 'housing' });
    return Array.isArray(body['notices']) && body['notices'].length > 0 ? body['notices'] : undefined;
  });
  expect(notices).toMatchObject([{ workflowId: `application:${no}`, problem: { code: 'item-accepted' } }]);
  await expectTrail(bench, 'intake', no);
});

test('due dates of the first case: a Sunday that is worked counts', async () => {
  const [no = ''] = cases;
  const dueAt = async (service: 'intake' | 'approval', type: string): Promise<Record<string, unknown>> =>
    Object.fromEntries(
      (await factsOf(bench, service, no))
        .filter((one) => one.type === type)
        .map(({ item, text }) => [item ?? '', /"dueAt": "([^"]+)"/.exec(text)?.[1]]),
    );
  const [pushed, reviewed] = ['2026-09-20T09:30:00.000Z', '2026-09-22T09:30:00.000Z'];
  expect(await dueAt('intake', 'itemPushed')).toEqual({ I46: pushed, I40: pushed, I29: pushed });
  expect(await dueAt('approval', 'reviewStarted')).toEqual({
    I46: reviewed,
    I40: reviewed,
    I29: '2026-09-24T09:30:00.000Z',
  });
});

test('topics hold what the outboxes hold, per case in order', async () => {
  expect(cases).toHaveLength(faults.length);
  await expectTopicIsOutbox(bench, infrastructure.kafkaBrokers, 'intake');
  await expectTopicIsOutbox(bench, infrastructure.kafkaBrokers, 'approval');
});
