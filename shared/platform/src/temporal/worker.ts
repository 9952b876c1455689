/** A worker of one task queue: the workflow bundle, the queue's activities, versioned deployments. */

import { bundleWorkflowCode, type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { deploymentName, type ServiceName } from '@yichuang/contracts/temporal';

/** Bundles the workflow package; done once per process and shared by all its workers. */
export async function bundleWorkflows(workflowsPath: string): Promise<WorkflowBundleOption> {
  return bundleWorkflowCode({ workflowsPath, logger: quiet });
}

const quiet = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export interface QueueWorkerOptions {
  queue: ServiceName;
  connection: NativeConnection;
  namespace: string;
  bundle: WorkflowBundleOption;
  activities: object;
  buildId: string;
  maxCachedWorkflows?: number | undefined;
}

export function createQueueWorker(options: QueueWorkerOptions): Promise<Worker> {
  const { queue, connection, namespace, bundle, activities, buildId, maxCachedWorkflows } = options;
  return Worker.create({
    connection,
    namespace,
    taskQueue: queue,
    workflowBundle: bundle,
    activities,
    workerDeploymentOptions: {
      useWorkerVersioning: true,
      version: { deploymentName: deploymentName(queue), buildId },
      defaultVersioningBehavior: 'AUTO_UPGRADE',
    },
    maxConcurrentWorkflowTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 40,
    // A task for a worker that is gone waits so long for it; a busy one loses its cached case then, at the price of a replay.
    stickyQueueScheduleToStartTimeout: '3s',
    shutdownGraceTime: '5s',
    ...(maxCachedWorkflows !== undefined && { maxCachedWorkflows }),
  });
}
