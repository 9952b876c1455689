/** A calendar version comes into force while cases run: nothing is judged by the old one, and every open deadline moves. */
import { expect, it } from '@jest/globals';
import { isRecord } from '@yichuang/local';
import { approve, proposeDays, readAmendment, sundayOff } from '../rig/calendar.ts';
import type { CaseUnderTest } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const friday = '2026-09-18 10:00';

const filed = (...items: string[]): Promise<CaseUnderTest> => rig.file({ region: '湖南', items, now: friday });

async function amended(one: CaseUnderTest, notBefore?: string): Promise<string> {
  const realm = one.realm ?? '';
  const no = await proposeDays(rig.api, realm, [sundayOff], notBefore);
  expect(await approve(rig.api, realm, no)).toMatchObject({ status: 200 });
  rig.follow(no);
  return no;
}

const grant = (one: CaseUnderTest): Promise<unknown> =>
  one.act({ as: 'urban-management', kind: 'review', item: 'I40', action: 'grant' });

it('open deadlines move at once, each with both dates; the task shows why', async () => {
  rig.golden('amended-at-once');
  const one = await filed('I40');
  const no = await amended(one);
  await one.settle();
  expect(await one.item('I40')).toMatchObject({ state: '已推送', answerDue: { dueDate: '2026-09-21' } });
  const moved = (await one.facts('intake')).filter(({ type }) => type === 'deadlineRetimed');
  expect(moved.map(({ data }) => data)).toMatchObject([
    { from: { dueDate: '2026-09-24' }, to: { dueDate: '2026-09-28' } },
    { from: { dueDate: '2026-09-20' }, to: { dueDate: '2026-09-21', calendarVersion: 2 } },
  ]);
  const task = await rig.api.get('approval', `/v1/tasks/${encodeURIComponent(await one.task('acceptance'))}`, {
    as: 'supervisor',
    realm: one.realm ?? '',
  });
  const { clock } = task.body;
  expect(isRecord(clock) && String(clock['why'])).toContain('工作日历修订');
  expect(await readAmendment(rig.api, one.realm ?? '', no)).toMatchObject({ state: 'approved', version: 2, behind: 0 });
  await one.clock('2026-09-21 17:30');
  expect(await one.item('I40')).toMatchObject({ deemed: true, acceptedOn: '2026-09-21' });
  await grant(one);
});

it('a version that comes into force later moves nothing before, and everything then', async () => {
  const one = await filed('I40');
  const no = await amended(one, '2026-09-19 12:00');
  await one.clock('2026-09-19 11:59');
  expect(await one.item('I40')).toMatchObject({ answerDue: { dueDate: '2026-09-20' } });
  await one.clock('2026-09-19 12:00');
  expect(await one.item('I40')).toMatchObject({ answerDue: { dueDate: '2026-09-21' } });
  const retimed = (await one.facts('intake')).filter(({ type }) => type === 'deadlineRetimed');
  expect(retimed.map(({ at }) => at)).toEqual(Array(2).fill('2026-09-19T12:00:00+08:00'));
  expect(await readAmendment(rig.api, one.realm ?? '', no)).toMatchObject({ behind: 0 });
  await one.clock('2026-09-21 17:30');
  await grant(one);
});

it('a version in force at the very instant of a lapse comes after it', async () => {
  const one = await filed('I40');
  await amended(one, '2026-09-20 17:30');
  await one.clock('2026-09-20 17:30');
  expect(await one.item('I40')).toMatchObject({ deemed: true, acceptedOn: '2026-09-20' });
  await grant(one);
});

it('whoever proposed it may not approve it; a rejected one changes nothing', async () => {
  rig.golden('rejected', 'calendarAmendmentWorkflow');
  const one = await filed('I40');
  const realm = one.realm ?? '';
  const days = { reason: '市政府通告', days: [sundayOff] };
  const proposed = await rig.api.act('approval', '/v1/calendar/amendments', days, { as: 'admin', realm });
  const no = String(proposed.body['amendmentNo']);
  rig.follow(no);
  expect(await approve(rig.api, realm, no, 'admin')).toMatchObject({
    status: 409,
    body: { code: 'second-person-required' },
  });
  const path = `/v1/calendar/amendments/${no}/reject`;
  const reject = (reason: string) => rig.api.act('approval', path, { reason }, { as: 'supervisor', realm });
  expect(await reject(' ')).toMatchObject({ status: 409, body: { code: 'reason-missing' } });
  expect(await reject('通告已撤回')).toMatchObject({ status: 200 });
  expect(await approve(rig.api, realm, no)).toMatchObject({ status: 409, body: { code: 'amendment-decided' } });
  await one.clock('2026-09-20 17:30');
  expect(await one.item('I40')).toMatchObject({ deemed: true, acceptedOn: '2026-09-20' });
  await grant(one);
});

it('the preview names what would move, before anybody approves', async () => {
  const one = await filed('I40', 'I46');
  const realm = one.realm ?? '';
  const no = await proposeDays(rig.api, realm, [sundayOff]);
  rig.follow(no);
  rig.staysOpen(`amendment:${no}`);
  const { body } = await rig.api.get('approval', `/v1/calendar/amendments/${no}/effects`, { as: 'auditor', realm });
  expect(body).toMatchObject({ looked: 3, moved: Array(3).fill({ caseNo: one.no }) });
  await one.act({ as: 'urban-management', kind: 'acceptance', item: 'I40', action: 'accept' });
  await one.act({ as: 'housing', kind: 'acceptance', item: 'I46', action: 'accept' });
  await grant(one);
  await one.act({ as: 'housing', kind: 'review', item: 'I46', action: 'deny', body: { reasons: ['不符合规划条件'] } });
  // What is decided is not reviewed any more; the granted result still has its two periods.
  const after = await rig.api.get('approval', `/v1/calendar/amendments/${no}/effects`, { as: 'auditor', realm });
  expect(after.body).toMatchObject({ looked: 2, moved: [{ key: 'handover:I40' }, { key: 'delivery:I40' }] });
});
