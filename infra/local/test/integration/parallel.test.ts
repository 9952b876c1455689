/** Parallel approval under faults: the worker killed while eight departments decide, and two hundred stages opened at one instant. */
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { itemWorkflowId, stageWorkflowId } from '@yichuang/contracts/temporal';
import { type Reply, startTestSystem, testServers, yichuang } from '../../src/index.ts';
import { actionPath, type Bench, factsOf, file, names, openBench, sampleFiling, until } from './support/bench.ts';
import { completed } from './support/history.ts';
import { expectTrail } from './support/proof.ts';

let bench: Bench;

beforeAll(async () => {
  const servers = await testServers();
  bench = openBench(await startTestSystem({ infrastructure: servers }), servers.temporalAddress);
});

afterAll(async () => {
  await bench.close();
  await bench.system.stop();
});

interface Task {
  id: string;
  department: string;
}

/** Open tasks of these cases, once there are as many as expected. */
const tasksOf = (nos: string[], kind: string, count: number): Promise<Task[]> =>
  until(`${String(count)} tasks of ${kind}`, async () => {
    const { rows } = await bench.db.query<Task>(
      'select id, department from approval.task where application_no = any($1) and kind = $2 and closed_at is null order by id',
      [nos, kind],
    );
    return rows.length === count ? rows : undefined;
  });

/** Each department acts on its task; waits for the outcomes. */
const actOn = (tasks: Task[], action: string, realm?: string): Promise<Reply[]> =>
  Promise.all(
    tasks.map(({ id, department }) =>
      bench.api.act('approval', actionPath(id, action), {}, { as: department, ...(realm !== undefined && { realm }) }),
    ),
  );

const eight = ['I29', 'I35', 'I37', 'I39', 'I40', 'I41', 'I46', 'I47'];

test('killed again and again while eight departments decide: every decision is recorded once and the stage completes', async () => {
  const no = await file(bench, { items: eight });
  await actOn(await tasksOf([no], 'acceptance', eight.length), 'accept');
  const reviews = await tasksOf([no], 'review', eight.length);
  const { worker } = bench.system.parts;
  await worker.kill9();
  const sent = actOn(reviews, 'grant');
  const decided = (atLeast: number): Promise<true> =>
    until(`${String(atLeast)} decisions`, async () => {
      const granted = (await factsOf(bench, 'approval', no)).filter(({ type }) => type === 'itemGranted');
      return granted.length >= atLeast ? true : undefined;
    });
  for (const atLeast of [1, 5]) {
    await worker.start();
    await decided(atLeast);
    await worker.kill9();
  }
  await worker.start();
  for (const { status } of await sent) expect(status).toBe(200);
  await completed(bench, stageWorkflowId(no));
  await Promise.all(eight.map((item) => completed(bench, itemWorkflowId(no, item))));
  const facts = await factsOf(bench, 'approval', no);
  const sorted = (...types: string[]): string[] => names(facts.filter(({ type }) => types.includes(type))).sort();
  for (const type of ['itemOpened', 'reviewStarted', 'itemGranted', 'itemConcluded'])
    expect(sorted(type)).toEqual(eight.map((item) => `${type} ${item}`));
  expect(sorted('stageOpened', 'stageItemsKnown', 'stageCompleted')).toEqual([
    'stageCompleted',
    'stageItemsKnown',
    'stageOpened',
  ]);
  await expectTrail(bench, 'approval', no);
  await expectTrail(bench, 'intake', no);
});

test('two hundred silences at one instant open two hundred stages: none lost, none twice, none stuck', async () => {
  const count = 200;
  const realm = 'stages-at-once';
  const clock = (path: string, body: object): Promise<Reply> => bench.api.post('approval', path, body, { as: 'admin' });
  expect(await clock('/v1/sandbox/realms', { realm, now: '2026-09-18T10:00:00+08:00' })).toMatchObject({ status: 201 });
  const nos: string[] = [];
  const fileSome = async (): Promise<void> => {
    while (nos.length < count) {
      const i = nos.push('') - 1;
      const reply = await bench.api.act('intake', '/v1/applications', sampleFiling({ items: ['I40'] }), {
        as: 'applicant',
        realm,
      });
      nos[i] = String(reply.body['applicationNo']);
    }
  };
  await Promise.all(Array.from({ length: 16 }, fileSome));
  // The realm answers 504 as long as something is still on its way.
  await until('the realm has settled', async () => {
    const moved = await clock(`/v1/sandbox/realms/${realm}/clock`, { to: '2026-09-20T17:30:00+08:00' });
    return moved.status === 200 ? moved : undefined;
  });
  const reviews = await tasksOf(nos, 'review', count);
  const { rows } = await bench.db.query<{ types: string }>(
    `select string_agg(body->>'type', ' ' order by workflow_id, seq) as types from approval.fact
      where case_no = any($1) group by case_no`,
    [nos],
  );
  expect(rows).toHaveLength(count);
  expect(new Set(rows.map(({ types }) => types))).toEqual(
    new Set(['stageOpened itemOpened stageItemsKnown reviewStarted']),
  );
  for (const no of nos.slice(0, 20)) await expectTrail(bench, 'approval', no);
  const some = reviews.slice(0, 8);
  for (const { status } of await actOn(some, 'grant', realm)) expect(status).toBe(200);
  expect(await tasksOf(nos, 'review', count - some.length)).toHaveLength(count - some.length);
});

test('all of it replays, and nothing waits for an operator', async () => {
  // Every workflow of this system, closed ones too, on the code as it is.
  const replayed = await yichuang(bench.system, 'replay', '--live', '--closed-days', '1');
  expect(replayed).toMatchObject({ code: 0 });
  const { rows } = await bench.db.query('select subject, detail from journal.operator_task where resolved_at is null');
  expect(rows).toEqual([]);
});
