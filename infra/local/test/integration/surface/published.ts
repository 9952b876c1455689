/** What everybody may read without a token, and the due dates of an item with every day of their count. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { isRecord, yichuang } from '../../../src/index.ts';
import { acceptance, review, sampleFiling, taskThere } from '../support/bench.ts';
import { sharedBench } from '../support/shared-bench.ts';

const bench = sharedBench();

async function read(path: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await fetch(`${bench.system.urls.intake}${path}`);
  const body: unknown = await response.json();
  return { status: response.status, body: isRecord(body) ? body : {} };
}

const inHunan = `region=${encodeURIComponent('湖南')}`;

describe('the published catalogue', () => {
  test('lists the items of a region, of a stage, of a department', async () => {
    const { body } = await read(`/v1/catalogue/items?${inHunan}`);
    expect(body['items']).toHaveLength(56);
    const some = await read(`/v1/catalogue/items?${inHunan}&department=${encodeURIComponent('城管')}`);
    expect(some.body['items']).toContainEqual(expect.objectContaining({ code: 'I39' }));
    expect(JSON.stringify(some.body)).not.toContain('I46');
  });

  test('gives the guide of an item, and the stages with their lead', async () => {
    expect(await read(`/v1/catalogue/items/I46?${inHunan}`)).toMatchObject({
      status: 200,
      body: { item: { code: 'I46' }, region: { name: '湖南' }, limits: { promised: {} } },
    });
    const { body } = await read(`/v1/catalogue/stages?${inHunan}`);
    expect(body['stages']).toContainEqual(expect.objectContaining({ name: '施工许可' }));
  });

  test.each([
    ['/v1/catalogue/items', 400, 'invalid-request'],
    ['/v1/catalogue/items?region=nowhere', 400, 'unknown-region'],
    [`/v1/catalogue/items?${inHunan}&stage=none`, 400, 'unknown-stage'],
    [`/v1/catalogue/items?${inHunan}&department=none`, 400, 'unknown-department'],
    [`/v1/catalogue/items/I999?${inHunan}`, 404, 'not-found'],
  ])('%s is refused', async (path, status, code) => {
    expect(await read(path)).toMatchObject({ status, body: { code } });
  });
});

test('every due date of an item tells each day of its count; a stranger sees none', async () => {
  const realm = `t${randomUUID().slice(0, 8)}`;
  const now = '2026-09-18T10:00:00+08:00';
  await bench.api.post('approval', '/v1/sandbox/realms', { realm, now }, { as: 'admin' });
  const filed = await bench.api.act('intake', '/v1/applications', sampleFiling({ items: ['I39'] }), {
    as: 'applicant',
    realm,
  });
  const no = String(filed.body['applicationNo']);
  const task = acceptance(no, 'I39');
  await taskThere(bench, task);
  const path = `/v1/tasks/${encodeURIComponent(task)}/accept`;
  expect(await bench.api.act('approval', path, {}, { as: 'urban-management', realm })).toMatchObject({ status: 200 });
  await taskThere(bench, review(no, 'I39'));
  const deadline = (as: string) => bench.api.get('approval', `/v1/items/${no}-I39/deadline`, { as, realm });
  const { body } = await deadline('applicant');
  expect(body['deadlines']).toMatchObject([
    { key: expect.stringContaining('I39'), amount: 1, due: { date: '2026-09-20' }, standing: 'firm' },
    {
      key: 'due:I39',
      amount: 10,
      due: { date: '2026-10-09', at: '2026-10-09T17:30:00+08:00' },
      calendar: { version: 1, notices: [{ year: 2026 }], amendments: [], unpublishedYears: [] },
    },
    { key: 'statutory:I39', amount: 20, unit: 'workingDay', basis: ['行政许可法 42¶1'] },
  ]);
  expect(JSON.stringify(body)).toContain('调休');
  const uscc = '91110000MA00000000';
  const stranger = { sub: 'other', name: '他人', roles: ['applicant'], uscc };
  const seen = await bench.api.get('approval', `/v1/items/${no}-I39/deadline`, { as: stranger, realm });
  expect(seen).toMatchObject({ status: 404, body: { code: 'not-found' } });
  expect(await deadline('supervisor')).toMatchObject({ status: 200 });
});

describe('a notice of the next year', () => {
  const dayOff = async (date: string): Promise<unknown> =>
    (await bench.api.get('approval', `/v1/calendar/days/${date}`, { as: 'applicant' })).body;
  const notice = {
    year: 2027,
    notice: { title: '2027年放假安排(示例)', url: 'https://www.gov.cn/2027', publishedOn: '2026-11-10' },
    off: ['01-01', '02-05', '02-06', '02-07', '02-08', '02-09', '02-10', '04-05', '05-01', '05-02', '05-03', '05-04']
      .concat(['06-09', '09-15', '10-01', '10-02', '10-03', '10-04', '10-05', '10-06'])
      .map((day) => `2027-${day}`),
    work: ['2027-01-09'],
  };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yichuang-notice-'));
  const file = path.join(folder, '2027.json');
  const amend = async (as: string): ReturnType<typeof yichuang> => {
    const { env, token, urls } = bench.system;
    const settings = { ...env, YICHUANG_TOKEN: await token(as), APPROVAL_URL: urls.approval };
    return yichuang({ env: settings }, 'calendar', 'amend', file, '--reason', '国务院办公厅通知');
  };

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('is proposed by the tool, once however often it is sent; approved by another it makes dates firm', async () => {
    writeFileSync(file, JSON.stringify(notice));
    const [first, again] = [await amend('coordinator'), await amend('coordinator')];
    expect(first).toMatchObject({ code: 0, err: '' });
    expect(again).toEqual(first);
    const no = /CAL-[\d-]+/.exec(first.out)?.[0];
    const approve = `/v1/calendar/amendments/${String(no)}/approve`;
    expect(await bench.api.act('approval', approve, {}, { as: 'supervisor' })).toMatchObject({ status: 200 });
    expect(await dayOff('2027-02-08')).toMatchObject({ working: false, provisional: false });
    expect(await dayOff('2027-01-09')).toMatchObject({ working: true, provisional: false });
  });

  test('is refused by its place when it is broken, and to who may not propose', async () => {
    expect(await amend('applicant')).toMatchObject({ code: 1, err: expect.stringContaining('role-not-allowed') });
    writeFileSync(file, JSON.stringify({ ...notice, work: ['2027-01-01'] }));
    expect(await amend('coordinator')).toMatchObject({ code: 1, err: expect.stringContaining('work') });
  });
});
