/** Which build works on a task queue: its deployment's current version. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import proto from '@temporalio/proto';
import { deploymentName, type ServiceName } from '@yichuang/contracts/temporal';

const { TASK_QUEUE_TYPE_WORKFLOW } = proto.temporal.api.enums.v1.TaskQueueType;

const patienceMs = 30_000;
const pauseMs = 100;

interface Deployment {
  namespace: string;
  queue: ServiceName;
}

/**
 * Makes a build current and returns when the task queue sends it the tasks. Idempotent. Throws after 30 s if the server has not
 * heard of the build's workers by then.
 */
export async function makeCurrent(client: Client, deployment: Deployment, buildId: string): Promise<void> {
  const until = Date.now() + patienceMs;
  for (let set = false; ; ) {
    try {
      if (!set) await setCurrent(client, deployment, buildId);
      set = true;
      if ((await currentBuild(client, deployment)) === buildId) return;
      if (Date.now() > until) throw new Error(`the task queue ${deployment.queue} does not hear of build ${buildId}`);
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    await sleep(pauseMs);
  }
}

const setCurrent = (client: Client, { namespace, queue }: Deployment, buildId: string): Promise<unknown> =>
  client.workflowService.setWorkerDeploymentCurrentVersion({
    namespace,
    deploymentName: deploymentName(queue),
    buildId,
    identity: 'yichuang',
    ignoreMissingTaskQueues: true,
  });

/** The build that the task queue sends its tasks to; none before the first was made current. */
export async function currentBuild(client: Client, { namespace, queue }: Deployment): Promise<string | undefined> {
  const { versioningInfo } = await client.workflowService.describeTaskQueue({
    namespace,
    taskQueue: { name: queue },
    taskQueueType: TASK_QUEUE_TYPE_WORKFLOW,
  });
  return versioningInfo?.currentDeploymentVersion?.buildId ?? undefined;
}
