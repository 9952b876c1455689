/** What is done to workflows from outside: a cancel has no legal effect, a terminated one comes back by its recorded facts. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { applicationWorkflowId, itemWorkflowId, stageWorkflowId } from '@yichuang/contracts/temporal';
import { type ToolRun, yichuang } from '@yichuang/local';
import type { CaseUnderTest, TrailFact } from '../rig/case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const tool = (...args: string[]): Promise<ToolRun> => yichuang(rig.system, ...args);
const file = (): Promise<CaseUnderTest> => rig.file({ region: '湖南', items: ['I46', 'I40'], now: '2026-09-18 10:00' });

interface Task {
  id: number;
  kind: string;
  subject: string;
  service: string;
  what: string;
  todo: string;
  resolvedBy: string | null;
}
const tasks = async (subject: string, ...args: string[]): Promise<Task[]> => {
  const { out } = await tool('tasks', '--json', ...args);
  return (JSON.parse(out) as Task[]).filter((task) => task.subject === subject);
};

async function noticed(one: CaseUnderTest, service: 'intake' | 'approval', count = 1): Promise<TrailFact[]> {
  for (const until = Date.now() + 15_000; ; ) {
    await sleep(100);
    const found = (await one.facts(service)).filter(({ type }) => type === 'operatorIntervened');
    if (found.length >= count || Date.now() > until) return found;
  }
}

const accept = (one: CaseUnderTest, item: string, as: string): ReturnType<CaseUnderTest['act']> =>
  one.act({ as, kind: 'acceptance', item, action: 'accept' });
const grant = (one: CaseUnderTest, item: string, as: string): ReturnType<CaseUnderTest['act']> =>
  one.act({ as, kind: 'review', item, action: 'grant' });

async function finish(one: CaseUnderTest): Promise<void> {
  expect(await grant(one, 'I46', 'housing')).toMatchObject({ status: 200 });
  expect(await grant(one, 'I40', 'urban-management')).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({ state: '已办结' });
}

it('a cancel is noted once for an operator, and the case goes on', async () => {
  rig.golden('cancel-from-outside', 'applicationWorkflow');
  const one = await file();
  const workflowId = applicationWorkflowId(one.no);
  const workflow = rig.client.workflow.getHandle(workflowId);
  await workflow.cancel();
  expect(await noticed(one, 'intake')).toMatchObject([
    { word: '人工干预', data: { what: 'cancelRequested', workflowId } },
  ]);
  await workflow.cancel();
  await accept(one, 'I46', 'housing');
  await accept(one, 'I40', 'urban-management');
  await finish(one);
  expect(await noticed(one, 'intake')).toHaveLength(1);
  const [task, ...more] = await tasks(workflowId);
  expect(more).toEqual([]);
  expect(task).toMatchObject({ kind: 'cancelRequested', service: 'intake', what: expect.stringContaining('取消') });

  const id = String(task?.id);
  expect(await tool('tasks', 'resolve', id)).toMatchObject({ code: 2, err: expect.stringContaining('--as') });
  expect(await tool('tasks', 'resolve', id, '--as', '运维甲', '--reason', '误操作')).toMatchObject({ code: 0 });
  expect(await tool('tasks', 'resolve', id, '--as', '运维甲', '--reason', '误操作')).toMatchObject({ code: 1 });
  expect(await tasks(workflowId)).toEqual([]);
  expect(await tasks(workflowId, '--all')).toMatchObject([{ resolvedBy: '运维甲' }]);
});

it('a terminated item leaves its stage and its sibling alone, comes back, and its result reaches the stage', async () => {
  rig.golden('item-terminated', 'stageApprovalWorkflow');
  rig.golden('terminated', 'itemReviewWorkflow');
  const one = await file();
  await accept(one, 'I46', 'housing');
  await accept(one, 'I40', 'urban-management');
  const workflowId = itemWorkflowId(one.no, 'I40');
  const task = await one.task('review', 'I40');
  await rig.client.workflow.getHandle(workflowId).terminate('by hand');
  expect(await noticed(one, 'approval')).toMatchObject([
    { workflowId: stageWorkflowId(one.no), data: { what: 'childFailed', workflowId } },
  ]);
  expect(await grant(one, 'I46', 'housing')).toMatchObject({ status: 200 });

  const found = await tool('reconcile', '--json');
  expect(found.code).toBe(1);
  expect(JSON.parse(found.out)).toMatchObject([
    { kind: 'ended', workflowId, status: 'TERMINATED', service: 'approval' },
  ]);
  expect(await tasks(workflowId)).toMatchObject([{ kind: 'workflowEnded' }]);
  expect(await tool('reconcile', '--repair')).toMatchObject({ code: 2 });
  expect(await tool('reconcile', '--repair', '--as', '运维甲', '--reason', '误终止')).toMatchObject({ code: 0 });
  expect(await tool('reconcile')).toMatchObject({ code: 0, out: expect.stringContaining('0 处不一致') });
  expect(await tasks(workflowId, '--all')).toMatchObject([{ resolvedBy: '运维甲' }]);

  expect(await one.actOn(task, { as: 'urban-management', action: 'grant' })).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({ state: '已办结' });
  const facts = await one.facts('approval');
  for (const type of ['reviewStarted', 'itemGranted', 'itemConcluded'])
    expect(facts.filter((fact) => fact.type === type)).toHaveLength(2);
});

it('a terminated application goes on with the act that was sent meanwhile', async () => {
  rig.golden('application-terminated', 'applicationWorkflow');
  const one = await file();
  await accept(one, 'I46', 'housing');
  const workflowId = applicationWorkflowId(one.no);
  await rig.client.workflow.getHandle(workflowId).terminate('by hand');
  const id = await one.task('acceptance', 'I40');
  const options = { as: 'urban-management', realm: one.realm ?? '' };
  const reply = await rig.api.post('approval', `/v1/tasks/${encodeURIComponent(id)}/accept`, {}, options);
  expect(reply.status).toBe(202);
  expect(await tool('reconcile', '--repair', '--as', '运维甲', '--reason', '误终止')).toMatchObject({ code: 0 });
  await one.settle();
  const facts = (await one.facts('intake')).map(({ type }) => type);
  expect(facts.filter((type) => type === 'itemAccepted')).toHaveLength(2);
  expect(facts.at(-1)).toBe('acceptanceConcluded');
  await finish(one);
});

it('a terminated stage finds its children running', async () => {
  rig.golden('terminated', 'stageApprovalWorkflow');
  const one = await file();
  await accept(one, 'I46', 'housing');
  await accept(one, 'I40', 'urban-management');
  const workflowId = stageWorkflowId(one.no);
  await rig.client.workflow.getHandle(workflowId).terminate('by hand');
  const children = ['I46', 'I40'].map((item) => itemWorkflowId(one.no, item));
  // The parent's close asks the children to stop: that too has no legal effect.
  const asked = await noticed(one, 'approval', 2);
  expect(asked.map((fact) => fact.workflowId).sort()).toEqual(children.sort());
  expect(await tasks(children[0] ?? '')).toMatchObject([{ kind: 'cancelRequested' }]);
  expect(await tool('reconcile', '--repair', '--as', '运维甲', '--reason', '误终止')).toMatchObject({ code: 0 });
  await finish(one);
  expect((await one.facts('approval')).filter(({ type }) => type === 'stageCompleted')).toHaveLength(1);
});
