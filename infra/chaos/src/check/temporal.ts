/** Temporal against the database: the same workflows, all completed; their histories replay. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, type ReplayResult, Runtime, Worker } from '@temporalio/worker';
import type { Random } from '../random.ts';
import type { Trail } from '../read/trail.ts';
import { canonical, type Finding, same } from './finding.ts';

export interface TemporalCheck {
  findings: Finding[];
  workflows: number;
  replayed: number;
}

export interface TemporalOptions {
  address: string;
  namespace: string;
  bundle: string;
  /** Replays for about this long. */
  replayMs: number;
  random: Random;
}

/** Visibility follows the histories a little later. */
const visibilityMs = 15_000;

export async function checkTemporal(trail: Trail, options: TemporalOptions): Promise<TemporalCheck> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const connection = await Connection.connect({ address: options.address });
  try {
    const client = new Client({ connection, namespace: options.namespace });
    const known = new Map(trail.workflows.map((row) => [row.workflowId, row]));
    let found = new Map<string, string>();
    for (const until = Date.now() + visibilityMs; ; ) {
      found = await lastRuns(client);
      const complete = [...known.keys()].every((id) => atRest(id, found.get(id)));
      if ((complete && found.size === known.size) || Date.now() > until) break;
      await sleep(300);
    }
    const findings: Finding[] = [];
    for (const [id, { no, closed }] of known) {
      const status = found.get(id) ?? 'absent';
      if (!atRest(id, status) || closed !== (status === 'COMPLETED'))
        findings.push({ no, text: `Temporal: ${id} is ${status}, in the database ${closed ? 'closed' : 'open'}` });
    }
    for (const [id, status] of found)
      if (!known.has(id))
        findings.push({ no: id.split(':')[1] ?? '', text: `Temporal: ${id} (${status}) is unknown to the database` });
    const replay = await replayHistories(client, options.random.shuffled([...found.keys()]), options);
    const told = await compareFacts(client, options.random.shuffled([...known.keys()]), trail, options.replayMs / 2);
    return { findings: [...findings, ...replay.findings, ...told], workflows: found.size, replayed: replay.count };
  } finally {
    await connection.close();
  }
}

/** A result stays with its department: nobody hands it over in a wave. */
const atRest = (workflowId: string, status: string | undefined): boolean =>
  status === 'COMPLETED' || (status === 'RUNNING' && workflowId.startsWith('issuance:'));

async function replayHistories(
  client: Client,
  ids: string[],
  { bundle, replayMs }: TemporalOptions,
): Promise<{ findings: Finding[]; count: number }> {
  const until = Date.now() + replayMs;
  async function* histories(): AsyncGenerator<{ workflowId: string; history: unknown }> {
    for (const workflowId of ids) {
      if (Date.now() > until) return;
      yield { workflowId, history: await client.workflow.getHandle(workflowId).fetchHistory() };
    }
  }
  const findings: Finding[] = [];
  let count = 0;
  const results: AsyncIterable<ReplayResult> = Worker.runReplayHistories(
    { workflowBundle: { codePath: bundle } },
    histories(),
  );
  for await (const { workflowId, error } of results) {
    count += 1;
    if (error) findings.push({ no: workflowId.split(':')[1] ?? '', text: `replay of ${workflowId}: ${String(error)}` });
  }
  return { findings, count };
}

/** By workflow ID; one that was terminated has a later run. */
async function lastRuns(client: Client): Promise<Map<string, string>> {
  const runs = new Map<string, { at: number; status: string }>();
  for await (const { workflowId, status, startTime } of client.workflow.list()) {
    const at = startTime.getTime();
    if ((runs.get(workflowId)?.at ?? -1) < at) runs.set(workflowId, { at, status: status.name });
  }
  return new Map([...runs].map(([id, { status }]) => [id, status]));
}

/** What a workflow holds by its history is what the trail holds; for about `forMs`. */
async function compareFacts(client: Client, ids: string[], trail: Trail, forMs: number): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const until = Date.now() + forMs; Date.now() < until && ids.length > 0; ) {
    const some = ids.splice(0, 8);
    await Promise.all(
      some.map(async (id) => {
        const held = await client.workflow.getHandle(id).query<{ seq: number; type: string; at: string }[]>('facts');
        const kept = trail.facts.filter((row) => row.workflowId === id).sort((a, b) => a.seq - b.seq);
        const [a, b] = [held, kept.map(({ body }) => body)].map((facts) =>
          facts.map(({ seq, type, at }) => [seq, type, at]),
        );
        if (!same(a, b))
          findings.push({ no: id.split(':')[1] ?? '', text: `${id} holds ${canonical(a)}, the trail ${canonical(b)}` });
      }),
    );
  }
  return findings;
}
