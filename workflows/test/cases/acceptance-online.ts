/** 湖南 online: departments accept (002 二(一)2(2)); every legal path of one item, to its end. */
import { describe, expect, it } from '@jest/globals';
import { type CaseUnderTest } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const now = '2026-09-18 10:00';
const file = (...items: string[]): Promise<CaseUnderTest> => rig.file({ region: '湖南', items, now });
const acceptance = { kind: 'acceptance' };
const grantAll = async (one: CaseUnderTest, department: string, ...items: string[]): Promise<void> => {
  for (const item of items)
    expect(await one.act({ as: department, kind: 'review', item, action: 'grant' })).toMatchObject({ status: 200 });
};

describe('an item', () => {
  it('is accepted by its department; its clock counts from that day', async () => {
    rig.golden('accept');
    const one = await file('I40');
    await one.clock('2026-09-18 15:00');
    const reply = await one.act({ ...acceptance, as: 'urban-management', item: 'I40', action: 'accept' });
    expect(reply).toMatchObject({
      status: 200,
      body: { facts: ['itemAccepted'] },
    });
    expect(await one.item('I40')).toMatchObject({
      state: '办理中',
      acceptedOn: '2026-09-18',
      due: { dueDate: '2026-09-22' },
    });
    await grantAll(one, 'urban-management', 'I40');
    expect(await one.view()).toMatchObject({ state: '已办结', acceptedOn: '2026-09-18', deemed: false });
  });

  it('is returned to a named unit, which begins a working day of its own', async () => {
    rig.golden('return-with-unit', 'applicationWorkflow');
    const one = await file('I40');
    await one.clock('2026-09-20 16:00');
    const body = { reason: '属于河道排水口', suggestedDepartment: '水利' };
    expect(await one.act({ ...acceptance, as: 'urban-management', item: 'I40', action: 'return', body })).toMatchObject(
      { status: 200 },
    );
    await one.clock('2026-09-21 17:29');
    expect(await one.item('I40')).toMatchObject({ state: '已推送', round: 2, department: { code: 'water' } });
    await one.clock('2026-09-21 17:30');
    expect(await one.item('I40')).toMatchObject({ state: '办理中', deemed: true, acceptedOn: '2026-09-21' });
    await grantAll(one, 'water', 'I40');
  });

  it('is returned without a unit, and rerouted by the coordinator', async () => {
    rig.golden('return-and-reroute', 'applicationWorkflow');
    const one = await file('I40');
    await one.act({
      ...acceptance,
      as: 'urban-management',
      item: 'I40',
      action: 'return',
      body: { reason: '不属于本单位' },
    });
    expect(await one.item('I40')).toMatchObject({ state: '已退回', returnReason: '不属于本单位' });
    await one.clock('2026-09-21 09:00');
    const body = { department: '水利', reason: '河道排水口由水利管理' };
    expect(
      await one.act({ as: 'coordinator', kind: 'coordination', item: 'I40', action: 'reroute', body }),
    ).toMatchObject({ status: 200 });
    await one.act({ ...acceptance, as: 'water', item: 'I40', action: 'accept' });
    expect(await one.item('I40')).toMatchObject({ state: '办理中', round: 2, deemed: false, acceptedOn: '2026-09-21' });
    await grantAll(one, 'water', 'I40');
  });

  it('is refused; the application ends without a stage', async () => {
    rig.golden('refuse');
    const one = await file('I40');
    const body = { reason: '不属于许可范围', clause: '行政许可法 32(2)' };
    expect(await one.act({ ...acceptance, as: 'urban-management', item: 'I40', action: 'refuse', body })).toMatchObject(
      { status: 200 },
    );
    expect(await one.view()).toMatchObject({ state: '不予受理' });
    expect(await one.facts('approval')).toEqual([]);
  });

  it('is accepted by silence at the close of the make-up Sunday, not a minute before', async () => {
    rig.golden('silence', 'applicationWorkflow');
    const one = await file('I39');
    await one.clock('2026-09-20 17:29');
    expect(await one.item('I39')).toMatchObject({ state: '已推送' });
    await one.clock('2026-09-20 17:30');
    expect(await one.item('I39')).toMatchObject({
      state: '办理中',
      deemed: true,
      acceptedOn: '2026-09-20',
      due: { dueDate: '2026-10-10' },
    });
    await grantAll(one, 'urban-management', 'I39');
  });

  it('passed from hand to hand is accepted as of receipt at the close of the fifth working day', async () => {
    rig.golden('cap', 'applicationWorkflow');
    const one = await file('I40');
    const handOn = async (day: string, from: string, to?: string): Promise<void> => {
      await one.clock(`2026-09-${day} 10:00`);
      const body = { reason: '不属于本单位', ...(to !== undefined && { suggestedDepartment: to }) };
      expect(await one.act({ ...acceptance, as: from, item: 'I40', action: 'return', body })).toMatchObject({
        status: 200,
      });
    };
    await handOn('20', 'urban-management', 'water');
    await handOn('21', 'water', 'ecology');
    await handOn('22', 'ecology', 'housing');
    await handOn('23', 'housing');
    await one.clock('2026-09-24 10:00');
    await one.act({
      as: 'coordinator',
      kind: 'coordination',
      item: 'I40',
      action: 'reroute',
      body: { department: 'transport', reason: '涉路' },
    });
    expect(await one.item('I40')).toMatchObject({
      round: 5,
      answerDue: { dueDate: '2026-09-24', basis: ['行政许可法 32(4)', '行政许可法 82'] },
    });
    await one.clock('2026-09-24 17:29');
    expect(await one.item('I40')).toMatchObject({ state: '已推送' });
    await one.clock('2026-09-24 17:30');
    expect(await one.item('I40')).toMatchObject({ deemed: true, acceptedOn: '2026-09-18' });
    await grantAll(one, 'transport', 'I40');
  });

  it('returned for good leaves the application partly accepted', async () => {
    rig.golden('returned-for-good');
    const one = await file('I46', 'I40');
    await one.act({ ...acceptance, as: 'housing', item: 'I46', action: 'accept' });
    await one.act({
      ...acceptance,
      as: 'urban-management',
      item: 'I40',
      action: 'return',
      body: { reason: '不属于本单位' },
    });
    expect(await one.view()).toMatchObject({ state: '部分受理' });
    await grantAll(one, 'housing', 'I46');
    await one.clock('2026-09-24 17:30');
    expect(await one.item('I40')).toMatchObject({ state: '已退回' });
    expect((await one.facts('intake')).at(-1)).toMatchObject({
      type: 'acceptanceConcluded',
      at: '2026-09-24T17:30:00+08:00',
    });
    expect(await one.view()).toMatchObject({ state: '已办结' });
  });
});
