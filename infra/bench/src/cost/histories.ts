/** Histories of a case: what the Temporal server counted for them, and how fast they replay. */
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, Runtime, Worker, type WorkflowBundleOption } from '@temporalio/worker';
import { caseNoOf } from '@yichuang/contracts/temporal';

export interface Kept {
  workflowId: string;
  type: string;
  history: History;
  events: number;
  workflowTasks: number;
  transitions: number;
}

/** What replays say would drown what is printed; call before any worker is made. */
export function beQuiet(): void {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
}

/** Every run of the case but those of `not`. */
export async function historiesOf(client: Client, no: string, types: readonly string[]): Promise<Kept[]> {
  const kept: Kept[] = [];
  for await (const { workflowId, runId, type } of client.workflow.list()) {
    if (caseNoOf(workflowId) !== no || !types.includes(type)) continue;
    const handle = client.workflow.getHandle(workflowId, runId);
    const [{ raw }, history] = [await handle.describe(), await handle.fetchHistory()];
    kept.push({
      workflowId,
      type,
      history,
      events: Number(raw.workflowExecutionInfo?.historyLength),
      workflowTasks: (history.events ?? []).filter((event) => event.workflowTaskCompletedEventAttributes).length,
      transitions: Number(raw.workflowExecutionInfo?.stateTransitionCount),
    });
  }
  return kept;
}

const copies = 20;
const rounds = 5;

/** Processor milliseconds of one replay of all of them: the best of some rounds, many copies at once so that the worker's start counts little. */
export async function replayMs(bundle: WorkflowBundleOption, kept: Kept[]): Promise<number> {
  const many = Array.from({ length: copies }, () => kept).flat();
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const begun = process.cpuUsage();
    for await (const { workflowId, error } of Worker.runReplayHistories({ workflowBundle: bundle }, many))
      if (error) throw new Error(`${workflowId} does not replay`, { cause: error });
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1000 / copies);
  }
  return best;
}

const pauseMs = 60;
const busy = '…';

/** Waits until all these workflows are there, have no task and have not moved for a while. */
export const stillness =
  (client: Client) =>
  async (workflowIds: string[]): Promise<void> => {
    const lengthOf = async (id: string): Promise<string> => {
      try {
        const { raw } = await client.workflow.getHandle(id).describe();
        return `${String(raw.workflowExecutionInfo?.historyLength)}${raw.pendingWorkflowTask ? busy : ''}`;
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return busy;
        throw error;
      }
    };
    for (let before = ''; ; ) {
      const now = (await Promise.all(workflowIds.map(lengthOf))).join(' ');
      if (now === before && !now.includes(busy)) return;
      before = now;
      await sleep(pauseMs);
    }
  };
