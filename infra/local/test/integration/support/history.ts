/** Workflows as the server knows them: their history, and Reset as the Temporal UI does it. */
import { randomUUID } from 'node:crypto';
import { WorkflowNotFoundError } from '@temporalio/client';
import { type Bench, until } from './bench.ts';

/** How many results of local activities the history of the current run holds: what the workflow has heard of the store. */
export async function heardOf({ client }: Bench, workflowId: string): Promise<number> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  return (events ?? []).filter((event) => event.markerRecordedEventAttributes).length;
}

/** Resets to the first workflow task; gives the new run. */
export async function resetToStart({ client, system }: Bench, workflowId: string): Promise<string> {
  const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
  const first = (events ?? []).find((event) => event.workflowTaskCompletedEventAttributes);
  if (!first?.eventId) throw new Error(`${workflowId} has completed no task yet`);
  const { runId } = await client.workflowService.resetWorkflowExecution({
    namespace: system.namespace,
    workflowExecution: { workflowId },
    reason: 'fault test',
    workflowTaskFinishEventId: first.eventId,
    requestId: randomUUID(),
  });
  return runId;
}

export async function statusOf({ client }: Bench, workflowId: string): Promise<{ status: string; runId: string }> {
  const { status, runId } = await client.workflow.getHandle(workflowId).describe();
  return { status: status.name, runId };
}

/** Waits until the run has completed. */
export const completed = (bench: Bench, workflowId: string, runId?: string): Promise<true> =>
  until(`${workflowId} completed`, async () => {
    const now = await statusOf(bench, workflowId);
    return now.status === 'COMPLETED' && (runId === undefined || now.runId === runId) ? true : undefined;
  });

/** How many facts the workflow itself holds. */
export async function factsHeld({ client }: Bench, workflowId: string): Promise<number> {
  try {
    const facts = await client.workflow.getHandle(workflowId).query<unknown[]>('facts');
    return facts.length;
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return 0;
    throw error;
  }
}
