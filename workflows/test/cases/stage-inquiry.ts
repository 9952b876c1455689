/** A stage inquiry with its departments, from the asking to the single notice. */
import { expect, it } from '@jest/globals';
import { type AskedUnderTest, inquire } from '../rig/question-case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const monday = '2026-11-16 10:00';
const ask = (department: string) => ({ kind: 'inquiry', department });
const coordination = { kind: 'coordination', department: 'housing' };

const reply = (one: AskedUnderTest, department: string, items: string[], doubt?: string) =>
  items.length > 0
    ? one.onTask(department, ask(department), 'reply', { items, ...(doubt !== undefined && { doubt }) })
    : one.onTask(department, ask(department), 'nothingToDo');

const done = { status: 200 };

it('whole: asked at once, told once, with the last reply', async () => {
  rig.golden('whole');
  const one = await inquire(rig, ['住建', '城管', '气象'], monday);
  expect(await one.view()).toMatchObject({ state: '征询中', notice: null });
  expect(await reply(one, 'housing', ['I46'])).toMatchObject(done);
  expect(await reply(one, 'meteorology', [])).toMatchObject(done);
  const partly = await one.view();
  expect(partly['departments']).toContainEqual(
    expect.objectContaining({ state: '已答复', items: null, due: expect.objectContaining({ dueDate: '2026-11-18' }) }),
  );
  expect((await one.view('supervisor'))['departments']).toContainEqual(
    expect.objectContaining({ items: [expect.objectContaining({ item: expect.objectContaining({ code: 'I46' }) })] }),
  );
  await one.clock('2026-11-17 15:20');
  expect(await reply(one, 'urban-management', ['I39'])).toMatchObject(done);
  expect(await one.view()).toMatchObject({
    state: '已告知',
    notice: {
      issuedAt: '2026-11-17T15:20:00+08:00',
      items: [
        { item: { code: 'I46' }, department: { name: '住建' } },
        { item: { code: 'I39' }, department: { name: '城管' } },
      ],
      nothingToDo: [{ name: '气象' }],
    },
  });
  expect(await one.act('cancel')).toMatchObject({ status: 409, body: { code: 'inquiry-notified' } });
});

it('replies that are in after hours are told of at the next opening', async () => {
  rig.golden('next-opening', 'stageInquiryWorkflow');
  const one = await inquire(rig, ['住建'], '2026-11-20 09:30');
  await one.clock('2026-11-20 18:10');
  expect(await reply(one, 'housing', ['I46'])).toMatchObject(done);
  expect(await one.view()).toMatchObject({ state: '待告知', notice: { issuedAt: null, items: [] } });
  await one.clock('2026-11-23 09:00');
  expect(await one.view()).toMatchObject({ state: '已告知', notice: { issuedAt: '2026-11-23T09:00:00+08:00' } });
});

it('overdue: urged, never deemed', async () => {
  rig.golden('overdue');
  const one = await inquire(rig, ['住建', '城管'], monday);
  expect(await reply(one, 'housing', ['I46'])).toMatchObject(done);
  await one.clock('2026-11-19 10:15');
  expect(await one.view()).toMatchObject({ state: '征询中' });
  expect(await one.onTask('coordinator', coordination, 'resolve', { text: '已电话督促' })).toMatchObject(done);
  expect(await reply(one, 'urban-management', [])).toMatchObject(done);
  expect(await one.view()).toMatchObject({ state: '已告知', notice: { issuedAt: '2026-11-19T10:15:00+08:00' } });
});

it('cancelled: every part ends, later replies are refused', async () => {
  rig.golden('cancelled');
  const one = await inquire(rig, ['住建', '城管'], monday);
  expect(await reply(one, 'housing', ['I46'])).toMatchObject(done);
  expect(await one.act('cancel')).toMatchObject(done);
  expect(await reply(one, 'urban-management', ['I39'])).toMatchObject({
    status: 409,
    body: { code: 'inquiry-cancelled' },
  });
  await one.clock('2026-11-20 10:00');
  const types = (await one.facts('intake')).map(({ type }) => type);
  expect(types).not.toContain('inquiryOverdue');
  expect(types).not.toContain('singleNoticeIssued');
  expect(await one.view()).toMatchObject({ state: '已取消' });
});

it('doubtful: settled by coordination before anybody is told', async () => {
  rig.golden('doubtful');
  const one = await inquire(rig, ['住建', '城管'], monday);
  expect(await reply(one, 'housing', ['I46'], '是否属于限额以下工程')).toMatchObject(done);
  expect(await reply(one, 'urban-management', ['I39'])).toMatchObject(done);
  expect(await one.view()).toMatchObject({ state: '征询中', departments: [{ state: '待协调', items: null }, {}] });
  await one.clock('2026-11-25 10:00');
  expect(await one.view()).toMatchObject({ state: '征询中' });
  const settled = { text: '属于限额以下工程', items: [] };
  expect(await one.onTask('coordinator', coordination, 'settle', settled)).toMatchObject(done);
  expect(await one.view()).toMatchObject({
    state: '已告知',
    notice: { issuedAt: '2026-11-25T10:00:00+08:00', nothingToDo: [{ name: '住建' }] },
  });
});
