/** Who may do and see what, on the running system: tokens that are none, scopes by enterprise, region, department and realm. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type Claims, createIssuer, isRecord, startTestSystem } from '../../../src/index.ts';
import { acceptance, actionPath, file, sampleFiling, taskThere } from '../support/bench.ts';
import { sharedBench } from '../support/shared-bench.ts';

const bench = sharedBench();
let no: string;
let task: string;
const regionOfCase = 'hunan';

beforeAll(async () => {
  no = await file(bench, { items: ['I40'] });
  task = acceptance(no, 'I40');
  await taskThere(bench, task);
});

const applicant: Claims = { sub: 'a', name: '示例', roles: ['applicant'], uscc: '91430100MA4L00001J' };

async function call(service: ServiceName, path: string, token: string, body?: unknown): Promise<Response> {
  return fetch(`${bench.system.urls[service]}${path}`, {
    headers: { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  });
}

async function commands(): Promise<number> {
  const { rows } = await bench.db.query<{ n: number }>('select count(*)::int as n from journal.command');
  return rows[0]?.n ?? 0;
}

const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a token', () => {
  const issuer = (change: { dataDir?: string; url?: string } = {}): ReturnType<typeof createIssuer> =>
    createIssuer({ dataDir: bench.system.dataDir, url: bench.system.issuerUrl, ...change });

  const tokens: [string, () => Promise<string>][] = [
    ['that is none', () => Promise.resolve('abc.def.ghi')],
    [
      'of a foreign issuer that calls itself ours',
      async () => {
        const dataDir = mkdtempSync(path.join(os.tmpdir(), 'yichuang-issuer-'));
        const foreign = await issuer({ dataDir });
        rmSync(dataDir, { recursive: true });
        return foreign.token(applicant);
      },
    ],
    [
      'of our key in the name of another issuer',
      async () => (await issuer({ url: 'http://else.example' })).token(applicant),
    ],
    ['that has expired', async () => (await issuer()).token(applicant, { expiresIn: -60 })],
    ['for another audience', async () => (await issuer()).token(applicant, { audience: 'elsewhere' })],
    ['that is no access token', async () => (await issuer()).token(applicant, { type: 'JWT' })],
    ['whose region cannot be read', async () => (await issuer()).token({ ...applicant, region: '' })],
    [
      'without a signature',
      async () => {
        const [, payload = ''] = (await (await issuer()).token(applicant)).split('.');
        return `${base64({ alg: 'none', typ: 'at+jwt' })}.${payload}.`;
      },
    ],
    [
      'with another role written into it',
      async () => {
        const [header, payload = '', signature] = (await (await issuer()).token(applicant)).split('.');
        const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString());
        return [header, base64({ ...(isRecord(claims) && claims), roles: ['admin'] }), signature].join('.');
      },
    ],
  ];

  test.each(tokens)('%s is refused, and nothing is recorded', async (_what, make) => {
    const before = await commands();
    const response = await call('intake', '/v1/applications', await make(), sampleFiling({ items: ['I40'] }));
    expect([response.status, await response.json()]).toEqual([401, expect.objectContaining({ code: 'unauthorised' })]);
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="yichuang", error="invalid_token"/);
    expect(await commands()).toBe(before);
  });

  test('that is missing is asked for', async () => {
    const response = await fetch(`${bench.system.urls.intake}/v1/applications`);
    expect(response.status).toBe(401);
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="yichuang"');
  });

  test.each([
    ['without any role', [], 'no-role'],
    ['with a role that is not ours', ['emperor'], 'no-role'],
    ['with the wrong role', ['auditor'], 'role-not-allowed'],
  ])('%s is forbidden', async (_what, roles, code) => {
    const token = await bench.system.token({ ...applicant, roles });
    const response = await call('intake', '/v1/applications', token, sampleFiling({ items: ['I40'] }));
    expect([response.status, await response.json()]).toEqual([403, expect.objectContaining({ code })]);
    expect(response.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
  });
});

/** Every way to look at the case or act on it; each answers as if there were none. */
const doors: { what: string; service: ServiceName; path: () => string; body?: object }[] = [
  { what: 'the application', service: 'intake', path: () => `/v1/applications/${no}` },
  { what: 'its trail', service: 'intake', path: () => `/v1/cases/${no}/facts` },
  { what: 'its integrity', service: 'intake', path: () => `/v1/cases/${no}/integrity` },
  { what: 'its trail where there is none yet', service: 'issuance', path: () => `/v1/cases/${no}/facts` },
  { what: 'its task', service: 'approval', path: () => `/v1/tasks/${encodeURIComponent(task)}` },
  { what: 'an act on its task', service: 'approval', path: () => actionPath(task, 'accept'), body: {} },
];
const everyRole = ['applicant', 'clerk', 'handler', 'supervisor', 'auditor', 'admin', 'system'];
const elsewhere: Claims = {
  sub: 'b',
  name: '外地',
  roles: everyRole,
  departmentId: 'urban-management',
  region: 'jiangcheng',
};

describe('a case of another region', () => {
  test.each(doors)('hides $what', async ({ service, path, body }) => {
    const before = await commands();
    const response = await call(service, path(), await bench.system.token(elsewhere), body);
    expect([response.status, await response.json()]).toEqual([404, expect.objectContaining({ code: 'not-found' })]);
    expect(await commands()).toBe(before);
  });

  test('is counted in no list', async () => {
    for (const [service, list] of [
      ['intake', '/v1/applications'],
      ['approval', '/v1/tasks'],
    ] as const) {
      const inside = await bench.api.get(service, list, { as: { ...elsewhere, region: regionOfCase } });
      const outside = await bench.api.get(service, list, { as: elsewhere });
      expect([inside, outside].map(({ body }) => JSON.stringify(body).includes(no))).toEqual([true, false]);
    }
  });

  test('is open to its own region', async () => {
    const token = await bench.system.token({ ...elsewhere, region: regionOfCase });
    for (const { what, service, path, body } of doors.slice(0, -1))
      expect([what, (await call(service, path(), token, body)).status]).toEqual([what, 200]);
  });

  test('cannot be filed', async () => {
    const token = await bench.system.token({ ...elsewhere, roles: ['clerk'] });
    const response = await call('intake', '/v1/applications', token, sampleFiling({ items: ['I40'] }));
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ code: 'not-your-region' }),
    ]);
  });

  test('hides commissions too, and no calendar of all regions is amended from one', async () => {
    const inside = { ...elsewhere, roles: ['assist-desk', 'admin'] };
    const body = {
      region: '江城',
      project: { code: '2609-441702-89-01-123450', name: '示例产业园一期', kind: '一般工程' },
      owner: { name: '示例建设有限公司', uscc: '91430100MA4L00001J' },
      entrustment: { mode: 'full' },
    };
    const asked = await bench.api.act('assist', '/v1/assist-cases', body, { as: inside });
    expect(asked.status).toBe(201);
    const seen = async (region: string): Promise<unknown[]> => {
      const as = { ...inside, region };
      const read = await bench.api.get('assist', `/v1/assist-cases/${String(asked.body['assistNo'])}`, { as });
      const list = await bench.api.get('assist', '/v1/assist-cases', { as });
      return [read.status, list.body['count']];
    };
    expect([await seen('jiangcheng'), await seen(regionOfCase)]).toEqual([
      [200, 1],
      [404, 0],
    ]);
    const amendment = { reason: '试', days: [{ date: '2026-12-31', working: false, reason: '试', source: '试' }] };
    const proposed = await bench.api.post('approval', '/v1/calendar/amendments', amendment, { as: inside });
    expect([proposed.status, proposed.body['code']]).toEqual([403, 'not-your-region']);
  });

  test('hides its commands from an administrator elsewhere', async () => {
    const { rows } = await bench.db.query<{ id: string }>('select id from journal.command where case_no = $1', [no]);
    const command = `/v1/commands/${rows[0]?.id ?? ''}`;
    const asked = async (claims: Claims): Promise<number> =>
      (await bench.api.get('intake', command, { as: claims })).status;
    expect([await asked(elsewhere), await asked({ ...elsewhere, region: regionOfCase })]).toEqual([404, 200]);
  });
});

describe('a case of another enterprise', () => {
  const other: Claims = { ...applicant, sub: 'c', uscc: '91430100MA4L00002G' };

  test.each<[string, Claims]>([
    ['another applicant', other],
    ['an applicant without an enterprise', { sub: 'd', name: '无单位', roles: ['applicant'] }],
  ])('does not exist for %s', async (_what, as) => {
    expect((await bench.api.get('intake', `/v1/applications/${no}`, { as })).status).toBe(404);
    expect((await bench.api.get('intake', '/v1/applications', { as })).body).toEqual({ count: 0, applications: [] });
  });

  test.each<[string, Claims]>([
    ['another applicant', other],
    ['an applicant who also is a clerk', { ...other, roles: ['applicant', 'clerk'] }],
  ])('is not withdrawn by %s', async (_what, as) => {
    const reply = await bench.api.post('intake', `/v1/applications/${no}/withdraw`, {}, { as });
    expect(reply).toMatchObject({ status: 404, body: { code: 'not-found' } });
  });

  test('is shown to its own', async () => {
    expect((await bench.api.get('intake', `/v1/applications/${no}`, { as: applicant })).status).toBe(200);
  });
});

test('a case of another realm has no trail here', async () => {
  for (const what of ['facts', 'integrity']) {
    const options = { as: 'auditor', realm: 'elsewhere' };
    expect((await bench.api.get('intake', `/v1/cases/${no}/${what}`, options)).status).toBe(404);
  }
});

describe("another department's task", () => {
  const coordinator: Claims = { sub: 'e', name: '协调', roles: ['coordinator', 'handler'], departmentId: 'water' };

  test.each<[string, string | Claims]>([
    ['another handler', 'water'],
    ['a coordinator of another department', coordinator],
  ])('is not for %s', async (_what, as) => {
    const reply = await bench.api.post('approval', actionPath(task, 'accept'), {}, { as });
    expect(reply).toMatchObject({ status: 403, body: { code: 'not-your-task' } });
  });

  test('is neither read nor listed', async () => {
    const read = await bench.api.get('approval', `/v1/tasks/${encodeURIComponent(task)}`, { as: 'water' });
    const list = await bench.api.get('approval', '/v1/tasks?department=urban-management', { as: 'water' });
    expect([read.body['code'], list.body['code']]).toEqual(['not-your-task', 'not-your-task']);
  });
});

describe('a department system', () => {
  const systemToken = async (id: string, secret: string): Promise<string> => {
    const response = await fetch(`${bench.system.issuerUrl}/token`, {
      method: 'POST',
      headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
      body: new URLSearchParams({ grant_type: 'client_credentials' }),
    });
    const answer: unknown = await response.json();
    return isRecord(answer) ? String(answer['access_token']) : '';
  };

  test('acts as its department by client credentials', async () => {
    const token = await systemToken('system-urban-management', 'secret-urban-management');
    expect((await call('approval', actionPath(task, 'accept'), token, {})).status).toBe(200);
    const { rows } = await bench.db.query<{ actor: unknown }>(
      `select body->'actor' as actor from intake.fact where case_no = $1 and body->>'type' = 'itemAccepted'`,
      [no],
    );
    expect(rows).toEqual([
      {
        actor: {
          id: 'system-urban-management',
          name: '城管业务系统',
          role: 'handler',
          departmentId: 'urban-management',
        },
      },
    ]);
  });

  test('that only watches reads trails and takes no tasks', async () => {
    const token = await systemToken('system-monitor', 'secret-monitor');
    expect((await call('intake', `/v1/cases/${no}/facts`, token)).status).toBe(200);
    expect((await call('approval', '/v1/tasks', token)).status).toBe(403);
  });
});

test('claims of another issuer are read by configuration', async () => {
  const claims = {
    roles: 'realm_access.roles',
    departmentId: ['https://id.example/dept'],
    region: 'area',
    values: { roles: { 城管受理员: 'handler' }, region: { '430000': regionOfCase } },
  };
  const system = await startTestSystem({ env: { OIDC_CLAIMS: JSON.stringify(claims) } });
  try {
    const issuer = await createIssuer({ dataDir: system.dataDir, url: system.issuerUrl });
    const tasksOf = async (extra: object): Promise<Response> =>
      fetch(`${system.urls.approval}/v1/tasks`, {
        headers: { authorization: `Bearer ${await issuer.token({ ...applicant, ...extra })}` },
      });
    const theirs = { realm_access: { roles: ['城管受理员', 'offline_access'] }, area: 430000 };
    expect((await tasksOf({ ...theirs, 'https://id.example/dept': 'urban-management' })).status).toBe(200);
    // Once values are mapped, our own names no longer count: their `admin` is not ours.
    expect(await (await tasksOf({ realm_access: { roles: ['admin'] } })).json()).toMatchObject({ code: 'no-role' });
  } finally {
    await system.stop();
  }
});
