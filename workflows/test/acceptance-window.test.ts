/** Where the window accepts: 江城, and 湖南 on site. */
import { describe, expect, it } from '@jest/globals';
import type { CaseUnderTest } from './rig/case.ts';
import { useRig } from './rig.ts';

const rig = useRig();
const now = '2026-09-18 10:00';
const file = (...items: string[]): Promise<CaseUnderTest> => rig.file({ region: '江城', items, now });
const window = { as: 'window-jia', kind: 'window-acceptance' };

/** The item's department grants it, so that the case ends. */
const grant = (one: CaseUnderTest, department: string, item: string): Promise<unknown> =>
  one.act({ as: department, kind: 'review', item, action: 'grant' });

describe('江城', () => {
  it('the window accepts the whole filing; the items go to their departments at once', async () => {
    rig.golden('window-accept', 'applicationWorkflow');
    const one = await file('I46', 'I40');
    await one.clock('2026-09-21 10:00');
    expect(await one.act({ ...window, action: 'accept' })).toMatchObject({ status: 200 });
    expect(await one.view()).toMatchObject({ state: '已受理', acceptedOn: '2026-09-21' });
    await grant(one, 'housing', 'I46');
    await grant(one, 'urban-management', 'I40');
    expect(await one.view()).toMatchObject({ state: '已办结' });
  });

  it('the window refuses', async () => {
    rig.golden('window-refuse');
    const one = await file('I46');
    const body = { reason: '不符合受理条件', clause: '行政许可法 32(2)' };
    expect(await one.act({ ...window, action: 'refuse', body })).toMatchObject({ status: 200 });
    expect(await one.view()).toMatchObject({ state: '不予受理' });
    expect(await one.item('I46')).toMatchObject({ codes: [1, 5] });
  });

  it('the window says that no permit is needed', async () => {
    rig.golden('window-not-required');
    const one = await file('I46');
    expect(await one.act({ ...window, action: 'notRequired', body: { reason: '限额以下工程' } })).toMatchObject({
      status: 200,
    });
    expect(await one.view()).toMatchObject({ state: '不受理' });
    expect(await one.item('I46')).toMatchObject({ codes: [1, 4] });
  });

  it('five working days of silence accept as of receipt', async () => {
    rig.golden('window-silence', 'applicationWorkflow');
    const one = await file('I39');
    await one.clock('2026-09-24 17:29');
    expect(await one.view()).toMatchObject({ state: '审查中' });
    await one.clock('2026-09-24 17:30');
    expect(await one.view()).toMatchObject({ state: '已受理', deemed: true, acceptedOn: '2026-09-18' });
    expect(await one.item('I39')).toMatchObject({ due: { dueDate: '2026-10-09' } });
    await grant(one, 'urban-management', 'I39');
  });
});

it('湖南 on site: the window accepts', async () => {
  rig.golden('onsite-accept', 'applicationWorkflow');
  const one = await rig.file({ region: '湖南', channel: 'onsite', items: ['I40'], now });
  expect(await one.act({ ...window, action: 'accept' })).toMatchObject({ status: 200 });
  expect(await one.item('I40')).toMatchObject({ state: '办理中', acceptedOn: '2026-09-18' });
  await grant(one, 'urban-management', 'I40');
});
