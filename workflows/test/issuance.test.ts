/** Results on their way to the applicant. */
import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { issuanceWorkflowId } from '@yichuang/contracts/temporal';
import { commandUpdate, eventSignal, factsQuery } from '../src/messages.ts';
import { approve, proposeDays } from './rig/calendar.ts';
import type { CaseUnderTest } from './rig/case.ts';
import { useRig } from './rig.ts';

const rig = useRig({ handsOut: true });
const unit = 'urban-management';
const item = 'I39';
const handover = { as: unit, kind: 'handover', item };
const result = { decidedOn: '2026-11-16', documentNo: '示例许〔2026〕39号', validUntil: '2027-11-16' };
const signer = { kind: 'applicant', name: '张某' };

/** I39, accepted on Monday 16 November at ten and granted in the same minute. */
async function granted(region: string, data: object = result): Promise<CaseUnderTest> {
  const one = await rig.file({ region, items: [item], now: '2026-11-16 10:00' });
  const accept =
    region === '江城' ? { as: 'window-jia', kind: 'window-acceptance' } : { as: unit, kind: 'acceptance', item };
  expect(await one.act({ ...accept, action: 'accept' })).toMatchObject({ status: 200 });
  if (region === '江城') await one.onApplication('receivePaper', {}, 'window-jia');
  expect(await one.act({ as: unit, kind: 'review', item, action: 'grant', body: { result: data } })).toMatchObject({
    status: 200,
  });
  return one;
}

const handOver = (one: CaseUnderTest, body: object = {}) => one.act({ ...handover, action: 'handOver', body });
const trail = async (one: CaseUnderTest): Promise<string[]> =>
  (await one.facts('issuance')).map(({ at, type }) => `${at.slice(5, 16).replace('T', ' ')} ${type}`);

it('the straight way: handed over, matched, collected, fed back', async () => {
  rig.golden('delivered', 'issuanceWorkflow');
  const one = await granted('湖南');
  expect(await one.result(item)).toMatchObject({
    state: '待移交',
    handover: { dueDate: '2026-11-17' },
    delivery: { dueDate: '2026-11-30' },
  });
  expect(await handOver(one)).toMatchObject({ status: 200 });
  expect(await one.result(item)).toMatchObject({
    state: '待领取',
    handedOutBy: '实体窗口',
    documents: [{ name: '领取通知' }],
  });
  await one.clock('2026-11-18 15:00');
  expect(await one.pickUp(item, { signer })).toMatchObject({ status: 200 });
  expect(await one.result(item)).toMatchObject({
    state: '已送达',
    delivered: { at: '2026-11-18T15:00:00+08:00', how: 'pickup', to: signer },
  });
  expect(await trail(one)).toEqual([
    '11-16 10:00 issuanceOpened',
    '11-16 10:00 resultHandedOver',
    '11-16 10:00 resultMatched',
    '11-16 10:00 readyForPickup',
    '11-16 10:00 documentIssued',
    '11-18 15:00 resultDelivered',
    '11-18 15:00 documentIssued',
    '11-18 15:00 deliveryFedBack',
  ]);
  const again = await one.pickUp(item, { signer });
  expect(again).toMatchObject({ status: 409, body: { code: 'result-delivered', title: '结果已送达' } });
});

it('missing data: refused, supplied, handed over', async () => {
  rig.golden('data-supplied', 'issuanceWorkflow');
  const one = await granted('江城', {});
  const refused = await handOver(one);
  expect(refused).toMatchObject({ status: 409, body: { code: 'result-data-missing', clause: '000 二(2)2' } });
  expect(await one.act({ ...handover, action: 'correct', body: { result } })).toMatchObject({ status: 200 });
  expect(await handOver(one)).toMatchObject({ status: 200 });
  expect(await one.pickUp(item, { signer })).toMatchObject({ status: 200 });
});

it('a mismatch is in dispute at the window until it is corrected', async () => {
  rig.golden('discrepancy', 'issuanceWorkflow');
  const one = await granted('江城');
  const open = await one.task('handover', item);
  await handOver(one, { subject: { projectName: '另一项目' } });
  expect(await one.result(item)).toMatchObject({
    state: '差异待处理',
    differences: [{ word: '项目名称', accepted: '示例产业园一期', stated: '另一项目' }],
  });
  expect(await one.task('handover', item)).toBe(open);
  expect(await one.pickUp(item, { signer })).toMatchObject({ status: 409, body: { code: 'discrepancy-open' } });
  const body = { subject: { projectName: '示例产业园一期' } };
  expect(await one.act({ ...handover, action: 'correct', body })).toMatchObject({ status: 200 });
  expect(await one.result(item)).toMatchObject({ state: '待领取', differences: [] });
  expect(await one.pickUp(item, { signer })).toMatchObject({ status: 200 });
  expect((await trail(one)).map((line) => line.slice(12))).toEqual([
    'issuanceOpened',
    'resultHandedOver',
    'discrepancyOpened',
    'resultCorrected',
    'resultMatched',
    'readyForPickup',
    'documentIssued',
    'resultDelivered',
    'documentIssued',
  ]);
});

it('both periods run out, each at its own instant, and the result is delivered all the same', async () => {
  rig.golden('overdue', 'issuanceWorkflow');
  const one = await granted('江城');
  await one.clock('2026-11-17 17:29');
  expect(await one.result(item)).toMatchObject({ handover: { overdue: false } });
  await one.clock('2026-12-07 09:00');
  expect(await one.result(item)).toMatchObject({ handover: { overdue: true }, delivery: { overdue: true } });
  await handOver(one);
  await one.pickUp(item, { signer });
  expect((await trail(one)).slice(0, 4)).toEqual([
    '11-16 10:00 issuanceOpened',
    '11-17 17:30 handoverOverdue',
    '11-30 17:30 deliveryOverdue',
    '12-07 09:00 resultHandedOver',
  ]);
});

it('a proxy signs with a letter of authority, and not without', async () => {
  rig.golden('proxy', 'issuanceWorkflow');
  const one = await granted('江城');
  expect(await one.pickUp(item, { signer })).toMatchObject({ status: 409, body: { code: 'not-handed-over' } });
  await handOver(one);
  const proxy = { kind: 'proxy', name: '李某' };
  expect(await one.pickUp(item, { signer: proxy })).toMatchObject({
    status: 409,
    body: { code: 'authority-missing', clause: '民法典 165' },
  });
  expect(await one.pickUp(item, { signer: proxy, authorisation: '第1号' })).toMatchObject({ status: 200 });
  expect(await one.result(item)).toMatchObject({ delivered: { to: { ...proxy, authorisation: '第1号' } } });
});

it('a calendar version moves both periods, in the task too', async () => {
  rig.golden('amended', 'issuanceWorkflow');
  const one = await granted('湖南');
  const day = { date: '2026-11-17', working: false, reason: '防汛', source: '市政府通告' };
  const realm = one.realm ?? '';
  const no = await proposeDays(rig.api, realm, [day]);
  expect(await approve(rig.api, realm, no)).toMatchObject({ status: 200 });
  rig.follow(no);
  await one.clock('2026-11-17 17:30');
  expect(await one.result(item)).toMatchObject({
    handover: { dueDate: '2026-11-18', overdue: false },
    delivery: { dueDate: '2026-12-01' },
  });
  const { body } = await rig.api.get('approval', `/v1/tasks?applicationNo=${one.no}&kind=handover`, {
    as: unit,
    realm: one.realm ?? '',
  });
  expect(body).toMatchObject({ tasks: [{ clock: { dueDate: '2026-11-18' } }] });
  expect((await one.facts('issuance')).filter(({ type }) => type === 'deadlineRetimed')).toHaveLength(2);
  await handOver(one);
  await one.pickUp(item, { signer });
});

it('a command or an event that comes twice acts once', async () => {
  rig.golden('redelivered', 'issuanceWorkflow');
  const one = await granted('江城');
  const idempotencyKey = randomUUID();
  const open = await one.task('handover', item);
  const act = { as: unit, action: 'handOver', idempotencyKey };
  const first = await one.actOn(open, act);
  expect(first.status).toBe(200);
  expect((await one.actOn(open, act)).body['commandId']).toBe(first.body['commandId']);
  const workflow = rig.client.workflow.getHandle(issuanceWorkflowId(one.no, item));
  const [opened] = await workflow.query(factsQuery);
  const command = {
    id: String(first.body['commandId']),
    kind: 'handOver',
    actor: { id: 'handler', name: '经办人', role: 'handler' as const, departmentId: unit },
    receivedAt: opened?.at ?? '',
    ordinal: 1,
    body: {},
  };
  expect(await workflow.executeUpdate(commandUpdate, { args: [command] })).toMatchObject({ status: 'done' });
  await workflow.signal(eventSignal, { id: 'unknown', type: 'unknown', at: command.receivedAt, data: {} });
  expect((await one.facts('issuance')).filter(({ type }) => type === 'resultHandedOver')).toHaveLength(1);
  await one.pickUp(item, { signer });
});

it('what could follow is still missing: the result is kept at the window until it comes', async () => {
  rig.golden('deficit-held', 'issuanceWorkflow');
  const one = await rig.file({ region: '江城', items: ['I46'], now: '2026-11-16 10:00' });
  const accept = { as: 'window-jia', kind: 'window-acceptance', action: 'accept', body: { deficits: ['资金承诺'] } };
  expect(await one.act(accept)).toMatchObject({ status: 200 });
  await one.onApplication('receivePaper', {}, 'window-jia');
  const grant = { as: 'housing', kind: 'review', item: 'I46', action: 'grant', body: { result } };
  expect(await one.act(grant)).toMatchObject({ status: 200 });
  expect(await one.item('I46')).toMatchObject({ state: '容缺通过', codes: [1, 3, 8, 12] });
  const handOverI46 = { as: 'housing', kind: 'handover', item: 'I46', action: 'handOver' };
  expect(await one.act(handOverI46)).toMatchObject({ status: 200 });
  expect(await one.pickUp('I46', { signer })).toMatchObject({ status: 409, body: { code: 'deficits-open' } });
  expect(await one.result('I46')).toMatchObject({ state: '容缺待补', documents: [] });
  await one.clock('2026-11-18 10:00');
  expect(await one.onApplication('supplyDeficits', { materials: ['资金承诺'] })).toMatchObject({ status: 200 });
  expect(await one.item('I46')).toMatchObject({ state: '准予', deficits: [] });
  expect(await one.result('I46')).toMatchObject({ state: '待领取', documents: [{ name: '领取通知' }] });
  expect(await one.pickUp('I46', { signer })).toMatchObject({ status: 200 });
});
