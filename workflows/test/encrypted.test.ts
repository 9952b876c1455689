/** With a key, nothing that a case says stands readable in Temporal; whoever has the key reads it, operators' summaries included. */
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import { WorkflowNotFoundError } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import proto from '@temporalio/proto';
import { applicationWorkflowId, itemWorkflowId, stageWorkflowId } from '@yichuang/contracts/temporal';
import { sampleUscc } from '@yichuang/local';
import { useRig } from './rig.ts';

const rig = useRig({ payloadKey: randomBytes(32) });
const { GetWorkflowExecutionHistoryResponse, DescribeWorkflowExecutionResponse } =
  proto.temporal.api.workflowservice.v1;

/** What the server holds of a workflow: history and description, as bytes. */
async function stored(workflowId: string): Promise<Buffer> {
  const { workflowService } = rig.client;
  const where = { namespace: rig.system.namespace, execution: { workflowId } };
  const history = await workflowService.getWorkflowExecutionHistory(where);
  const description = await workflowService.describeWorkflowExecution(where);
  return Buffer.concat([
    GetWorkflowExecutionHistoryResponse.encode(history).finish(),
    DescribeWorkflowExecutionResponse.encode(description).finish(),
  ]);
}

type Event = NonNullable<History['events']>[number];

/** The history so far: none while the relay has not yet started the workflow of a case just filed. */
async function history(workflowId: string): Promise<Event[]> {
  const handle = rig.client.workflow.getHandle(workflowId);
  try {
    await handle.describe();
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return [];
    throw error;
  }
  return (await handle.fetchHistory()).events ?? [];
}

/** What is looked for in a history, once it is there. */
async function eventually<T>(workflowId: string, find: (event: Event) => T | null | undefined): Promise<T> {
  for (;;) {
    for (const event of await history(workflowId)) {
      const found = find(event);
      if (found) return found;
    }
    await sleep(100);
  }
}

it('a case from filing to decision: no name, number or text of it is readable on the server', async () => {
  const one = await rig.file({ region: '湖南', items: ['I46', 'I40'], now: '2026-09-18 10:00' });
  const note = '退回理由之明文';
  await one.act({ as: 'urban-management', kind: 'acceptance', item: 'I40', action: 'return', body: { reason: note } });
  expect((await one.act({ as: 'housing', kind: 'acceptance', item: 'I46', action: 'accept' })).status).toBe(200);

  const summary = await rig.client.workflow.getHandle(applicationWorkflowId(one.no)).describe();
  expect(await summary.staticSummary()).toContain('2 事项');

  expect((await one.act({ as: 'housing', kind: 'review', item: 'I46', action: 'grant' })).status).toBe(200);
  await one.clock('2026-09-30 18:00');
  const secrets = ['示例产业园', '示例建设有限公司', sampleUscc, note, '2 事项', 'projectName', '行政许可法'];
  for (const id of [applicationWorkflowId(one.no), stageWorkflowId(one.no), itemWorkflowId(one.no, 'I46')]) {
    const bytes = await stored(id);
    expect(bytes.includes('binary/encrypted')).toBe(true);
    expect(secrets.filter((text) => bytes.includes(text))).toEqual([]);
  }
});

it('who is waited for, as the timer says it to operators, is encrypted too', async () => {
  const one = await rig.fileLive({ region: '湖南', items: ['I46'] });
  rig.staysOpen(applicationWorkflowId(one.no));
  const summary = await eventually(applicationWorkflowId(one.no), (event) =>
    event.timerStartedEventAttributes ? event.userMetadata?.summary : undefined,
  );
  expect(Buffer.from(summary.metadata?.['encoding'] ?? []).toString()).toBe('binary/encrypted');
});

it('what a workflow task failed of is encrypted too', async () => {
  const handle = await rig.client.workflow.start('applicationWorkflow', {
    workflowId: applicationWorkflowId('broken'),
    taskQueue: 'intake',
    args: [{ facts: '不是事实' }],
  });
  try {
    const failure = await eventually(handle.workflowId, (event) => event.workflowTaskFailedEventAttributes?.failure);
    expect(failure).toMatchObject({ message: 'Encoded failure', stackTrace: '' });
    expect(Buffer.from(failure.encodedAttributes?.metadata?.['encoding'] ?? []).toString()).toBe('binary/encrypted');
  } finally {
    await handle.terminate();
  }
});
