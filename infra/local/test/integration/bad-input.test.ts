/** Bad input over HTTP: each its own 4xx problem with a stable code, and nothing changed. Over the whole system, as callers see it. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { startTestSystem, testServers } from '../../src/index.ts';
import {
  acceptance,
  actionPath,
  type Bench,
  factsOf,
  names,
  openBench,
  sampleFiling,
  taskThere,
  until,
} from './support/bench.ts';

let bench: Bench;
/** A case in a realm, its items pushed. */
let no: string;
const realm = 'bad-input';
const expiry = '2026-09-20T17:30:00+08:00';
const unit = 'urban-management';

beforeAll(async () => {
  const servers = await testServers();
  bench = openBench(await startTestSystem(), servers.temporalAddress);
  await moveClock('2026-09-18T10:00:00+08:00', true);
  no = await fileInRealm();
});

afterAll(async () => {
  await bench.close();
  await bench.system.stop();
});

async function moveClock(to: string, create = false): Promise<void> {
  const [path, body] = create ? ['', { realm, now: to }] : [`/${realm}/clock`, { to }];
  const { status } = await bench.api.post('approval', `/v1/sandbox/realms${path}`, body, { as: 'admin' });
  expect(status).toBe(create ? 201 : 200);
}

async function fileInRealm(): Promise<string> {
  const body = sampleFiling({ items: ['I40', 'I29'] });
  const reply = await bench.api.act('intake', '/v1/applications', body, { as: 'applicant', realm });
  const filed = String(reply.body['applicationNo']);
  await taskThere(bench, acceptance(filed, 'I40'));
  await taskThere(bench, acceptance(filed, 'I29'));
  return filed;
}

/** What must not change: rows of the journal, the trails, the read models, the outboxes. */
async function everything(): Promise<unknown> {
  const tables = [
    'journal.command',
    'intake.application',
    'intake.item',
    'intake.workflow',
    'intake.fact',
    'intake.outbox',
    'approval.fact',
    'approval.task',
  ];
  const { rows } = await bench.db.query(
    tables.map((table) => `select '${table}' as name, count(*) as n from ${table}`).join(' union all '),
  );
  return rows;
}

interface Call {
  service: ServiceName;
  path: string;
  body?: unknown;
  as?: string;
  headers?: Record<string, string | undefined>;
}

/** A call as a client writes it by hand: any header can be changed or left out. */
async function send({ service, path, body, as = 'applicant', headers = {} }: Call): Promise<Response> {
  const all: Record<string, string | undefined> = {
    authorization: `Bearer ${await bench.system.token(as)}`,
    'content-type': 'application/json',
    'idempotency-key': randomUUID(),
    'sandbox-realm': realm,
    ...headers,
  };
  const sent = Object.entries(all).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, value]],
  );
  return fetch(`${bench.system.urls[service]}${path}`, {
    method: 'POST',
    headers: Object.fromEntries(sent),
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

async function expectProblem(call: Call, status: number, code: string): Promise<void> {
  const before = await everything();
  const response = await send(call);
  const problem: unknown = await response.json();
  expect([response.status, problem]).toEqual([
    status,
    expect.objectContaining({ status, code, type: `/problems#${code}`, title: expect.any(String) }),
  ]);
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(await everything()).toEqual(before);
}

const good = sampleFiling({ items: ['I46', 'I40'] });
const { region: _region, ...withoutRegion } = good;

describe('a filing', () => {
  const filing = (change: object): Call => ({
    service: 'intake',
    path: '/v1/applications',
    body: { ...good, ...change },
  });
  const project = (code: string): object => ({ project: { code, name: '示例产业园一期' } });
  const named = (name: string): object => ({ project: { code: '2609-430102-89-01-123451', name } });
  const applicant = (uscc: string): object => ({ applicant: { name: '示例建设有限公司', uscc } });

  test.each<[string, Call, number, string]>([
    ['without a region', { service: 'intake', path: '/v1/applications', body: withoutRegion }, 400, 'invalid-request'],
    ['with a member that nobody knows', filing({ urgent: true }), 400, 'invalid-request'],
    ['with items that are no list', filing({ items: 'I46' }), 400, 'invalid-request'],
    ['without items', filing({ items: [] }), 400, 'invalid-request'],
    ['that is no JSON', { service: 'intake', path: '/v1/applications', body: '{"region":' }, 400, 'invalid-json'],
    [
      'that is too deep',
      { service: 'intake', path: '/v1/applications', body: '{"a":'.repeat(20) + '1' + '}'.repeat(20) },
      413,
      'body-too-deep',
    ],
    ['that is too large', filing({ region: 'x'.repeat(300_000) }), 413, 'body-too-large'],
    ['of an unknown region', filing({ region: '亚特兰蒂斯' }), 400, 'unknown-region'],
    ['of an unknown stage', filing({ stage: '发射' }), 400, 'unknown-stage'],
    ['with an unknown item', filing({ items: ['I46', 'I999'] }), 400, 'unknown-item'],
    ['with an item twice', filing({ items: ['I46', 'I46'] }), 400, 'repeated-item'],
    ['with an item of another stage', filing({ items: ['I20'] }), 400, 'item-of-other-stage'],
    [
      'whose project code has a wrong check digit',
      filing(project('2609-430102-89-01-123452')),
      400,
      'invalid-project-code',
    ],
    ['whose project code has a wrong form', filing(project('2609-430102')), 400, 'invalid-project-code'],
    ['with a NUL in a name', filing(named('a\0b')), 400, 'invalid-request'],
    ['with half a character', filing(named('a\ud800b')), 400, 'invalid-request'],
    ['with a direction override', filing(named('a\u202eb')), 400, 'invalid-request'],
    ['with an emoji', filing(named('项目🏗️')), 400, 'invalid-request'],
    ['with a name that none can see', filing(named('\u200b')), 400, 'invalid-request'],
    ['with a name in two lines', filing(named('一\n二')), 400, 'invalid-request'],
    ['with a name too long', filing(named('长'.repeat(201))), 400, 'invalid-request'],
    ['as text', { ...filing({}), headers: { 'content-type': 'text/plain' } }, 415, 'json-expected'],
    [
      'as a form',
      { ...filing({}), headers: { 'content-type': 'application/x-www-form-urlencoded' } },
      415,
      'json-expected',
    ],
    [
      'in an unknown charset',
      { ...filing({}), headers: { 'content-type': 'application/json; charset=gbk' } },
      400,
      'invalid-request',
    ],
    ['that says it is packed', { ...filing({}), headers: { 'content-encoding': 'gzip' } }, 400, 'invalid-request'],
    ['that is a list', { service: 'intake', path: '/v1/applications', body: [] }, 400, 'invalid-request'],
    ['that is nothing', { service: 'intake', path: '/v1/applications', body: 'null' }, 400, 'invalid-json'],
    ['of a classified project', filing({ classified: true }), 422, 'classified-project'],
    ['for another enterprise', filing(applicant('91430100MA4L00002G')), 403, 'not-your-enterprise'],
    ['by a department', { ...filing({}), as: 'housing' }, 403, 'role-not-allowed'],
    ['at the window by an applicant', filing({ channel: 'onsite' }), 403, 'role-not-allowed'],
    [
      'without an idempotency key',
      { ...filing({}), headers: { 'idempotency-key': undefined } },
      400,
      'idempotency-key-required',
    ],
    [
      'with an idempotency key with spaces',
      { ...filing({}), headers: { 'idempotency-key': 'a b' } },
      400,
      'idempotency-key-required',
    ],
    ['in a realm with a bad name', { ...filing({}), headers: { 'sandbox-realm': 'LIVE!' } }, 400, 'invalid-realm'],
    [
      'in a realm that does not exist',
      { ...filing({}), headers: { 'sandbox-realm': 'nowhere' } },
      404,
      'unknown-realm',
    ],
    [
      'on a route that does not exist',
      { service: 'intake', path: '/v1/aplications', body: good },
      404,
      'no-such-route',
    ],
  ])('%s', async (_what, call, status, code) => {
    await expectProblem(call, status, code);
  });

  test('in a credit code with a bad form, by the window', async () => {
    const call: Call = { ...filing(applicant('123')), as: 'window-jia' };
    await expectProblem(call, 400, 'invalid-uscc');
  });
});

describe('a question', () => {
  test.each<[string, ServiceName, string, string, string]>([
    ['with a NUL for a number', 'intake', '/v1/applications/%00', 'applicant', 'no'],
    ['with a NUL in a filter', 'intake', '/v1/applications?item=%00', 'applicant', 'item'],
    ['with a NUL in a cursor', 'intake', '/v1/applications?after=%00', 'applicant', 'after'],
    ['for a day that does not exist', 'intake', '/v1/applications?filedFrom=2026-02-30', 'applicant', 'filedFrom'],
    ['for a day before all cases', 'intake', '/v1/applications?filedFrom=0000-01-01', 'applicant', 'filedFrom'],
    ['for a page of none', 'intake', '/v1/applications?limit=0', 'applicant', 'limit'],
    ['with a filter that there is not', 'intake', '/v1/applications?staet=1', 'applicant', 'staet'],
    ['for a task by a NUL', 'approval', '/v1/tasks/%00', 'housing', 'id'],
    ['for a file by a word', 'intake', '/v1/files/x', 'applicant', 'id'],
  ])('%s names its field, in Chinese', async (_what, service, path, as, field) => {
    const { status, body } = await bench.api.get(service, path, { as, realm });
    expect([status, body]).toEqual([
      400,
      expect.objectContaining({
        code: 'invalid-request',
        errors: [{ field, message: expect.stringMatching(/^(?!.*(?:Invalid|Too)).*\p{Script=Han}/u) }],
      }),
    ]);
  });
});

describe('an act on a task', () => {
  const on = (item: string, action: string, body: object = {}, as = unit): (() => Call) => {
    return () => ({ service: 'approval', path: actionPath(acceptance(no, item), action), body, as });
  };

  test.each<[string, () => Call, number, string]>([
    ['of another department', on('I29', 'return', { reason: '不归我管' }), 403, 'not-your-task'],
    ['by an applicant', on('I40', 'accept', {}, 'applicant'), 403, 'role-not-allowed'],
    ['by a supervisor, who only looks', on('I40', 'accept', {}, 'supervisor'), 403, 'role-not-allowed'],
    ['that the task does not have', on('I40', 'grant', { result: {} }), 404, 'no-such-action'],
    ['on a task that does not exist', on('I46', 'accept'), 404, 'not-found'],
    [
      'naming an unknown department',
      on('I40', 'return', { reason: 'x', suggestedDepartment: '火星局' }),
      400,
      'unknown-department',
    ],
    ['without its fields', on('I40', 'return'), 400, 'invalid-request'],
    ['with a field too many', on('I40', 'accept', { at: '2026-09-18' }), 400, 'invalid-request'],
  ])('%s', async (_what, call, status, code) => {
    await expectProblem(call(), status, code);
  });

  test('without an idempotency key', () =>
    expectProblem(
      { ...on('I40', 'accept')(), headers: { 'idempotency-key': undefined } },
      400,
      'idempotency-key-required',
    ));

  test('without a body and its type is judged as an empty one', async () => {
    const { service, path, as = '' } = on('I29', 'return')();
    const authorization = `Bearer ${await bench.system.token(as)}`;
    const headers = { authorization, 'idempotency-key': randomUUID(), 'sandbox-realm': realm };
    const response = await fetch(`${bench.system.urls[service]}${path}`, { method: 'POST', headers });
    expect([response.status, await response.json()]).toMatchObject([403, { code: 'not-your-task' }]);
  });

  test('in another realm than the case', () =>
    expectProblem({ ...on('I40', 'accept')(), headers: { 'sandbox-realm': undefined } }, 404, 'not-found'));
});

describe('an act on an application', () => {
  const on = (act: string, body: object = {}, as = 'applicant', of?: string): (() => Call) => {
    return () => ({ service: 'intake', path: `/v1/applications/${of ?? no}/${act}`, body, as });
  };

  test.each<[string, () => Call, number, string]>([
    ['without its item', on('signCommitment'), 400, 'invalid-request'],
    ['without a material', on('supplyDeficits', { materials: [] }), 400, 'invalid-request'],
    ['with a field too many', on('withdraw', { at: '2026-09-18' }), 400, 'invalid-request'],
    ['on a way that papers do not come', on('receivePaper', { by: 'fax' }, 'window-jia'), 400, 'invalid-request'],
    ['of the applicant, by the window', on('withdraw', {}, 'window-jia'), 403, 'role-not-allowed'],
    ['of the window, by the applicant', on('receivePaper'), 403, 'role-not-allowed'],
    ['on an application that does not exist', on('withdraw', {}, 'applicant', 'none'), 404, 'not-found'],
    ['that nobody knows', on('expedite'), 404, 'no-such-route'],
  ])('%s', async (_what, call, status, code) => {
    await expectProblem(call(), status, code);
  });
});

describe('a request to the sandbox itself', () => {
  const path = '/v1/sandbox/realms';
  const body = { realm: 'bad-input-twice', now: '2026-09-18T10:00:00+08:00' };
  const call = (change: Partial<Call>): Call => ({ service: 'approval', path, body, as: 'admin', ...change });

  test('without an idempotency key', () =>
    expectProblem(call({ headers: { 'idempotency-key': undefined } }), 400, 'idempotency-key-required'));

  test('twice with one key is one act; the key of another is refused', async () => {
    const headers = { 'idempotency-key': 'realm-once' };
    for (const time of [1, 2]) {
      const response = await send(call({ headers }));
      expect([time, response.status, await response.json()]).toEqual([time, 201, body]);
    }
    await expectProblem(call({ headers, body: { ...body, realm: 'other' } }), 422, 'idempotency-key-reused');
    await expectProblem(call({}), 409, 'realm-exists');
  });

  test('with an instant that is none', () =>
    expectProblem(call({ body: { ...body, now: 'tomorrow' } }), 400, 'invalid-instant'));

  test('at an address that cannot be read', () =>
    expectProblem(call({ path: '/v1/sandbox/realms/%E0%A4%A/clock' }), 400, 'invalid-request'));
});

describe('the end of the period', () => {
  const giveBack = (item: string, as: string): ReturnType<typeof bench.api.act> =>
    bench.api.act('approval', actionPath(acceptance(no, item), 'return'), { reason: '不归我管' }, { as, realm });

  test('a return a millisecond before it is in time, one at it is late and changes nothing', async () => {
    await moveClock('2026-09-20T17:29:59.999+08:00');
    expect((await giveBack('I40', unit)).status).toBe(200);
    await moveClock(expiry);
    const facts = await until('the silence of transport', async () => {
      const all = await factsOf(bench, 'intake', no);
      return all.some(({ type }) => type === 'itemAccepted') ? all : undefined;
    });
    const late = await giveBack('I29', 'transport');
    expect(late).toMatchObject({ status: 409, body: { code: 'item-deemed-accepted', clause: expect.any(String) } });
    expect(await factsOf(bench, 'intake', no)).toEqual(facts);
    expect(names(facts).filter((name) => /Returned|Accepted/.test(name))).toEqual([
      'itemReturned I40',
      'itemAccepted I29',
      'applicationAccepted',
    ]);
  });
});
