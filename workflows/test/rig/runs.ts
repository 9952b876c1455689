/** Every run of every workflow of some cases, with its history. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@temporalio/client';
import { caseNoOf } from '@yichuang/contracts/temporal';
import type { Replayable } from './replay.ts';

export interface Run extends Replayable {
  runId: string;
  type: string;
  status: string;
  /** Another run of the same workflow follows: it was continued as new, or reset. */
  followed: boolean;
}

type Listed = Omit<Run, 'history'>;

const patienceMs = 60_000;
const pollMs = 100;

/** Runs of the cases; waits until those that may not stay open have ended. */
export async function collectRuns(
  client: Client,
  caseNos: string[],
  mayStay: (workflowId: string) => boolean,
): Promise<Run[]> {
  for (const until = Date.now() + patienceMs; ; ) {
    const listed = await list(client, caseNos);
    const known = caseNos.every((no) => listed.some(({ workflowId }) => caseNoOf(workflowId) === no));
    const waiting = listed.some(({ workflowId, status }) => status === 'RUNNING' && !mayStay(workflowId));
    if ((known && !waiting) || Date.now() > until) return Promise.all(listed.map((run) => withHistory(client, run)));
    await sleep(pollMs);
  }
}

/** Visibility lists every run of a workflow: chains of continue-as-new and of resets are complete. */
async function list(client: Client, caseNos: string[]): Promise<Listed[]> {
  const found: (Omit<Listed, 'followed'> & { startTime: Date })[] = [];
  for await (const { workflowId, runId, type, status, startTime } of client.workflow.list())
    if (caseNos.includes(caseNoOf(workflowId))) found.push({ workflowId, runId, type, status: status.name, startTime });
  return found
    .sort((a, b) =>
      a.workflowId === b.workflowId
        ? a.startTime.getTime() - b.startTime.getTime()
        : a.workflowId < b.workflowId
          ? -1
          : 1,
    )
    .map(({ startTime: _, ...run }, i, all) => ({ ...run, followed: all[i + 1]?.workflowId === run.workflowId }));
}

const withHistory = async (client: Client, run: Listed): Promise<Run> => ({
  ...run,
  history: await client.workflow.getHandle(run.workflowId, run.runId).fetchHistory(),
});
