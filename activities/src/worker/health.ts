/** Whether a worker process can work: its workers poll, Temporal and the stores answer. */
import type { NativeConnection, Worker } from '@temporalio/worker';
import type { QueueActivities } from './queues.ts';

/** Why not; nothing when it can. */
export async function unready(
  connection: NativeConnection,
  workers: Worker[],
  stores: QueueActivities[],
): Promise<string | undefined> {
  const idle = workers.find((worker) => worker.getState() !== 'RUNNING');
  if (idle) return `the worker of ${idle.options.taskQueue} is ${idle.getState()}`;
  try {
    await connection.withDeadline(Date.now() + answerMs, () => connection.workflowService.getSystemInfo({}));
  } catch (error) {
    return `Temporal does not answer: ${String(error)}`;
  }
  try {
    await Promise.all(stores.map((store) => store.ping()));
  } catch (error) {
    return `the database does not answer: ${String(error)}`;
  }
  return undefined;
}

const answerMs = 2_000;
