/** Where the window accepts: 江城, and 湖南 on site. */
import { describe, expect, it } from '@jest/globals';
import type { CaseUnderTest } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const now = '2026-09-18 10:00';
const file = (...items: string[]): Promise<CaseUnderTest> => rig.file({ region: '江城', items, now });
const window = { as: 'window-jia', kind: 'window-acceptance' };

/** The item's department grants it, so that the case ends. */
const grant = (one: CaseUnderTest, department: string, item: string): Promise<unknown> =>
  one.act({ as: department, kind: 'review', item, action: 'grant' });
/** The paper set comes in: nothing of the acceptance is owed any more. */
const bringPaper = (one: CaseUnderTest): Promise<unknown> => one.onApplication('receivePaper', {}, 'window-jia');

describe('江城', () => {
  it('the window accepts the whole filing; the items go to their departments at once', async () => {
    rig.golden('window-accept-paper', 'applicationWorkflow');
    const one = await file('I46', 'I40');
    await one.clock('2026-09-21 10:00');
    expect(await one.act({ ...window, action: 'accept' })).toMatchObject({ status: 200 });
    expect(await one.view()).toMatchObject({ state: '已受理', acceptedOn: '2026-09-21' });
    await grant(one, 'housing', 'I46');
    await grant(one, 'urban-management', 'I40');
    expect(await one.view()).toMatchObject({ state: '已办结', paper: '待收', firstContact: '窗口甲' });
    await bringPaper(one);
    expect(await one.view()).toMatchObject({ paper: '已收' });
    expect(await one.documents()).toEqual(['受理回执']);
  });

  it('the window refuses', async () => {
    rig.golden('window-refuse-document');
    const one = await file('I46');
    const body = { reason: '不符合受理条件', clause: '行政许可法 32(2)' };
    expect(await one.act({ ...window, action: 'refuse', body })).toMatchObject({ status: 200 });
    expect(await one.view()).toMatchObject({ state: '不予受理' });
    expect(await one.item('I46')).toMatchObject({ codes: [1, 5] });
  });

  it('the window says that no permit is needed', async () => {
    rig.golden('window-not-required-document');
    const one = await file('I46');
    expect(await one.act({ ...window, action: 'notRequired', body: { reason: '限额以下工程' } })).toMatchObject({
      status: 200,
    });
    expect(await one.view()).toMatchObject({ state: '不受理' });
    expect(await one.item('I46')).toMatchObject({ codes: [1, 4] });
  });

  it('five working days of silence accept as of receipt', async () => {
    rig.golden('window-silence-document', 'applicationWorkflow');
    const one = await file('I39');
    await one.clock('2026-09-24 17:29');
    expect(await one.view()).toMatchObject({ state: '审查中' });
    await one.clock('2026-09-24 17:30');
    expect(await one.view()).toMatchObject({ state: '已受理', deemed: true, acceptedOn: '2026-09-18' });
    expect(await one.item('I39')).toMatchObject({ due: { dueDate: '2026-10-09' } });
    await grant(one, 'urban-management', 'I39');
    await bringPaper(one);
  });
});

describe('江城, beside the ordinary way', () => {
  it('with a deficit: formal at once; the application waits for the material and the paper', async () => {
    rig.golden('deficit-accept', 'applicationWorkflow');
    const one = await file('I46');
    const body = { deficits: ['资金承诺'] };
    expect(await one.act({ ...window, action: 'accept', body })).toMatchObject({ status: 200 });
    expect(await one.documents()).toEqual(['受理回执', '容缺受理通知']);
    expect(await one.item('I46')).toMatchObject({ state: '办理中', deficits: ['资金承诺'] });
    await bringPaper(one);
    await one.clock('2026-09-21 10:00');
    expect(await one.onApplication('supplyDeficits', { materials: ['资金承诺'] })).toMatchObject({ status: 200 });
    expect(await one.item('I46')).toMatchObject({ deficits: [] });
    await grant(one, 'housing', 'I46');
  });

  it('on a commitment', async () => {
    rig.golden('commitment', 'applicationWorkflow');
    const one = await file('I46');
    const onCommitment = { ...window, action: 'accept', body: { onCommitment: true } };
    expect(await one.act(onCommitment)).toMatchObject({ status: 409, body: { code: 'commitment-missing' } });
    expect(await one.onApplication('signCommitment', { itemCode: 'I46' })).toMatchObject({ status: 200 });
    expect(await one.item('I46')).toMatchObject({ committed: true });
    expect(await one.act(onCommitment)).toMatchObject({ status: 200 });
    await bringPaper(one);
    await grant(one, 'housing', 'I46');
  });

  it('withdrawn: over for everybody', async () => {
    rig.golden('withdrawn');
    const one = await file('I46', 'I39');
    const task = await one.task('window-acceptance');
    expect(await one.onApplication('withdraw', { reason: '方案调整' })).toMatchObject({ status: 200 });
    expect(await one.view()).toMatchObject({ state: '已撤回', paper: '不需要' });
    expect(await one.item('I46')).toMatchObject({ state: '已撤回', codes: [1, 2] });
    const late = await one.actOn(task, { as: 'window-jia', action: 'accept' });
    expect(late).toMatchObject({ status: 409, body: { code: 'application-withdrawn' } });
    expect(await one.onApplication('withdraw')).toMatchObject({ status: 409, body: { title: '该申请已撤回' } });
  });
});

it('湖南 on site: the window accepts', async () => {
  rig.golden('onsite-accept-document', 'applicationWorkflow');
  const one = await rig.file({ region: '湖南', channel: 'onsite', items: ['I40'], now });
  expect(await one.act({ ...window, action: 'accept' })).toMatchObject({ status: 200 });
  expect(await one.item('I40')).toMatchObject({ state: '办理中', acceptedOn: '2026-09-18' });
  await grant(one, 'urban-management', 'I40');
});
