/** Temporal against the database: the same workflows, all completed; their histories replay. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, type ReplayResult, Runtime, Worker } from '@temporalio/worker';
import type { Random } from '../random.ts';
import type { Trail } from '../read/trail.ts';
import type { Finding } from './finding.ts';

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
      found = new Map();
      for await (const { workflowId, status } of client.workflow.list()) found.set(workflowId, status.name);
      const complete = [...known.keys()].every((id) => found.get(id) === 'COMPLETED');
      if ((complete && found.size === known.size) || Date.now() > until) break;
      await sleep(300);
    }
    const findings: Finding[] = [];
    for (const [id, { no, closed }] of known) {
      const status = found.get(id) ?? 'absent';
      if (status !== 'COMPLETED' || !closed)
        findings.push({ no, text: `Temporal: ${id} is ${status}, in the database ${closed ? 'closed' : 'open'}` });
    }
    for (const [id, status] of found)
      if (!known.has(id))
        findings.push({ no: id.split(':')[1] ?? '', text: `Temporal: ${id} (${status}) is unknown to the database` });
    const replay = await replayHistories(client, options.random.shuffled([...found.keys()]), options);
    return { findings: [...findings, ...replay.findings], workflows: found.size, replayed: replay.count };
  } finally {
    await connection.close();
  }
}

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
