/** Which build works on a task queue: its deployment's current version. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { deploymentName, type ServiceName } from '@yichuang/contracts/temporal';

const patienceMs = 30_000;

/** Makes a build current. Idempotent. Retries while the server has not yet heard of the version's first poller. */
export async function makeCurrent(
  client: Client,
  namespace: string,
  queue: ServiceName,
  buildId: string,
): Promise<void> {
  for (const until = Date.now() + patienceMs; ; ) {
    try {
      await client.workflowService.setWorkerDeploymentCurrentVersion({
        namespace,
        deploymentName: deploymentName(queue),
        buildId,
        identity: 'yichuang',
        ignoreMissingTaskQueues: true,
      });
      return;
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(100);
    }
  }
}

/** None before the first build was made current. */
export async function currentBuild(client: Client, namespace: string, queue: ServiceName): Promise<string | undefined> {
  const { workerDeploymentInfo: info } = await client.workflowService.describeWorkerDeployment({
    namespace,
    deploymentName: deploymentName(queue),
  });
  return info?.routingConfig?.currentDeploymentVersion?.buildId ?? undefined;
}
