/** `recordFacts` as a local activity: short, idempotent by cause, no event per message beyond its marker. */

import { proxyLocalActivities } from '@temporalio/workflow';
import type { RecorderActivities, RecordReply, RecordRequest } from '@yichuang/contracts/temporal';

// Retried inside the workflow task while the database is away; a lock that is held for long ends the attempt, not the case.
const activities = proxyLocalActivities<RecorderActivities>({
  startToCloseTimeout: '20s',
  scheduleToCloseTimeout: '1h',
  localRetryThreshold: '10m',
  retry: { initialInterval: '20ms', backoffCoefficient: 2, maximumInterval: '500ms' },
});

/** A failure fails the workflow task, never the workflow: nothing may end a case but its facts. */
export async function recordFacts(request: RecordRequest): Promise<RecordReply> {
  try {
    return await activities.recordFacts(request);
  } catch (error) {
    throw new Error(`recordFacts ${request.workflowId} ${request.cause}: ${String(error)}`);
  }
}
