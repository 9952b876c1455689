/** Review of accepted items, side by side under their stage. */
import { expect, it } from '@jest/globals';
import { type CaseUnderTest, sameAct } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const now = '2026-09-18 10:00';

/** A case whose items are accepted at once. */
async function accepted(...items: [code: string, department: string][]): Promise<CaseUnderTest> {
  const one = await rig.file({ region: '湖南', items: items.map(([code]) => code), now });
  for (const [item, department] of items)
    expect(await one.act({ as: department, kind: 'acceptance', item, action: 'accept' })).toMatchObject({
      status: 200,
    });
  return one;
}

it('one item granted, another denied: the stage is complete with the last', async () => {
  rig.golden('grant-and-deny');
  const one = await accepted(['I46', 'housing'], ['I40', 'urban-management']);
  const result = { documentNo: '湘建施〔2026〕0918号', decidedOn: '2026-09-18' };
  expect(
    await one.act({ as: 'housing', kind: 'review', item: 'I46', action: 'grant', body: { result } }),
  ).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({ state: '已受理' });
  const body = { reasons: ['排水方案不符合规范'] };
  expect(await one.act({ as: 'urban-management', kind: 'review', item: 'I40', action: 'deny', body })).toMatchObject({
    status: 200,
  });
  expect(await one.item('I46')).toMatchObject({ state: '准予', codes: [1, 3, 8, 11] });
  expect(await one.item('I40')).toMatchObject({ state: '不予许可', codes: [1, 3, 8, 13] });
  const last = (await one.facts('approval')).at(-1);
  expect(last).toMatchObject({ type: 'stageCompleted', data: { granted: ['I46'], denied: ['I40'] } });
  expect(await one.view()).toMatchObject({ state: '已办结' });
});

it('a due date that passes leaves a fact, and the item open', async () => {
  rig.golden('overdue');
  const one = await accepted(['I46', 'housing']);
  await one.clock('2026-09-22 17:29');
  expect(await one.item('I46')).toMatchObject({ overdue: false });
  await one.clock('2026-09-22 17:30');
  expect(await one.item('I46')).toMatchObject({ overdue: true, state: '办理中' });
  await one.clock('2026-10-09 10:00');
  expect((await one.facts('approval')).filter(({ type }) => type === 'itemOverdue')).toHaveLength(1);
  expect(await one.act({ as: 'housing', kind: 'review', item: 'I46', action: 'grant' })).toMatchObject({ status: 200 });
});

it('several instants in one move: each at its own time, in order', async () => {
  rig.golden('several-instants');
  const one = await rig.file({ region: '湖南', items: ['I46', 'I40', 'I29'], now });
  await one.act({ as: 'housing', kind: 'acceptance', item: 'I46', action: 'accept' });
  await one.clock('2026-10-12 09:00');
  const trail = (await one.trail()).filter((line) => !line.endsWith('documentIssued'));
  // The children run beside the stage: only their own order is fixed.
  const started = (line: string): boolean => line.endsWith('reviewStarted');
  expect(trail.filter(started)).toEqual([
    '09-18 10:00 reviewStarted',
    '09-20 17:30 reviewStarted',
    '09-20 17:30 reviewStarted',
  ]);
  // The law's own limit of I46 ends in the same instant as what was promised of I29.
  const statutory = '09-28 17:30 statutoryLimitReached';
  expect(trail.filter((line) => line === statutory)).toHaveLength(1);
  expect(trail.filter((line) => !started(line) && line !== statutory)).toEqual([
    '09-18 10:00 applicationFiled',
    '09-18 10:00 itemPushed',
    '09-18 10:00 itemPushed',
    '09-18 10:00 itemPushed',
    '09-18 10:00 itemAccepted',
    '09-20 17:30 itemAccepted',
    '09-20 17:30 itemAccepted',
    '09-20 17:30 applicationAccepted',
    '09-20 17:30 acceptanceConcluded',
    '09-18 10:00 stageOpened',
    '09-18 10:00 itemOpened',
    '09-20 17:30 itemOpened',
    '09-20 17:30 itemOpened',
    '09-20 17:30 stageItemsKnown',
    '09-22 17:30 itemOverdue',
    '09-23 17:30 itemOverdue',
    '09-28 17:30 itemOverdue',
  ]);
  for (const [item, department] of [
    ['I46', 'housing'],
    ['I40', 'urban-management'],
    ['I29', 'transport'],
  ] as const)
    await one.act({ as: department, kind: 'review', item, action: 'grant' });
});

it('a supervisor moves an accepted item to another unit: acceptance, clock and decision go on there', async () => {
  rig.golden('transferred');
  const one = await rig.file({ region: '湖南', items: ['I39'], now });
  await one.clock('2026-09-20 17:30');
  const transfer = {
    as: 'supervisor',
    kind: 'review',
    item: 'I39',
    action: 'transfer',
    body: { department: '生态环境', reason: '职责已划转' },
    idempotencyKey: 'transfer-once',
  };
  const before = await one.item('I39');
  const task = await one.task('review', 'I39');
  const first = await one.actOn(task, transfer);
  expect(first).toMatchObject({ status: 200 });
  expect((await one.actOn(task, transfer)).body).toMatchObject(sameAct(first));
  const after = await one.item('I39');
  expect(after).toMatchObject({ department: { code: 'ecology' }, acceptedOn: '2026-09-20', due: before['due'] });
  const trail = await one.facts('approval');
  expect(trail.filter(({ type }) => type === 'itemTransferred')).toHaveLength(1);
  expect(trail.filter(({ type }) => type === 'itemReassigned')).toHaveLength(1);
  expect(await one.actOn(task, { as: 'urban-management', action: 'grant' })).toMatchObject({
    status: 409,
    body: { code: expect.stringContaining('not-the-holder') },
  });
  expect(await one.act({ as: 'ecology', kind: 'review', item: 'I39', action: 'grant' })).toMatchObject({ status: 200 });
  expect((await one.facts('approval')).at(-1)).toMatchObject({ type: 'stageCompleted' });
});

it('a special procedure stops the clock, an extension moves it; both are told, and each acts once', async () => {
  rig.golden('special-procedure-and-extension');
  const one = await accepted(['I39', 'urban-management']);
  const as = 'urban-management';
  const task = await one.task('review', 'I39');
  const start = {
    as,
    action: 'startSpecialProcedure',
    body: { procedure: '听证', workingDays: 2 },
    idempotencyKey: 'hearing-once',
  };
  const first = await one.actOn(task, start);
  expect(first).toMatchObject({ status: 200 });
  expect((await one.actOn(task, start)).body).toMatchObject(sameAct(first));
  expect(await one.item('I39')).toMatchObject({ state: '特别程序中' });
  await one.clock('2026-09-22 10:00');
  expect(await one.actOn(task, { as, action: 'grant' })).toMatchObject({
    status: 409,
    body: { code: 'special-procedure-runs' },
  });
  expect(await one.actOn(task, { as, action: 'endSpecialProcedure' })).toMatchObject({ status: 200 });
  const extension = { days: 10, approver: '本行政机关负责人', reason: '案情复杂' };
  expect(await one.actOn(task, { as, action: 'extend', body: extension })).toMatchObject({ status: 200 });
  expect(await one.item('I39')).toMatchObject({
    state: '办理中',
    codes: [1, 3, 8, 9, 10],
    due: { dueDate: '2026-10-27' },
  });
  const types = (await one.facts('approval')).map(({ type }) => type);
  expect(types.filter((type) => type === 'specialProcedureStarted')).toHaveLength(1);
  expect(types).toContain('specialProcedureOverrun');
  expect(await one.actOn(task, { as, action: 'grant' })).toMatchObject({ status: 200 });
});

it('the ladder is climbed rung by rung, and the report comes every working day until the decision', async () => {
  rig.golden('ladder');
  const one = await rig.file({ region: '大连', items: ['I45'], now: '2026-11-02 10:00' });
  expect(await one.act({ as: 'housing', kind: 'acceptance', item: 'I45', action: 'accept' })).toMatchObject({
    status: 200,
  });
  await one.clock('2026-11-17 12:00');
  const sent = (await one.facts('approval')).filter(({ type }) => type === 'rungSent');
  expect(sent.map(({ at, data }) => `${at.slice(5, 16)} ${String(data['document'])}`)).toEqual([
    '11-05T09:00 预警信息',
    '11-09T09:00 提醒通知单',
    '11-11T09:00 督办通知单',
    '11-12T09:00 跟踪报告',
    '11-13T09:00 跟踪报告',
    '11-16T09:00 跟踪报告',
    '11-17T09:00 跟踪报告',
  ]);
  expect(await one.act({ as: 'housing', kind: 'review', item: 'I45', action: 'grant' })).toMatchObject({ status: 200 });
});

it('an item whose prerequisite is in the same filing is accepted when that is granted', async () => {
  rig.golden('prerequisite');
  const one = await rig.file({ region: '江城', items: ['I38', 'I41'], now });
  expect(await one.act({ as: 'window-jia', kind: 'window-acceptance', action: 'accept' })).toMatchObject({
    status: 200,
  });
  expect(await one.onApplication('receivePaper', {}, 'window-jia')).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({ state: '已受理' });
  expect(await one.item('I41')).toMatchObject({ state: '待前置', acceptedOn: null, due: null, codes: [1] });
  await one.clock('2026-09-21 15:00');
  await one.act({ as: 'urban-management', kind: 'review', item: 'I38', action: 'grant' });
  expect(await one.item('I41')).toMatchObject({
    state: '办理中',
    acceptedOn: '2026-09-21',
    due: { dueDate: '2026-09-29' },
    codes: [1, 3, 8],
  });
  await one.act({ as: 'police', kind: 'review', item: 'I41', action: 'grant' });
  expect(await one.view()).toMatchObject({ state: '已办结' });
});

it('an item is not accepted where its prerequisite is denied', async () => {
  rig.golden('prerequisite-denied');
  const one = await rig.file({ region: '湖南', items: ['I38', 'I41'], now });
  for (const [item, as] of [
    ['I38', 'urban-management'],
    ['I41', 'police'],
  ] as const)
    await one.act({ as, kind: 'acceptance', item, action: 'accept' });
  const body = { reasons: ['占道方案不符合规范'] };
  await one.act({ as: 'urban-management', kind: 'review', item: 'I38', action: 'deny', body });
  expect(await one.item('I41')).toMatchObject({ state: '不予受理', codes: [1, 5] });
  const issued = await rig.api.get('approval', `/v1/cases/${one.no}/documents`, {
    as: 'applicant',
    realm: one.realm ?? '',
  });
  expect(JSON.stringify(issued.body)).toContain('不予受理决定书');
});

it('one visit of several departments, called by the lead; each puts its part down, and no clock moves', async () => {
  rig.golden('joint-visit', 'stageApprovalWorkflow');
  const one = await accepted(['I29', 'transport'], ['I37', 'urban-management']);
  const due = (await one.item('I29'))['due'];
  const body = { items: ['I29', 'I37'], visitAt: '2026-09-21T14:00:00+08:00', place: '项目现场' };
  const as = { as: 'coordinator', realm: one.realm ?? '', idempotencyKey: 'visit-once' };
  const first = await rig.api.act('approval', `/v1/stages/${one.no}/callSiteVisit`, body, as);
  expect(first).toMatchObject({ status: 200, body: { facts: ['siteVisitCalled'] } });
  expect((await rig.api.act('approval', `/v1/stages/${one.no}/callSiteVisit`, body, as)).body).toEqual(first.body);
  await one.settle();
  expect((await one.facts('approval')).filter(({ type }) => type === 'siteVisitCalled')).toHaveLength(1);
  const visit = { kind: 'site-visit', item: 'I29', as: 'transport' };
  expect(await one.act({ ...visit, action: 'confirm' })).toMatchObject({ status: 200 });
  await one.clock('2026-09-21 16:00');
  const findings = { staff: ['张三', '李四'], findings: '与申报材料一致' };
  const task = await one.task('site-visit', 'I29');
  expect(await one.actOn(task, { as: 'transport', action: 'record', body: findings })).toMatchObject({ status: 200 });
  expect(await one.actOn(task, { as: 'transport', action: 'record', body: findings })).toMatchObject({
    status: 409,
    body: { code: 'no-site-visit' },
  });
  expect((await one.item('I29'))['due']).toEqual(due);
  await one.act({ as: 'transport', kind: 'review', item: 'I29', action: 'grant' });
  await one.act({ as: 'urban-management', kind: 'review', item: 'I37', action: 'grant' });
  const open = await rig.api.get('approval', `/v1/tasks?applicationNo=${one.no}&kind=site-visit&state=open`, {
    as: 'supervisor',
    realm: one.realm ?? '',
  });
  expect(open.body).toMatchObject({ count: 0 });
});

it('the joint limit stands still with a special procedure, and is extended once by the lead', async () => {
  rig.golden('stage-extended', 'stageApprovalWorkflow');
  const one = await accepted(['I29', 'transport'], ['I39', 'urban-management']);
  const as = { as: 'coordinator', realm: one.realm ?? '' };
  const limit = async (): Promise<unknown> => (await rig.api.get('approval', `/v1/stages/${one.no}`, as)).body['limit'];
  const before = await limit();
  const body = { procedure: '听证', workingDays: 2 };
  const special = { as: 'transport', kind: 'review', item: 'I29' };
  await one.act({ ...special, action: 'startSpecialProcedure', body });
  await one.clock('2026-09-22 10:00');
  await one.act({ ...special, action: 'endSpecialProcedure' });
  const paused = await limit();
  expect(paused).not.toEqual(before);
  const extension = { days: 15, approver: '本级人民政府负责人', reason: '涉及部门较多' };
  expect(await rig.api.act('approval', `/v1/stages/${one.no}/extend`, extension, as)).toMatchObject({ status: 200 });
  await one.settle();
  expect(await limit()).not.toEqual(paused);
  expect(await one.view()).toMatchObject({ state: '已受理' });
  await one.act({ ...special, action: 'grant' });
  await one.act({ as: 'urban-management', kind: 'review', item: 'I39', action: 'grant' });
  expect((await one.facts('approval')).at(-1)).toMatchObject({ type: 'stageCompleted' });
});

it('a hearing: told, asked for, announced, held; the decision rests on its record', async () => {
  rig.golden('hearing', 'itemReviewWorkflow');
  const one = await accepted(['I39', 'urban-management']);
  const task = await one.task('review', 'I39');
  const party = '示例小区业主委员会';
  const act = (action: string, body: object = {}) => one.actOn(task, { as: 'urban-management', action, body });
  expect(await act('tellHearingRight', { parties: [party] })).toMatchObject({ status: 200 });
  expect(await act('requestHearing', { party })).toMatchObject({ status: 200 });
  expect(await act('startSpecialProcedure', { procedure: '听证', workingDays: 10 })).toMatchObject({ status: 200 });
  const announced = { heldAt: '2026-10-08T09:30:00+08:00', place: '政务服务中心三楼', presider: '王某' };
  expect(await act('announceHearing', { ...announced, heldAt: '2026-02-30T09:30:00+08:00' })).toMatchObject({
    status: 400,
  });
  expect(await act('announceHearing', announced)).toMatchObject({ status: 200 });
  await one.clock('2026-10-08 11:30');
  expect(await act('endSpecialProcedure')).toMatchObject({ status: 409, body: { code: 'hearing-owed' } });
  expect(await act('recordHearing', { minutes: '笔录', signedBy: [party] })).toMatchObject({ status: 200 });
  expect(await act('endSpecialProcedure')).toMatchObject({ status: 200 });
  expect(await act('grant')).toMatchObject({ status: 200 });
  const types = (await one.facts('approval')).map(({ type }) => type);
  expect(types).toEqual(
    expect.arrayContaining(['hearingRightTold', 'hearingRequested', 'hearingAnnounced', 'hearingHeld']),
  );
  expect(types).not.toContain('hearingOverdue');
});

it('a hearing that nobody asks for in time: the right ends with its period', async () => {
  rig.golden('hearing-not-asked', 'itemReviewWorkflow');
  const one = await accepted(['I39', 'urban-management']);
  const told = { as: 'urban-management', kind: 'review', item: 'I39', action: 'tellHearingRight' };
  expect(await one.act(told)).toMatchObject({ status: 200 });
  await one.clock('2026-09-25 00:00');
  const types = (await one.facts('approval')).map(({ type }) => type);
  expect(types).toContain('hearingRightLapsed');
  expect(await one.act({ ...told, action: 'grant' })).toMatchObject({ status: 200 });
});
