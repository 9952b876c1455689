/** Child workflows that follow from a parent's state: each started once per run, its outcome delivered as an event. */
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import { log, startChild } from '@temporalio/workflow';
import type { OperatorFinding } from '@yichuang/contracts';
import { workflowTaskTimeout } from '@yichuang/contracts/temporal';

export interface Children<I, O> {
  ensure(
    workflowId: string,
    input: I,
    summary: string,
    closed: (output: O) => void,
    notice: (finding: OperatorFinding) => void,
  ): void;
  /** A start that is still on its way is dropped by the server when its parent closes, whatever the policy. */
  readonly allStarted: () => boolean;
}

/**
 * A child that another run of the parent already started (after a Reset) goes on; its end reaches the parent as an event from the
 * store. One that ends without its result is left to an operator; its siblings and the parent go on.
 */
export function createChildren<I, O>(
  type: string,
  /** `ABANDON` where a child outlives the parent that has told it to end. */
  parentClosePolicy: 'REQUEST_CANCEL' | 'ABANDON' = 'REQUEST_CANCEL',
): Children<I, O> {
  const started = new Set<string>();
  let starting = 0;
  const run = async (workflowId: string, input: I, summary: string): Promise<O> => {
    starting += 1;
    const handle = await startChild<(input: I) => Promise<O>>(type, {
      workflowId,
      args: [input],
      workflowTaskTimeout,
      workflowIdReusePolicy: 'REJECT_DUPLICATE',
      parentClosePolicy,
      cancellationType: 'WAIT_CANCELLATION_COMPLETED',
      staticSummary: summary,
    }).finally(() => {
      starting -= 1;
    });
    return handle.result();
  };
  return {
    allStarted: () => starting === 0,
    ensure(workflowId, input, summary, closed, notice) {
      if (started.has(workflowId)) return;
      started.add(workflowId);
      run(workflowId, input, summary).then(closed, (error: unknown) => {
        if (error instanceof WorkflowExecutionAlreadyStartedError) log.info('child workflow goes on', { workflowId });
        else notice({ what: 'childFailed', workflowId, detail: reasonOf(error) });
      });
    },
  };
}

/** The failure of a child hides what happened in its cause. */
const reasonOf = (error: unknown): string =>
  error instanceof Error && error.cause instanceof Error ? String(error.cause) : String(error);
