/** The operator's tool on a running system: parked keys, differences between store and Temporal, the audit and what it finds. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parseLocal } from '@yichuang/kernel';
import { Kafka, logLevel } from 'kafkajs';
import { startTestSystem, type ToolRun, testServers, yichuang } from '../../src/index.ts';
import { acceptance, act, type Bench, fact, file, openBench, review, taskThere, until } from './support/bench.ts';

let bench: Bench;
let folder: string;
let brokers: readonly string[];
const tool = (...args: string[]): Promise<ToolRun> => yichuang(bench.system, ...args);
const by = ['--as', '运维甲', '--reason', '测试'];

beforeAll(async () => {
  const servers = await testServers();
  brokers = servers.kafkaBrokers;
  const system = await startTestSystem({
    infrastructure: servers,
    clockAt: parseLocal('2026-09-18 10:00'),
    env: { RECONCILE_EVERY_MS: '1000' },
  });
  bench = openBench(system, servers.temporalAddress);
  folder = mkdtempSync(path.join(os.tmpdir(), 'yichuang-operator-'));
});

afterAll(async () => {
  await bench.close();
  await bench.system.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function send(key: string, value: string): Promise<void> {
  const producer = new Kafka({ clientId: 'test', brokers: [...brokers], logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  await producer.send({ topic: `${bench.system.namespace}.yichuang.intake.v1`, messages: [{ key, value }] });
  await producer.disconnect();
}

describe('dlq', () => {
  test('an unreadable message parks its case in every service; repaired and replayed, the case goes on', async () => {
    const no = await file(bench, { items: ['I46'] });
    await taskThere(bench, acceptance(no, 'I46'));
    const { rows } = await bench.db.query<{ payload: object }>(
      'select payload from intake.outbox where key = $1 order by position limit 1',
      [no],
    );
    const right = JSON.stringify(rows[0]?.payload);
    await send(no, right.slice(0, -40));
    const consumers = ['approval', 'issuance', 'assist'];
    const list = async (): Promise<{ service: string; key: string; eventId: string; waiting: number }[]> =>
      JSON.parse((await tool('dlq', '--json')).out) as never;
    await until('the key parked in each', async () =>
      (await list()).filter(({ key }) => key === no).length === consumers.length ? true : undefined,
    );
    expect(await act(bench, 'housing', acceptance(no, 'I46'), 'accept')).toMatchObject({ status: 200 });
    const other = await file(bench, { items: ['I46'] });
    await taskThere(bench, acceptance(other, 'I46'));
    const [parked] = (await list()).filter(({ service }) => service === 'approval');
    expect(parked).toMatchObject({ key: no, waiting: 1 });
    const eventId = parked?.eventId ?? '';
    expect((await tool('dlq')).out).toContain(eventId);
    expect((await tool('dlq', 'show', 'approval', no)).out).toContain('等待前一条');
    expect((await tool('tasks')).out).toContain(no);

    const corrected = path.join(folder, 'event.json');
    writeFileSync(corrected, right.slice(0, -40));
    const repair = ['dlq', 'repair', 'approval', eventId, '--file', corrected, ...by];
    expect(await tool(...repair)).toMatchObject({ code: 1, err: expect.stringContaining('仍不符合格式') });
    writeFileSync(corrected, right);
    for (const service of consumers) {
      expect(await tool('dlq', 'repair', service, eventId, '--file', corrected, ...by)).toMatchObject({ code: 0 });
      expect(await tool('dlq', 'replay', service, no, ...by)).toMatchObject({ code: 0 });
    }
    expect(await list()).toEqual([]);
    expect(await act(bench, 'housing', review(no, 'I46'), 'grant', { result: {} })).toMatchObject({ status: 200 });
    await fact(bench, 'approval', no, 'stageCompleted');
    const { rows: open } = await bench.db.query('select 1 from journal.operator_task where resolved_at is null');
    expect(open).toEqual([]);
    const { rows: actions } = await bench.db.query<{ action: string; who: string }>(
      `select action, who from journal.operator_action where subject = $1 and service = 'approval' order by id`,
      [no],
    );
    expect(actions).toEqual([
      { action: 'dlq.repair', who: '运维甲' },
      { action: 'dlq.replay', who: '运维甲' },
    ]);
  });

  test('what is not parked cannot be repaired', async () => {
    expect(await tool('dlq', 'repair', 'intake', 'x', '--skip', ...by)).toMatchObject({ code: 1 });
    expect(await tool('dlq', 'replay', 'intake', 'x', ...by)).toMatchObject({ code: 1 });
  });
});

describe('reconcile', () => {
  const tasksOf = async (subject: string): Promise<{ kind: string; resolved_by: string | null }[]> =>
    (
      await bench.db.query('select kind, resolved_by from journal.operator_task where subject = $1 order by id', [
        subject,
      ])
    ).rows as never;

  test('the service itself finds a terminated case, and that it runs again', async () => {
    const no = await file(bench, { items: ['I46'] });
    const workflowId = `application:${no}`;
    await taskThere(bench, acceptance(no, 'I46'));
    await bench.client.workflow.getHandle(workflowId).terminate('by hand');
    await until('the task', async () => ((await tasksOf(workflowId)).length > 0 ? true : undefined));
    expect(await tasksOf(workflowId)).toEqual([{ kind: 'workflowEnded', resolved_by: null }]);
    expect(await tool('tasks')).toMatchObject({ code: 0, out: expect.stringContaining('reconcile --repair') });
    expect((await tool('reconcile')).out).toMatch(new RegExp(`${workflowId} +库中未结,流程不在运行 +TERMINATED`));
    expect(await tool('reconcile', '--repair', ...by)).toMatchObject({
      code: 0,
      out: expect.stringContaining('已接续'),
    });
    expect(await act(bench, 'housing', acceptance(no, 'I46'), 'accept')).toMatchObject({ status: 200 });
    await fact(bench, 'intake', no, 'acceptanceConcluded');
  });

  test('a workflow that the store does not hold is told, and left alone', async () => {
    const no = await file(bench, { items: ['I46'] });
    const workflowId = `application:${no}`;
    await taskThere(bench, acceptance(no, 'I46'));
    await bench.db.query(
      `create table held as select * from intake.workflow where workflow_id = $1`.replace('$1', `'${workflowId}'`),
    );
    await bench.db.query('delete from intake.workflow where workflow_id = $1', [workflowId]);
    await until('the task', async () => ((await tasksOf(workflowId)).length > 0 ? true : undefined));
    expect(await tasksOf(workflowId)).toMatchObject([{ kind: 'workflowUnknown' }]);
    expect(await tool('reconcile', '--repair', ...by)).toMatchObject({
      code: 1,
      err: expect.stringContaining('未接续'),
    });
    await bench.db.query('insert into intake.workflow select * from held');
    await until('the task resolved', async () =>
      (await tasksOf(workflowId)).every(({ resolved_by }) => resolved_by === 'reconcile') ? true : undefined,
    );
  });
});

describe('audit', () => {
  let no: string;
  /** Past the rights of the services, as whoever owns the server may. */
  const tamper = async (table: string, text: string, values: unknown[]): Promise<void> => {
    await bench.db.query(`alter table ${table} disable trigger user`);
    await bench.db.query(text, values);
    await bench.db.query(`alter table ${table} enable trigger user`);
  };

  beforeAll(async () => {
    no = await file(bench, { items: ['I46'] });
    expect(await act(bench, 'housing', acceptance(no, 'I46'), 'accept')).toMatchObject({ status: 200 });
    await fact(bench, 'approval', no, 'reviewStarted');
    await until('the signature', async () => {
      const { rowCount } = await bench.db.query('select 1 from intake.chain where case_no = $1 and sealed', [no]);
      return rowCount === 1 ? true : undefined;
    });
  });

  test('a whole trail, all services, and the topics', async () => {
    const { code, out } = await tool('audit', 'verify', no, '--json');
    expect(code).toBe(0);
    const { services } = JSON.parse(out) as { services: { service: string; facts: number; signed: number }[] };
    expect(services[0]).toMatchObject({ service: 'intake', facts: 6, signed: 6, messages: 3 });
    expect(await tool('audit', 'verify', no, '--topics')).toMatchObject({
      code: 0,
      out: expect.stringContaining('留痕完整'),
    });
    expect(await tool('audit', 'verify')).toMatchObject({ code: 0 });
    expect(await tool('audit', 'verify', '430000-20260918-999999')).toMatchObject({ code: 1 });
  });

  test('of another realm nothing is told', async () => {
    const options = { as: 'auditor', realm: 'elsewhere' };
    expect(await bench.api.get('intake', `/v1/cases/${no}/integrity`, options)).toMatchObject({ status: 404 });
    expect(await bench.api.get('intake', `/v1/cases/${no}/integrity`, { as: 'auditor' })).toMatchObject({
      status: 200,
      body: { intact: true, links: 6 },
    });
  });

  test.each([
    [
      'a fact changed later',
      'intake.fact',
      `update intake.fact set body = jsonb_set(body, '{at}', '"2026-09-19T00:00:00.000Z"') where case_no = $1 and sequence = 2`,
      /第 2 条:事实内容与其哈希不符/,
    ],
    [
      'a fact taken out',
      'intake.fact',
      'delete from intake.fact where case_no = $1 and sequence = 6',
      /链与其末端不符/,
    ],
    [
      'the whole trail taken out',
      'intake.fact',
      'with f as (delete from intake.fact where case_no = $1) delete from intake.chain where case_no = $1',
      /第 1 条:/,
    ],
    [
      'a message changed',
      'intake.outbox',
      `update intake.outbox set payload = jsonb_set(payload, '{data,facts,0,at}', '"2026-09-19T00:00:00.000Z"') where key = $1`,
      /发布的内容与该事实不符/,
    ],
    [
      'a message taken out',
      'intake.outbox',
      'delete from intake.outbox where key = $1 and position = (select min(position) from intake.outbox where key = $1)',
      /第 1 条:该事实没有发布/,
    ],
    [
      'a message made up',
      'intake.outbox',
      `insert into intake.outbox (id, realm, key, payload, published_at)
         select id || '-2', realm, key, jsonb_set(payload, '{id}', to_jsonb(id || '-2')), now() from intake.outbox where key = $1 limit 1`,
      /没有对应的留痕/,
    ],
  ])('%s is found and named', async (_what, table, text, told) => {
    const tables = ['intake.fact', 'intake.chain', 'intake.outbox'];
    for (const [i, name] of tables.entries())
      await bench.db.query(
        `create table kept${String(i)} as select * from ${name} where ${i === 2 ? 'key' : 'case_no'} = '${no}'`,
      );
    await tamper(table, text, [no]);
    const { body } = await bench.api.get('intake', `/v1/cases/${no}/integrity`, { as: 'auditor' });
    const run = table === 'intake.fact' ? await tool('audit', 'verify', no) : undefined;
    for (const [i, name] of tables.entries()) {
      await tamper(name, `delete from ${name} where ${i === 2 ? 'key' : 'case_no'} = $1`, [no]);
      await tamper(name, `insert into ${name} overriding system value select * from kept${String(i)}`, []);
      await bench.db.query(`drop table kept${String(i)}`);
    }
    expect(`第 ${String(body['brokenAt'])} 条:${String(body['why'])}`).toMatch(told);
    if (run) expect(run).toMatchObject({ code: 1, err: expect.stringMatching(told) });
  });

  test('whole again', async () => {
    expect(await tool('audit', 'verify', no)).toMatchObject({ code: 0 });
  });
});
