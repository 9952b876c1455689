/** Histories of the workflows that run on a server, and of those closed lately, page by page. */
import { WorkflowNotFoundError } from '@temporalio/client';
import { createTemporalClient, type TemporalOptions } from '@yichuang/platform';
import type { Replayable } from './verdict.ts';

export interface Selection {
  /** Narrows the workflows, in the server's list language. */
  query: string | undefined;
  /** Takes those in that closed within so many days. */
  closedDays: number;
}

const pageSize = 200;
const dayMs = 86_400_000;

export async function* fromServer(server: TemporalOptions, selection: Selection): AsyncGenerator<Replayable> {
  const connected = createTemporalClient(server);
  const { client } = connected;
  try {
    for await (const { workflowId, runId } of client.workflow.list({ query: listQuery(selection), pageSize })) {
      const name = `${workflowId} (${runId})`;
      try {
        yield { name, history: await client.workflow.getHandle(workflowId, runId).fetchHistory() };
      } catch (error) {
        // Deleted after its retention, since the page was read.
        if (!(error instanceof WorkflowNotFoundError)) throw error;
      }
    }
  } finally {
    await connected.close();
  }
}

function listQuery({ query, closedDays }: Selection): string {
  const running = `ExecutionStatus = 'Running'`;
  const since = new Date(Date.now() - closedDays * dayMs).toISOString();
  const wanted = closedDays === 0 ? running : `(${running} OR CloseTime > '${since}')`;
  return query === undefined ? wanted : `${wanted} AND (${query})`;
}
