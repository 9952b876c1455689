/** What operators see: one trace from a request to what other services make of it, gauges of what waits, readiness of every process. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isRecord, startTestSystem, testServers } from '../../src/index.ts';
import {
  acceptance,
  actionPath,
  type Bench,
  fact,
  file,
  openBench,
  sampleFiling,
  taskThere,
  until,
} from './support/bench.ts';

let bench: Bench;

beforeAll(async () => {
  const servers = await testServers();
  const system = await startTestSystem({ infrastructure: servers });
  bench = openBench(system, servers.temporalAddress);
});

afterAll(async () => {
  await bench.close();
  await bench.system.stop();
});

/** Log lines of a process that belong to a trace. */
function linesOf(process: string, traceId: string): Record<string, unknown>[] {
  const log = readFileSync(path.join(bench.system.dataDir, 'logs', `${process}.log`), 'utf8');
  const lines = log.split('\n').filter((line) => line.includes(`"traceId":"${traceId}"`));
  return lines.map((line): unknown => JSON.parse(line)).filter(isRecord);
}

const messagesOf = (process: string, traceId: string): unknown[] =>
  linesOf(process, traceId).map((line) => line['msg']);

async function post(
  service: 'intake' | 'approval',
  url: string,
  body: object,
  as: string,
  traceparent: string,
): Promise<Response> {
  const { urls, token, accounts } = bench.system;
  const claims = accounts[as];
  if (!claims) throw new Error(`no account ${as}`);
  return fetch(`${urls[service]}${url}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await token(claims)}`,
      'content-type': 'application/json',
      'idempotency-key': randomBytes(8).toString('hex'),
      traceparent,
    },
    body: JSON.stringify(body),
  });
}

const tracesOf = async (service: 'intake' | 'approval', no: string): Promise<Record<string, string>> => {
  const { rows } = await bench.db.query<{ facts: string; trace: string }>(
    `select payload#>>'{data,facts,0,type}' as facts, payload->>'traceparent' as trace from ${service}.outbox where key = $1`,
    [no],
  );
  return Object.fromEntries(rows.map(({ facts, trace }) => [facts, trace.split('-')[1] ?? '']));
};

test('one trace from the act of a department through journal, workflow and Kafka to the stage that begins', async () => {
  const [filing, accepting] = [randomBytes(16).toString('hex'), randomBytes(16).toString('hex')];
  const filed = await post(
    'intake',
    '/v1/applications',
    sampleFiling({ items: ['I46'] }),
    'applicant',
    `00-${filing}-00f067aa0ba902b7-01`,
  );
  expect(filed.status).toBe(201);
  const body: unknown = await filed.json();
  const no = isRecord(body) ? String(body['applicationNo']) : '';
  await taskThere(bench, acceptance(no, 'I46'));
  const act = await post(
    'approval',
    actionPath(acceptance(no, 'I46'), 'accept'),
    {},
    'housing',
    `00-${accepting}-00f067aa0ba902b7-01`,
  );
  expect(act.status).toBe(200);
  await fact(bench, 'approval', no, 'itemOpened', 'I46');

  // The facts that were published carry it, those of the other service too, which heard of them by Kafka only.
  expect(await tracesOf('intake', no)).toMatchObject({ applicationFiled: filing, itemAccepted: accepting });
  expect(Object.values(await tracesOf('approval', no))).toContain(accepting);

  // Every process on the way says it in its log, with the IDs to search by.
  expect(messagesOf('intake', filing)).toContain('act');
  expect(messagesOf('approval', filing)).toContain('event taken in');
  expect(messagesOf('approval', accepting)).toEqual(expect.arrayContaining(['act', 'event taken in']));
  expect(messagesOf('intake', accepting)).toContain('command done');
  const recorded = linesOf('worker', accepting).filter((line) => line['msg'] === 'facts recorded');
  expect(recorded.map((line) => line['workflowId'])).toEqual(
    expect.arrayContaining([`application:${no}`, `stage:${no}`]),
  );
  expect(linesOf('intake', accepting)).toContainEqual(
    expect.objectContaining({
      caseNo: no,
      workflowId: `application:${no}`,
      kind: 'accept',
      commandId: expect.any(String),
    }),
  );
  for (const process of ['intake', 'approval', 'worker'])
    for (const trace of [filing, accepting])
      expect(JSON.stringify(linesOf(process, trace))).not.toMatch(/示例产业园|示例建设|91430100/);
});

test('a malformed traceparent begins a trace of its own', async () => {
  const reply = await post('intake', '/v1/applications', {}, 'applicant', '00-zz-11-01');
  expect(reply.status).toBe(400);
});

const gauges = async (url: string): Promise<Map<string, number>> => {
  const text = await (await fetch(`${url}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith('yichuang_'));
  return new Map(lines.map((line) => [line.replace(/,?service="[^"]*"| [^ ]*$/g, ''), Number(line.split(' ').at(-1))]));
};

test('what waits is on the metrics page, with the age of the oldest; without workers commands wait', async () => {
  const no = await file(bench, { items: ['I46'] });
  await taskThere(bench, acceptance(no, 'I46'));
  const { worker } = bench.system.parts;
  await worker.kill9();
  const reply = await bench.api.post('approval', actionPath(acceptance(no, 'I46'), 'accept'), {}, { as: 'housing' });
  expect(reply.status).toBe(202);
  const waiting = await gauges(bench.system.urls.intake);
  expect(waiting.get('yichuang_database_up{}')).toBe(1);
  expect(waiting.get('yichuang_backlog{what="commands"}')).toBe(1);
  expect(waiting.get('yichuang_backlog_age_seconds{what="commands"}')).toBeGreaterThan(2.5);
  for (const what of ['parked', 'tasks']) expect(waiting.get(`yichuang_backlog{what="${what}"}`)).toBe(0);
  await worker.start();
  await until('an empty backlog', async () =>
    (await gauges(bench.system.urls.intake)).get('yichuang_backlog{what="commands"}') === 0 ? true : undefined,
  );
});

test('a worker process says that it lives and whether it can work', async () => {
  const { worker } = bench.system.parts;
  const url = `http://127.0.0.1:${String(worker.port)}`;
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  expect(await (await fetch(`${url}/readyz`)).json()).toMatchObject({ service: 'worker', ready: true });
  expect(await (await fetch(`${url}/metrics`)).text()).toContain('process_cpu_user_seconds_total');
});
