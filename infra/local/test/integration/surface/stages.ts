/** A stage over HTTP, live realm: its limit, the lead department's acts, the applicant's withdrawal; who may what, bad input, twice. */
import { beforeAll, describe, expect, test } from '@jest/globals';
import { type CallOptions, type Reply } from '../../../src/index.ts';
import { acceptance, act, fact, factsOf, file, review, taskThere } from '../support/bench.ts';
import { sharedBench } from '../support/shared-bench.ts';

const lead = { sub: 'lead-housing', name: '住建牵头人', roles: ['lead'], departmentId: 'housing' };
const otherLead = { sub: 'lead-water', name: '水利牵头人', roles: ['lead'], departmentId: 'water' };
const stranger = { sub: 'other', name: '另一公司', roles: ['applicant'], uscc: '91430100MA4L00002G' };
const extension = { days: 15, approver: '本级人民政府负责人', reason: '涉及部门较多' };
const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();
const visit = (items = ['I29', 'I39']) => ({ items, visitAt: inAnHour(), place: '项目现场' });
const meeting = () => ({
  subject: '占道与绿化迁移的先后',
  heldAt: new Date(Date.now() - 3_600_000).toISOString(),
  departments: ['住建', '城管'],
  items: ['I29'],
  minutes: '先迁移绿化,后占道施工',
});

const bench = sharedBench();
let no: string;
/** Filed, nothing accepted. */
let unanswered: string;

const post = (kind: string, body: object, as: CallOptions['as'], of = no, idempotencyKey?: string): Promise<Reply> =>
  bench.api.act('approval', `/v1/stages/${of}/${kind}`, body, {
    as,
    ...(idempotencyKey !== undefined && { idempotencyKey }),
  });
const read = (as: CallOptions['as'], of = no): Promise<Reply> => bench.api.get('approval', `/v1/stages/${of}`, { as });

async function accepted(): Promise<string> {
  const filed = await file(bench, { items: ['I29', 'I39'] });
  await act(bench, 'transport', acceptance(filed, 'I29'), 'accept');
  await act(bench, 'urban-management', acceptance(filed, 'I39'), 'accept');
  for (const item of ['I29', 'I39']) await taskThere(bench, review(filed, item));
  return filed;
}

beforeAll(async () => {
  no = await accepted();
  unanswered = await file(bench, { items: ['I29'] });
});

test('shows its lead, its state and the limit of joint handling, to whom it concerns', async () => {
  expect(await read('applicant')).toMatchObject({
    status: 200,
    body: {
      applicationNo: no,
      stage: { code: 'constructionPermit', name: '施工许可' },
      lead: { code: 'housing', name: '住建' },
      state: '办理中',
      limit: { why: expect.arrayContaining([expect.stringContaining('45个工作日')]) },
    },
  });
  expect(await read(stranger)).toMatchObject({ status: 404 });
  expect(await read('coordinator', unanswered)).toMatchObject({ status: 404, body: { code: 'not-found' } });
});

describe('what the lead department does', () => {
  test.each<[string, string, object, CallOptions['as'], number, string]>([
    ['a visit without items', 'callSiteVisit', { ...visit(), items: [] }, lead, 400, 'invalid-request'],
    ['a visit at no time', 'callSiteVisit', { items: ['I29', 'I39'] }, lead, 400, 'invalid-request'],
    [
      'a visit at a local time',
      'callSiteVisit',
      { ...visit(), visitAt: '2026-11-17 14:00' },
      lead,
      400,
      'invalid-request',
    ],
    ['a visit with a field too many', 'callSiteVisit', { ...visit(), all: true }, lead, 400, 'invalid-request'],
    ['a visit of a department alone', 'callSiteVisit', visit(['I29']), lead, 409, 'visit-not-joint'],
    ['a visit for another item', 'callSiteVisit', visit(['I29', 'I46']), lead, 409, 'item-not-under-review'],
    ['a visit by the applicant', 'callSiteVisit', visit(), 'applicant', 403, 'role-not-allowed'],
    ['a visit by another lead', 'callSiteVisit', visit(), otherLead, 409, 'not-the-lead'],
    ['minutes without words', 'recordMeeting', { ...meeting(), minutes: ' ' }, lead, 400, 'invalid-request'],
    [
      'minutes of nobody known',
      'recordMeeting',
      { ...meeting(), departments: ['甲局'] },
      lead,
      400,
      'unknown-department',
    ],
    [
      'minutes of a meeting to come',
      'recordMeeting',
      { ...meeting(), heldAt: inAnHour() },
      lead,
      409,
      'meeting-not-held',
    ],
    ['minutes by another lead', 'recordMeeting', meeting(), otherLead, 409, 'not-the-lead'],
    ['an extension of no days', 'extend', { ...extension, days: 0 }, lead, 400, 'invalid-request'],
    ['an extension by a department', 'extend', extension, 'transport', 403, 'role-not-allowed'],
    ['an extension that is too long', 'extend', { ...extension, days: 16 }, lead, 409, 'extension-too-long'],
    ['an extension by itself', 'extend', { ...extension, approver: '本行政机关负责人' }, lead, 409, 'wrong-approver'],
    ['an extension without a reason', 'extend', { ...extension, reason: ' ' }, lead, 409, 'reason-missing'],
  ])('is refused: %s', async (_, kind, body, as, status, code) => {
    expect(await post(kind, body, as)).toMatchObject({ status, body: { code } });
  });

  test('is not done where there is no stage yet', async () => {
    expect(await post('extend', extension, 'coordinator', unanswered)).toMatchObject({ status: 404 });
  });

  test('acts once, however often it is sent', async () => {
    const before = (await read(lead)).body['limit'];
    const first = await post('extend', extension, lead, no, 'extend-once');
    expect(first).toMatchObject({ status: 200, body: { facts: ['stageExtended'] } });
    expect((await post('extend', extension, lead, no, 'extend-once')).body).toEqual(first.body);
    expect(await post('extend', extension, lead)).toMatchObject({ status: 409, body: { code: 'extended-already' } });
    expect((await read(lead)).body['limit']).not.toEqual(before);
    const { body } = await bench.api.get('approval', `/v1/cases/${no}/documents`, { as: 'applicant' });
    expect(JSON.stringify(body)).toContain('延期告知书');
  });

  test('keeps the minutes of a meeting, which the applicant does not see', async () => {
    expect(await post('recordMeeting', meeting(), lead)).toMatchObject({
      status: 200,
      body: { facts: ['meetingHeld'] },
    });
    const { body } = await bench.api.get('approval', `/v1/cases/${no}/documents`, { as: 'coordinator' });
    expect(JSON.stringify(body)).toContain('会议纪要');
    const applicants = await bench.api.get('approval', `/v1/cases/${no}/documents`, { as: 'applicant' });
    expect(JSON.stringify(applicants.body)).not.toContain('会议纪要');
  });

  test('is told with its time to the departments', async () => {
    const called = visit();
    expect(await post('callSiteVisit', called, lead)).toMatchObject({ status: 200 });
    const { body } = await bench.api.get('approval', `/v1/tasks?applicationNo=${no}&kind=site-visit`, {
      as: 'transport',
    });
    expect(body).toMatchObject({ count: 1, tasks: [{ word: '联合勘查', actions: ['confirm', 'record'] }] });
    const [task] = Array.isArray(body['tasks']) ? body['tasks'] : [];
    expect(Date.parse(String(task?.scheduledAt))).toBe(Date.parse(called.visitAt));
  });
});

test('the applicant withdraws after acceptance; nobody else does, and the lead has nothing left to do', async () => {
  const own = await accepted();
  const withdraw = (as: CallOptions['as']): Promise<Reply> =>
    bench.api.act('intake', `/v1/applications/${own}/withdraw`, {}, { as });
  expect(await withdraw(stranger)).toMatchObject({ status: 404 });
  expect(await withdraw('window-jia')).toMatchObject({ status: 403 });
  expect(await withdraw('applicant')).toMatchObject({ status: 200, body: { facts: ['stageWithdrawn'] } });
  for (const item of ['I29', 'I39']) await fact(bench, 'approval', own, 'itemWithdrawn', item);
  expect(await post('extend', extension, lead, own)).toMatchObject({ body: { code: 'application-withdrawn' } });
  expect((await read('applicant', own)).body).toMatchObject({ state: '已撤回' });
  const late = await act(bench, 'transport', review(own, 'I29'), 'grant');
  expect(late).toMatchObject({ status: 409, body: { code: 'application-withdrawn', title: '该申请已撤回' } });
  expect((await factsOf(bench, 'approval', own)).some(({ type }) => type === 'itemGranted')).toBe(false);
});
