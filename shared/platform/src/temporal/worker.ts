/** A worker of one task queue: the workflow bundle, the queue's activities, versioned deployments. */

import { type NativeConnection, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { deploymentName, type ServiceName } from '@yichuang/contracts/temporal';
import { createDataConverter } from './data-converter.ts';
import type { PayloadKeys } from './payload-codec.ts';

export interface QueueWorkerOptions {
  queue: ServiceName;
  connection: NativeConnection;
  namespace: string;
  bundle: WorkflowBundleOption;
  activities: object;
  payloadKeys: PayloadKeys;
  buildId: string;
  /** Patches that are understood in histories, but not taken by cases that have not taken them yet. */
  heldPatches: readonly string[];
  maxCachedWorkflows?: number | undefined;
}

export function createQueueWorker(options: QueueWorkerOptions): Promise<Worker> {
  const { queue, connection, namespace, bundle, activities, payloadKeys, buildId, heldPatches, maxCachedWorkflows } =
    options;
  return Worker.create({
    connection,
    namespace,
    taskQueue: queue,
    workflowBundle: bundle,
    activities,
    patchActivationCallback: ({ patchId }) => !heldPatches.includes(patchId),
    dataConverter: createDataConverter(payloadKeys),
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
