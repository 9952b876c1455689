/** Where departments answer before acceptance is formal: 襄州, the window follows; 大连, the decision follows the last answer. */
import { describe, expect, it } from '@jest/globals';
import type { CaseUnderTest } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const now = '2026-09-18 10:00';
const window = { as: 'window-jia', kind: 'window-acceptance' };
const departments: Record<string, string> = { I29: 'transport', I39: 'urban-management', I46: 'housing' };
const file = (region: string, ...items: string[]): Promise<CaseUnderTest> => rig.file({ region, items, now });

const answer = async (one: CaseUnderTest, item: string, action = 'accept', body: object = {}): Promise<unknown> =>
  one.act({ as: departments[item] ?? '', kind: 'acceptance', item, action, body });
const grant = (one: CaseUnderTest, item: string): Promise<unknown> =>
  one.act({ as: departments[item] ?? '', kind: 'review', item, action: 'grant' });
const refusal = { reason: '处置场所不在本市', clause: '行政许可法 32(2)' };

describe('襄州', () => {
  it('the window accepts what every department has confirmed', async () => {
    rig.golden('xiangzhou');
    const one = await file('襄州', 'I29', 'I39');
    await answer(one, 'I29');
    expect(await one.item('I29')).toMatchObject({ state: '已受理', acceptedOn: null, answerDue: null });
    const early = await one.act({ ...window, action: 'accept' });
    expect(early).toMatchObject({ status: 409, body: { code: 'departments-unconfirmed' } });
    expect(await one.act({ ...window, action: 'refuse', body: refusal })).toMatchObject({
      status: 409,
      body: { code: 'departments-refuse' },
    });
    await answer(one, 'I39');
    await one.clock('2026-09-21 10:00');
    expect(await one.act({ ...window, action: 'accept' })).toMatchObject({ status: 200 });
    expect(await one.view()).toMatchObject({ state: '已受理', acceptedOn: '2026-09-21', firstContact: '窗口甲' });
    expect(await one.documents()).toEqual(['受理通知书']);
    await grant(one, 'I29');
    await grant(one, 'I39');
  });

  it('five days of silence of anybody accept the whole as of receipt', async () => {
    rig.golden('xiangzhou-silence', 'applicationWorkflow');
    const one = await file('襄州', 'I29', 'I39');
    await answer(one, 'I29');
    await answer(one, 'I39');
    await one.clock('2026-09-24 17:30');
    expect(await one.view()).toMatchObject({ state: '已受理', deemed: true, acceptedOn: '2026-09-18' });
    expect(await one.documents()).toEqual(['受理通知书']);
    await grant(one, 'I29');
    await grant(one, 'I39');
  });
});

it('襄州: what came on paper is passed on to the units', async () => {
  rig.golden('xiangzhou-paper', 'applicationWorkflow');
  const one = await rig.file({ region: '襄州', channel: 'onsite', items: ['I39'], now });
  expect(await one.view()).toMatchObject({ paper: '待转交' });
  await answer(one, 'I39');
  expect(await one.act({ ...window, action: 'accept' })).toMatchObject({ status: 200 });
  await grant(one, 'I39');
  expect(await one.onApplication('forwardPaper', {}, 'window-jia')).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({ paper: '已转交' });
});

describe('大连', () => {
  it('the decision is issued with the last answer', async () => {
    rig.golden('dalian', 'applicationWorkflow');
    const one = await file('大连', 'I29', 'I39');
    await answer(one, 'I29');
    expect(await one.documents()).toEqual(['收件凭证']);
    expect(await one.act({ ...window, action: 'accept' })).toMatchObject({
      status: 409,
      body: { code: 'departments-answer' },
    });
    await one.clock('2026-09-22 16:00');
    await answer(one, 'I39');
    expect(await one.view()).toMatchObject({ state: '已受理', acceptedOn: '2026-09-22' });
    expect(await one.item('I29')).toMatchObject({ state: '办理中', codes: [1, 3, 8] });
    expect(await one.documents()).toEqual(['收件凭证', '受理决定书']);
    await grant(one, 'I29');
    await grant(one, 'I39');
  });

  it('one department refuses, the rest is accepted', async () => {
    rig.golden('dalian-partly', 'applicationWorkflow');
    const one = await file('大连', 'I29', 'I39');
    await answer(one, 'I39', 'refuse', refusal);
    expect(await one.view()).toMatchObject({ state: '审查中' });
    await answer(one, 'I29');
    expect(await one.view()).toMatchObject({ state: '部分受理' });
    expect(await one.documents()).toEqual(['收件凭证', '不予受理决定书', '受理决定书']);
    await grant(one, 'I29');
  });

  it('five days of silence accept the whole as of receipt', async () => {
    rig.golden('dalian-silence', 'applicationWorkflow');
    const one = await file('大连', 'I39');
    await one.clock('2026-09-24 17:30');
    expect(await one.view()).toMatchObject({ state: '已受理', deemed: true, acceptedOn: '2026-09-18' });
    await grant(one, 'I39');
  });

  it('pre-accepted with a deficit: no period runs until it is in', async () => {
    rig.golden('pre-accepted', 'applicationWorkflow');
    const one = await file('大连', 'I46');
    const body = { deficits: ['资金承诺'] };
    expect(await one.act({ ...window, action: 'accept', body })).toMatchObject({ status: 200 });
    expect(await one.view()).toMatchObject({ state: '已预受理' });
    expect(await one.item('I46')).toMatchObject({ deficits: ['资金承诺'], answerDue: null });
    await one.clock('2026-10-15 10:00');
    expect(await one.view()).toMatchObject({ state: '已预受理' });
    expect(await one.onApplication('supplyDeficits', { materials: ['资金承诺'] })).toMatchObject({ status: 200 });
    expect(await one.view()).toMatchObject({ state: '审查中' });
    expect(await one.item('I46')).toMatchObject({ round: 2, answerDue: { dueDate: '2026-10-22' } });
    await answer(one, 'I46');
    expect(await one.view()).toMatchObject({ state: '已受理', acceptedOn: '2026-10-15' });
    expect(await one.documents()).toEqual(['收件凭证', '容缺预受理单', '受理决定书']);
    await grant(one, 'I46');
  });

  it('deficits that are never brought end their item; for the others the five days begin', async () => {
    rig.golden('deficits-lapsed', 'applicationWorkflow');
    const one = await file('大连', 'I39', 'I46');
    await one.act({ ...window, action: 'accept', body: { deficits: ['资金承诺'] } });
    expect(await one.item('I46')).toMatchObject({ deficitsDue: { dueDate: '2026-10-15', basis: ['default'] } });
    await one.clock('2026-10-16 00:00');
    expect(await one.item('I46')).toMatchObject({ state: '补正逾期终止', deficits: [], deficitsDue: null });
    expect(await one.item('I39')).toMatchObject({ state: '已推送', round: 2, answerDue: { dueDate: '2026-10-23' } });
    expect(await one.onApplication('supplyDeficits', { materials: ['资金承诺'] })).toMatchObject({
      status: 409,
      body: { code: 'deficits-lapsed' },
    });
    await answer(one, 'I39');
    expect(await one.view()).toMatchObject({ state: '部分受理', acceptedOn: '2026-10-16' });
    expect(await one.documents()).toEqual(['收件凭证', '容缺预受理单', '补正逾期终止通知', '受理决定书']);
    await grant(one, 'I39');
  });

  it('an item that needs no permit is told so by its department', async () => {
    rig.golden('not-required-by-department', 'applicationWorkflow');
    const one = await file('大连', 'I29', 'I39');
    await answer(one, 'I39', 'notRequired', { reason: '弃土在本工地内利用' });
    expect(await one.item('I39')).toMatchObject({ state: '不受理', codes: [1, 4], returnReason: '弃土在本工地内利用' });
    await answer(one, 'I29');
    expect(await one.view()).toMatchObject({ state: '部分受理' });
    expect(await one.documents()).toEqual(['收件凭证', '不受理告知书', '受理决定书']);
    await grant(one, 'I29');
  });
});
