/** An operator resets a workflow: what was recorded stands, nothing is recorded twice, and the case goes on. */
import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import proto from '@temporalio/proto';
import { applicationWorkflowId, inquiryWorkflowId, stageWorkflowId } from '@yichuang/contracts/temporal';
import type { CaseUnderTest } from '../rig/case.ts';
import { inquire } from '../rig/question-case.ts';
import { useRig } from '../rig.ts';

const rig = useRig();
const { ResetReapplyType } = proto.temporal.api.enums.v1;
const reapply = {
  all: ResetReapplyType.RESET_REAPPLY_TYPE_ALL_ELIGIBLE,
  none: ResetReapplyType.RESET_REAPPLY_TYPE_NONE,
};

/** To its first workflow task, with or without the signals and Updates that came after it. */
async function reset(workflowId: string, how: keyof typeof reapply): Promise<void> {
  const { runId } = await rig.client.workflow.getHandle(workflowId).describe();
  const { events } = await rig.client.workflow.getHandle(workflowId, runId).fetchHistory();
  const first = (events ?? []).find((event) => event.workflowTaskCompletedEventAttributes);
  await rig.client.workflowService.resetWorkflowExecution({
    namespace: rig.system.namespace,
    workflowExecution: { workflowId, runId },
    reason: 'test',
    requestId: randomUUID(),
    workflowTaskFinishEventId: first?.eventId ?? null,
    resetReapplyType: reapply[how],
  });
}

async function half(): Promise<CaseUnderTest> {
  const one = await rig.file({ region: '湖南', items: ['I46', 'I40'], now: '2026-09-18 10:00' });
  const accepted = await one.act({ as: 'urban-management', kind: 'acceptance', item: 'I40', action: 'accept' });
  expect(accepted.status).toBe(200);
  return one;
}

async function finish(one: CaseUnderTest): Promise<void> {
  await one.clock('2026-09-20 17:30');
  for (const [item, department] of [
    ['I46', 'housing'],
    ['I40', 'urban-management'],
  ] as const)
    expect(await one.act({ as: department, kind: 'review', item, action: 'grant' })).toMatchObject({ status: 200 });
  expect(await one.view()).toMatchObject({ state: '已办结' });
}

it.each(['all', 'none'] as const)('an application, reapplying %s', async (how) => {
  rig.golden(`reset-reapply-${how}`, 'applicationWorkflow');
  const one = await half();
  const before = await one.trail();
  await reset(applicationWorkflowId(one.no), how);
  await one.settle();
  expect(await one.trail()).toEqual(before);
  await finish(one);
});

it.each(['all', 'none'] as const)(
  'a stage, reapplying %s: its children go on, and it hears of their end',
  async (how) => {
    rig.golden(`reset-reapply-${how}`, 'stageApprovalWorkflow');
    const one = await half();
    const before = await one.trail();
    await reset(stageWorkflowId(one.no), how);
    await one.settle();
    expect(await one.trail()).toEqual(before);
    await finish(one);
  },
);

it.each(['all', 'none'] as const)(
  'an inquiry, reapplying %s: its parts go on, and it hears of their end',
  async (how) => {
    rig.golden(`reset-reapply-${how}`, 'stageInquiryWorkflow');
    const one = await inquire(rig, ['住建'], '2026-11-16 10:00');
    await reset(inquiryWorkflowId(one.no), how);
    await one.settle();
    const housing = { kind: 'inquiry', department: 'housing' };
    expect(await one.onTask('housing', housing, 'reply', { items: ['I46'] })).toMatchObject({ status: 200 });
    expect(await one.view()).toMatchObject({ state: '已告知' });
  },
);
