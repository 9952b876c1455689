/** A commission of the assist desk, from the request to the contact. */
import { expect, it } from '@jest/globals';
import { assistWorkflowId } from '@yichuang/contracts/temporal';
import { type AssistUnderTest, commission, officers } from '../rig/assist-case.ts';
import { approve, proposeDays, sundayOff } from '../rig/calendar.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const friday = '2026-09-18 10:00';
const contact = { record: '电话了解项目情况' };

/** A commission with its officer; it stays open after the contact. */
async function commissioned(now?: string): Promise<AssistUnderTest> {
  const one = await rig.requestAssist(now);
  rig.staysOpen(assistWorkflowId(one.no));
  await commission(one);
  return one;
}

const types = async (one: AssistUnderTest): Promise<string[]> => (await one.facts('assist')).map(({ type }) => type);

it('contacted within the working day', async () => {
  rig.golden('contacted');
  const one = await commissioned(friday);
  expect(await one.view()).toMatchObject({
    state: '待联系',
    officer: officers.jia,
    contact: { dueDate: '2026-09-20', why: expect.arrayContaining([expect.stringContaining('1个工作日')]) },
  });
  await one.clock('2026-09-20 17:29');
  expect(await one.act('officer-jia', 'contact', contact)).toMatchObject({ status: 200 });
  await one.clock('2026-09-30 09:00');
  expect(await one.view()).toMatchObject({ state: '已联系', overdue: false, alerts: [] });
  expect(await types(one)).toEqual([
    'assistRequested',
    'preReviewPassed',
    'commissionConfirmed',
    'officerAssigned',
    'ownerContacted',
  ]);
});

it('missed, then contacted late', async () => {
  rig.golden('overdue-then-contacted');
  const one = await commissioned(friday);
  await one.clock('2026-09-21 09:00');
  const alert = { word: '联系逾期', raisedAt: '2026-09-20T17:30:00+08:00' };
  expect(await one.view()).toMatchObject({ state: '待联系', overdue: true, alerts: [{ ...alert, settledAt: null }] });
  expect(await one.act('officer-jia', 'contact', contact)).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({
    state: '已联系',
    overdue: true,
    alerts: [{ ...alert, settledAt: '2026-09-21T09:00:00+08:00' }],
  });
  expect((await one.facts('assist')).at(-1)).toMatchObject({ type: 'ownerContacted', data: { late: true } });
});

it('ineligible: closed, and later acts are told why', async () => {
  rig.golden('ineligible');
  const one = await rig.requestAssist(friday);
  expect(await one.act('assist-desk', 'failPreReview', { reason: '项目不在本区' })).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({ state: '不符合条件', reason: '项目不在本区' });
  expect(await one.act('assist-desk', 'passPreReview')).toMatchObject({
    status: 409,
    body: { code: 'assist-ineligible', detail: expect.stringContaining('项目不在本区') },
  });
});

it('the officer is changed: the new one contacts, the former cannot', async () => {
  rig.golden('officer-changed');
  const one = await commissioned(friday);
  const change = { officer: officers.yi, reason: '岗位调整' };
  expect(await one.act('assist-desk', 'assign', { officer: officers.yi })).toMatchObject({ status: 409 });
  expect(await one.act('assist-desk', 'change', change)).toMatchObject({ status: 200 });
  expect(await one.act('officer-jia', 'contact', contact)).toMatchObject({ body: { code: 'not-the-officer' } });
  expect(await one.act('officer-yi', 'contact', contact)).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({
    officer: officers.yi,
    officers: [
      { id: 'officer-jia', until: '2026-09-18T10:00:00+08:00' },
      { id: 'officer-yi', until: null, reason: '岗位调整' },
    ],
  });
});

it('a calendar version moves the day to contact', async () => {
  rig.golden('amended', 'assistWorkflow');
  const one = await commissioned(friday);
  const realm = one.realm ?? '';
  const no = await proposeDays(rig.api, realm, [sundayOff]);
  rig.follow(no);
  expect(await approve(rig.api, realm, no)).toMatchObject({ status: 200 });
  await one.settle();
  expect(await one.view()).toMatchObject({
    contact: { dueDate: '2026-09-21', why: expect.arrayContaining([expect.stringContaining('工作日历修订')]) },
  });
  await one.clock('2026-09-20 17:30');
  expect(await one.view()).toMatchObject({ overdue: false, contact: { dueDate: '2026-09-21' } });
  await one.clock('2026-09-21 17:30');
  expect(await one.view()).toMatchObject({ overdue: true, alerts: [{ raisedAt: '2026-09-21T17:30:00+08:00' }] });
});

it('live: the operator sees who is waited for, for what, until when', async () => {
  rig.golden('live');
  const one = await commissioned();
  const handle = rig.client.workflow.getHandle(assistWorkflowId(one.no));
  // A query is answered after the pass that recorded the last act.
  const { currentDetails } = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  expect(currentDetails).toContain('协办员 联系建设单位 · 应于');
  const description = await handle.describe();
  const attributes = description.typedSearchAttributes.getAll().map(({ key, value }) => [key.name, value]);
  expect(await description.staticSummary()).toBe('协办 · 江城 · 一般工程');
  expect(Object.fromEntries(attributes)).toMatchObject({
    YcRegion: '江城',
    YcStage: '协办',
    YcState: '待联系',
    YcApplicationNo: one.no,
    YcWaitingOn: ['协办员'],
    YcRealm: 'live',
  });
  expect(await one.act('officer-jia', 'contact', contact)).toMatchObject({ status: 200 });
});
