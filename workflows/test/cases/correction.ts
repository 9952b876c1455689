/** Corrections before acceptance: what is told, what runs meanwhile, and how it ends. */
import { describe, expect, it } from '@jest/globals';
import { type CaseUnderTest, callAs, expected } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const now = '2026-11-16 10:00';
const window = { as: 'window-jia', kind: 'window-acceptance' };
const contents = {
  legalBasis: '国务院令第412号',
  period: '15个工作日',
  procedure: '受理、审查、决定,承诺10个工作日',
  fees: '不收费',
};
const tell = (...materials: string[]): object => ({ materials, contents });

const file = (region: string, item: string, channel: 'online' | 'onsite' = 'online'): Promise<CaseUnderTest> =>
  rig.file({ region, channel, items: [item], now });

const supply = async (one: CaseUnderTest, ...materials: string[]): Promise<void> => {
  const path = `/v1/applications/${one.no}/supply`;
  expected(await rig.api.act('intake', path, { materials }, callAs(one.realm, 'applicant')), 200);
  await one.settle();
};

const types = async (one: CaseUnderTest): Promise<string[]> => (await one.facts('intake')).map(({ type }) => type);

/** The item's department grants it, and the window has the paper set, so that the case ends. */
async function finish(one: CaseUnderTest, department: string, item: string): Promise<void> {
  await one.act({ as: department, kind: 'review', item, action: 'grant' });
  if ((await one.view())['paper'] === '待收') {
    const path = `/v1/applications/${one.no}/receivePaper`;
    expected(await rig.api.act('intake', path, {}, callAs(one.realm, 'window-jia')), 200);
    await one.settle();
  }
}

describe('江城', () => {
  it('complete, the filing is checked anew and accepted', async () => {
    rig.golden('correction-complete', 'applicationWorkflow');
    const one = await file('江城', 'I39');
    expect(await one.act({ ...window, action: 'requestCorrection', body: tell('合同') })).toMatchObject({
      status: 200,
    });
    expect(await one.view()).toMatchObject({ state: '补正中' });
    await one.clock('2026-11-18 20:00');
    await supply(one, '合同');
    expect(await one.view()).toMatchObject({ state: '审查中' });
    await one.clock('2026-11-25 17:29');
    await one.act({ ...window, action: 'accept' });
    expect(await one.view()).toMatchObject({ state: '已受理', acceptedOn: '2026-11-25', deemed: false });
    expect(await one.item('I39')).toMatchObject({ codes: [1, 6, 7, 3, 8] });
    await finish(one, 'urban-management', 'I39');
  });

  it('partly supplied, the application ends with the applicant’s time', async () => {
    rig.golden('correction-lapsed');
    const one = await file('江城', 'I39');
    await one.act({ ...window, action: 'requestCorrection', body: tell('合同', '消纳场证明') });
    await supply(one, '合同');
    await one.clock('2026-12-07 23:59');
    expect(await one.view()).toMatchObject({
      state: '补正中',
      corrections: [
        {
          state: '补正中',
          materials: [
            { name: '合同', supplied: true },
            { name: '消纳场证明', supplied: false },
          ],
        },
      ],
    });
    await one.clock('2026-12-08 00:00');
    expect(await one.view()).toMatchObject({ state: '补正逾期终止' });
    expect((await types(one)).slice(-3)).toEqual(['correctionLapsed', 'documentIssued', 'acceptanceConcluded']);
  });

  it('drafted by the department, told by the window', async () => {
    rig.golden('correction-drafted', 'applicationWorkflow');
    const one = await file('江城', 'I39', 'onsite');
    await one.act({ ...window, action: 'requestDraft', body: { itemCode: 'I39' } });
    const draft = { as: 'urban-management', kind: 'correction-draft', item: 'I39' };
    expect(await one.act({ ...draft, action: 'submitDraft', body: tell('消纳场证明') })).toMatchObject({ status: 200 });
    await one.act({ ...window, action: 'requestCorrection', body: tell('消纳场证明') });
    expect(await one.view()).toMatchObject({ state: '补正中' });
    await supply(one, '消纳场证明');
    await one.act({ ...window, action: 'accept' });
    await finish(one, 'urban-management', 'I39');
  });

  it('told at the close of the fifth day, it is too late', async () => {
    rig.golden('correction-too-late', 'applicationWorkflow');
    const one = await file('江城', 'I39');
    const task = await one.task('window-acceptance');
    await one.clock('2026-11-23 17:30');
    const late = { as: 'window-jia', action: 'requestCorrection', body: tell('合同') };
    expect(await one.actOn(task, late)).toMatchObject({ status: 409, body: { code: 'application-deemed-accepted' } });
    expect(await one.view()).toMatchObject({ state: '已受理', deemed: true, acceptedOn: '2026-11-16' });
    await finish(one, 'urban-management', 'I39');
  });

  it('a supervisor’s override informs, before acceptance and after it', async () => {
    rig.golden('correction-overridden');
    const one = await file('江城', 'I39');
    const task = await one.task('window-acceptance');
    await one.act({ ...window, action: 'requestCorrection', body: tell('合同') });
    const override = {
      as: 'supervisor',
      action: 'overrideCorrection',
      body: { materials: ['平面图'], reason: '漏列' },
    };
    expect(await one.actOn(task, override)).toMatchObject({ status: 200 });
    expect(await one.view()).toMatchObject({ state: '补正中' });
    await supply(one, '合同');
    await one.act({ ...window, action: 'accept' });
    const { due } = await one.item('I39');
    expect(await one.act({ ...override, kind: 'review', item: 'I39' })).toMatchObject({ status: 200 });
    expect(await one.item('I39')).toMatchObject({ due });
    await finish(one, 'urban-management', 'I39');
  });
});

it('湖南 online: the department tells for its item, whose day begins anew with the correction', async () => {
  rig.golden('correction-by-department', 'applicationWorkflow');
  const one = await rig.file({ region: '湖南', items: ['I46', 'I40'], now });
  const urban = { as: 'urban-management', kind: 'acceptance', item: 'I40' };
  expect(await one.act({ ...urban, action: 'requestCorrection', body: tell('排水方案') })).toMatchObject({
    status: 200,
  });
  await one.clock('2026-11-17 17:30');
  expect(await one.item('I46')).toMatchObject({ state: '办理中', deemed: true });
  expect(await one.item('I40')).toMatchObject({ state: '补正中', answerDue: null });
  await one.clock('2026-11-26 20:00');
  await supply(one, '排水方案');
  expect(await one.item('I40')).toMatchObject({ state: '已推送', round: 2, answerDue: { dueDate: '2026-11-27' } });
  await one.act({ ...urban, action: 'accept' });
  expect(await one.view()).toMatchObject({ state: '已受理' });
  expect(await one.item('I40')).toMatchObject({ codes: [1, 6, 7, 3, 8] });
  await finish(one, 'housing', 'I46');
  await finish(one, 'urban-management', 'I40');
});
