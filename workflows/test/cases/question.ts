/** A question, from the asking to the answer. */
import { expect, it } from '@jest/globals';
import { questionWorkflowId } from '@yichuang/contracts/temporal';
import { approve, proposeDays, sundayOff } from '../rig/calendar.ts';
import { type AskedUnderTest, askQuestion } from '../rig/question-case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const friday = '2026-09-18 16:00';
const answer = { text: '请见办事指南' };
const transport = { kind: 'question', department: 'transport' };
const housing = { kind: 'question', department: 'housing' };
const coordination = { kind: 'coordination', department: 'housing' };

const types = async (one: AskedUnderTest): Promise<string[]> => (await one.facts('intake')).map(({ type }) => type);

it('answered in time', async () => {
  rig.golden('answered');
  const one = await askQuestion(rig, friday);
  expect(await one.view()).toMatchObject({ state: '待答复', due: { dueDate: '2026-09-21' } });
  await one.clock('2026-09-21 17:29');
  expect(await one.onTask('transport', transport, 'answer', answer)).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({ state: '已答复', answer: '请见办事指南', overdue: false });
  expect(await types(one)).toEqual(['questionAsked', 'questionSent', 'questionAnswered', 'documentIssued']);
});

it('overdue, urged, answered late', async () => {
  rig.golden('overdue');
  const one = await askQuestion(rig, friday);
  await one.clock('2026-09-22 09:00');
  expect(await one.view()).toMatchObject({ state: '已超期' });
  expect(await one.onTask('coordinator', coordination, 'resolve', { text: '已督促' })).toMatchObject({ status: 200 });
  expect(await one.onTask('transport', transport, 'answer', answer)).toMatchObject({ status: 200 });
  const facts = await one.facts('intake');
  expect(facts.map(({ type }) => type)).toEqual([
    'questionAsked',
    'questionSent',
    'questionOverdue',
    'coordinated',
    'questionAnswered',
    'documentIssued',
  ]);
  expect(facts[2]).toMatchObject({ at: '2026-09-21T17:30:00+08:00' });
  expect(facts[4]).toMatchObject({ data: { late: true } });
});

it('forwarded: the other department answers by the same instant', async () => {
  rig.golden('forwarded');
  const one = await askQuestion(rig, friday);
  await one.clock('2026-09-20 10:00');
  expect(await one.onTask('transport', transport, 'forward', { department: '住建' })).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({ department: { code: 'housing' }, due: { dueDate: '2026-09-21' } });
  expect(await one.onTask('transport', transport, 'answer', answer)).toMatchObject({
    status: 409,
    body: { code: 'question-elsewhere' },
  });
  expect(await one.onTask('housing', housing, 'answer', answer)).toMatchObject({ status: 200 });
});

it('overdue, and given to another department by coordination', async () => {
  rig.golden('rerouted');
  const one = await askQuestion(rig, friday);
  await one.clock('2026-09-22 09:00');
  const body = { department: '住建', reason: '交通运输不承办' };
  expect(await one.onTask('coordinator', coordination, 'reroute', body)).toMatchObject({ status: 200 });
  expect(await one.onTask('housing', housing, 'answer', answer)).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({ state: '已答复', overdue: true });
});

it('withdrawn: the clock stops, later answers are refused', async () => {
  rig.golden('withdrawn');
  const one = await askQuestion(rig, friday);
  expect(await one.act('withdraw')).toMatchObject({ status: 200 });
  await one.clock('2026-09-25 10:00');
  expect(await one.view()).toMatchObject({ state: '已撤回' });
  expect(await one.onTask('transport', transport, 'answer', answer)).toMatchObject({
    status: 409,
    body: { title: '该咨询已撤回' },
  });
  expect(await types(one)).toEqual(['questionAsked', 'questionSent', 'questionWithdrawn']);
});

it('a calendar version moves the day to answer', async () => {
  rig.golden('amended', 'questionWorkflow');
  const one = await askQuestion(rig, friday);
  const realm = one.realm ?? '';
  const no = await proposeDays(rig.api, realm, [sundayOff]);
  rig.follow(no);
  expect(await approve(rig.api, realm, no)).toMatchObject({ status: 200 });
  await one.clock('2026-09-21 18:00');
  expect(await one.view()).toMatchObject({
    state: '待答复',
    due: { dueDate: '2026-09-22', why: expect.arrayContaining([expect.stringContaining('工作日历修订')]) },
  });
  await one.clock('2026-09-22 17:30');
  expect(await one.view()).toMatchObject({ state: '已超期' });
  expect(await one.act('withdraw')).toMatchObject({ status: 200 });
});

it('live: the operator sees who is waited for, for what, until when', async () => {
  rig.golden('live');
  const one = await askQuestion(rig);
  const handle = rig.client.workflow.getHandle(questionWorkflowId(one.no));
  for (const until = Date.now() + 15_000; Date.now() < until && (await types(one)).length < 2; );
  const { currentDetails } = await handle.query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  expect(currentDetails).toContain('交通运输 答复咨询 I29 · 应于');
  const description = await handle.describe();
  expect(await description.staticSummary()).toBe('咨询 · 湖南 · 交通运输');
  expect(await one.act('withdraw')).toMatchObject({ status: 200 });
});
