/** Opinions of other departments on an item under review: each beside the review, none in its place. */
import { expect, it } from '@jest/globals';
import { type CaseUnderTest, sameAct } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const done = { status: 200 };
const unit = 'urban-management';
const question = '是否影响周边水体';

/** The stage and the application know nothing of it. */
const keep = (path: string): void => {
  rig.golden(path, 'itemReviewWorkflow');
  rig.golden(path, 'consultationWorkflow');
};

/** I39, accepted at `now`; live without one. */
async function underReview(now?: string): Promise<CaseUnderTest> {
  const filing = { region: '湖南', items: ['I39'] };
  const one = await (now === undefined ? rig.fileLive(filing) : rig.file({ ...filing, now }));
  expect(await one.act({ as: unit, kind: 'acceptance', item: 'I39', action: 'accept' })).toMatchObject(done);
  return one;
}

const consult = (one: CaseUnderTest, department = '生态环境') =>
  one.act({ as: unit, kind: 'review', item: 'I39', action: 'consult', body: { department, question } });
const reply = (one: CaseUnderTest, body: object, as = 'ecology') =>
  one.act({ as, kind: 'consultation', item: 'I39', action: 'reply', body });
const grant = (one: CaseUnderTest) => one.act({ as: unit, kind: 'review', item: 'I39', action: 'grant' });

it('answered in time: the decision waits for it, and for nothing more', async () => {
  keep('consulted');
  const one = await underReview('2026-09-18 10:00');
  expect(await consult(one)).toMatchObject(done);
  expect(await consult(one)).toMatchObject({ status: 409, body: { code: 'consultation-open' } });
  expect(await grant(one)).toMatchObject({ status: 409, body: { code: 'consultation-open' } });
  await one.clock('2026-09-24 17:29');
  const task = await one.task('consultation', 'I39');
  const agree = { as: 'ecology', action: 'reply', body: { opinion: 'agree' }, idempotencyKey: 'opinion-once' };
  const first = await one.actOn(task, agree);
  expect(first).toMatchObject(done);
  expect((await one.actOn(task, agree)).body).toMatchObject(sameAct(first));
  expect(await one.actOn(task, { as: 'ecology', action: 'reply', body: { opinion: 'none' } })).toMatchObject({
    status: 409,
    body: { code: 'consultation-answered' },
  });
  expect(await one.item('I39')).toMatchObject({ state: '办理中', due: { dueDate: '2026-10-09' } });
  expect(await grant(one)).toMatchObject(done);
  const types = (await one.facts('approval')).map(({ type }) => type);
  expect(types.filter((type) => type === 'consultationReplyTaken')).toHaveLength(1);
  expect(types).not.toContain('consultationOverdue');
  expect(types).not.toContain('operatorIntervened');
});

it('overdue, urged, answered late: never a consent, always recorded', async () => {
  keep('opinion-overdue');
  const one = await underReview('2026-11-16 10:00');
  expect(await consult(one)).toMatchObject(done);
  await one.clock('2026-11-23 17:30');
  expect(await grant(one)).toMatchObject({ status: 409, body: { code: 'consultation-open' } });
  const urge = { as: 'coordinator', kind: 'coordination', item: 'I39', action: 'resolve' };
  expect(await one.act({ ...urge, body: { text: '已电话督促' } })).toMatchObject(done);
  await one.clock('2026-11-24 09:30');
  expect(await reply(one, { opinion: 'disagree', text: '影响水源' })).toMatchObject(done);
  const taken = (await one.facts('approval')).find(({ type }) => type === 'consultationReplyTaken');
  expect(taken?.data).toMatchObject({ opinion: 'disagree', late: true });
  expect(await one.item('I39')).toMatchObject({ state: '办理中', due: { dueDate: '2026-11-30' } });
  expect(await grant(one)).toMatchObject(done);
});

it('done without, with the reason: the department is told when it replies, and the item goes on', async () => {
  keep('opinion-done-without');
  const one = await underReview('2026-11-16 10:00');
  expect(await consult(one)).toMatchObject(done);
  expect(await consult(one, '水利')).toMatchObject(done);
  const tasks = await one.task('consultation', 'I39');
  expect(await reply(one, { opinion: 'conditional', conditions: ['设置沉淀池'] })).toMatchObject(done);
  const body = { department: '水利', reason: '已另行取得水文数据' };
  const review = { as: unit, kind: 'review', item: 'I39' };
  expect(await one.act({ ...review, action: 'closeConsultation', body })).toMatchObject(done);
  expect(tasks).toContain(':consultation:ecology:1~');
  const water = tasks.replace(':ecology:1~', ':water:2~');
  expect(await one.actOn(water, { as: 'water', action: 'reply', body: { opinion: 'agree' } })).toMatchObject({
    status: 409,
    body: { code: 'consultation-closed' },
  });
  expect(await grant(one)).toMatchObject(done);
  const types = (await one.facts('approval')).map(({ type }) => type);
  expect(types).toEqual(expect.arrayContaining(['consultationClosed', 'consultationEnded', 'stageCompleted']));
  expect(types).not.toContain('operatorIntervened');
});

it('opinions and the decision at once: whoever was told that the opinion is recorded is never told that it is missing', async () => {
  keep('opinion-and-decision-at-once');
  const one = await underReview();
  const review = await one.task('review', 'I39');
  const ask = { as: unit, action: 'consult', body: { department: '生态环境', question } };
  expect(await one.actOn(review, ask)).toMatchObject(done);
  const task = await one.task('consultation', 'I39');
  expect(await one.actOn(task, { as: 'ecology', action: 'reply', body: { opinion: 'agree' } })).toMatchObject(done);
  expect(await one.actOn(review, { as: unit, action: 'grant' })).toMatchObject(done);
});
