/** A correction over HTTP and in the store: who may tell and supply, what stands in the calendar's open deadlines, once in effect. */
import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type Reply } from '../../../src/index.ts';
import { actionPath, sampleFiling, taskThere } from '../support/bench.ts';
import { sharedBench } from '../support/shared-bench.ts';

const bench = sharedBench();
let no: string;
const realm = 'correction';
const contents = { legalBasis: '国务院令第412号', period: '15个工作日', procedure: '受理、审查、决定', fees: '不收费' };

beforeAll(async () => {
  const body = { realm, now: '2026-11-16T10:00:00+08:00' };
  expect((await bench.api.post('approval', '/v1/sandbox/realms', body, { as: 'admin' })).status).toBe(201);
  const filing = sampleFiling({ region: '江城', items: ['I39'] });
  const reply = await bench.api.act('intake', '/v1/applications', filing, { as: 'applicant', realm });
  no = String(reply.body['applicationNo']);
  await taskThere(bench, task(1));
});

const task = (round: number): string => `application:${no}~window-acceptance~${String(round)}`;

const tell = (body: object, as = 'window-jia', idempotencyKey: string = randomUUID()): Promise<Reply> =>
  bench.api.act('approval', actionPath(task(1), 'requestCorrection'), body, { as, realm, idempotencyKey });

const supply = (body: object, as = 'applicant'): Promise<Reply> =>
  bench.api.act('intake', `/v1/applications/${no}/supply`, body, { as, realm });

const view = (): Promise<Reply> => bench.api.get('intake', `/v1/applications/${no}`, { as: 'applicant', realm });

/** Keys of what an amendment of the calendar would move in this case. */
async function openDeadlines(): Promise<string[]> {
  const { rows } = await bench.db.query<{ open: { deadlines: { key: string }[] } }>(
    'select open from calendar.open_deadline where case_no = $1',
    [no],
  );
  return rows.flatMap(({ open }) => open.deadlines.map(({ key }) => key));
}

describe('the notice', () => {
  test.each<[string, object, string, number, string]>([
    ['without materials', { materials: [], contents }, 'window-jia', 400, 'invalid-request'],
    ['without contents', { materials: ['合同'] }, 'window-jia', 400, 'invalid-request'],
    [
      'without an element',
      { materials: ['合同'], contents: { ...contents, fees: '' } },
      'window-jia',
      409,
      'notice-incomplete',
    ],
    [
      'of another period',
      { materials: ['合同'], contents: { ...contents, period: '3日' } },
      'window-jia',
      409,
      'notice-incomplete',
    ],
    ['by the applicant', { materials: ['合同'], contents }, 'applicant', 403, 'role-not-allowed'],
    ['by a department at the window', { materials: ['合同'], contents }, 'urban-management', 403, 'role-not-allowed'],
  ])('%s is refused', async (_what, body, as, status, code) => {
    expect(await tell(body, as)).toMatchObject({ status, body: { code } });
    expect(await openDeadlines()).toEqual(['statutory']);
  });

  test('nothing is supplied before it', async () => {
    expect(await supply({ materials: ['合同'] })).toMatchObject({ status: 409, body: { code: 'no-correction' } });
  });

  test('sent twice with one key is told once; the five days stop and the applicant’s time runs', async () => {
    const key = randomUUID();
    const replies = [
      await tell({ materials: ['合同', '消纳场证明'], contents }, 'window-jia', key),
      await tell({ materials: ['合同', '消纳场证明'], contents }, 'window-jia', key),
    ];
    for (const reply of replies) expect(reply).toMatchObject({ status: 200, body: replies[0]?.body });
    expect(await openDeadlines()).toEqual(['correction:1']);
    const documents = await bench.api.get('intake', `/v1/cases/${no}/documents`, { as: 'applicant', realm });
    expect(documents.body).toMatchObject({ documents: [{ name: '材料补齐补正通知', channels: ['sms', 'phone'] }] });
    expect((await view()).body).toMatchObject({
      state: '补正中',
      items: [{ state: '补正中', answerDue: null, codes: [1, 6] }],
      corrections: [{ n: 1, state: '补正中', itemCodes: ['I39'], due: { dueAt: '2026-12-08T00:00:00+08:00' } }],
    });
    expect(await tell({ materials: ['平面图'], contents })).toMatchObject({
      status: 409,
      body: { code: 'correction-issued' },
    });
  });
});

test('a calendar amendment shows what it would move', async () => {
  const days = [{ date: '2026-11-19', working: false, reason: '示例', source: '示例' }];
  const proposal = { reason: '示例', days };
  const proposed = await bench.api.act('approval', '/v1/calendar/amendments', proposal, { as: 'coordinator', realm });
  const path = `/v1/calendar/amendments/${String(proposed.body['amendmentNo'])}/effects`;
  const effects = await bench.api.get('approval', path, { as: 'supervisor', realm });
  expect(JSON.stringify(effects.body)).toContain('2026-12-08');
});

describe('what is supplied', () => {
  test.each<[string, object, string, number, string]>([
    ['nothing', { materials: [] }, 'applicant', 400, 'invalid-request'],
    ['with a field too many', { materials: ['合同'], at: '2026-11-16' }, 'applicant', 400, 'invalid-request'],
    ['what was not asked for', { materials: ['平面图'] }, 'applicant', 409, 'material-not-asked'],
    ['by a department', { materials: ['合同'] }, 'urban-management', 403, 'role-not-allowed'],
  ])('%s is refused', async (_what, body, as, status, code) => {
    expect(await supply(body, as)).toMatchObject({ status, body: { code } });
  });

  test('in part, then all: by the applicant or at the window; the five days begin anew', async () => {
    expect(await supply({ materials: ['合同'] })).toMatchObject({ status: 200, body: { facts: ['materialSupplied'] } });
    expect((await view()).body).toMatchObject({
      corrections: [
        {
          materials: [
            { name: '合同', supplied: true },
            { name: '消纳场证明', supplied: false },
          ],
        },
      ],
    });
    expect(await supply({ materials: ['消纳场证明'], itemCode: 'I39' }, 'window-jia')).toMatchObject({
      status: 200,
      body: { facts: ['materialSupplied', 'correctionCompleted', 'checkOpened'] },
    });
    expect(await openDeadlines()).toEqual(['statutory']);
    await taskThere(bench, task(2));
    expect((await view()).body).toMatchObject({
      state: '审查中',
      items: [{ codes: [1, 6, 7] }],
      corrections: [{ state: '补正完成' }],
    });
    expect(await supply({ materials: ['合同'] })).toMatchObject({ status: 409, body: { code: 'correction-complete' } });
  });
});

test('a supervisor overrides with a reason, a clerk does not', async () => {
  const path = actionPath(task(2), 'overrideCorrection');
  const body = { materials: ['平面图'], reason: '漏列' };
  const by = (as: string, sent: object): Promise<Reply> => bench.api.act('approval', path, sent, { as, realm });
  expect(await by('window-jia', body)).toMatchObject({ status: 403, body: { code: 'role-not-allowed' } });
  expect(await by('supervisor', { ...body, reason: ' ' })).toMatchObject({
    status: 409,
    body: { code: 'reason-missing' },
  });
  expect(await by('supervisor', body)).toMatchObject({ status: 200, body: { facts: ['correctionOverridden'] } });
  expect(await openDeadlines()).toEqual(['statutory']);
});
