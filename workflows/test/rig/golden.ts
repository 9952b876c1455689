/**
 * Golden histories: recorded from real runs when RECORD_HISTORIES=1, one file per workflow and path, never overwritten.
 * They hold sample data only; what names the recording machine is replaced.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import type { Run } from './runs.ts';

export const goldenFolder = path.join(import.meta.dirname, '../histories');

export interface Recording {
  /** Name of the path. */
  path: string;
  /** Only this workflow type. */
  only?: string;
}

export function keepGolden({ path: name, only }: Recording, runs: Run[]): void {
  if (process.env['RECORD_HISTORIES'] !== '1') return;
  const named = new Map<string, number>();
  for (const run of runs) {
    if (only !== undefined && run.type !== only) continue;
    const item = /(?::item:|^issuance:.+-|^inquiry:[^:]+:|:consultation:)([\w-]+)(?::\d+)?$/.exec(run.workflowId)?.[1];
    const base = path.join(goldenFolder, run.type, item === undefined ? name : `${name}.${item}`);
    const earlier = named.get(base) ?? 0;
    named.set(base, earlier + 1);
    const file = `${base}${earlier === 0 ? '' : `.run${String(earlier + 1)}`}.json`;
    if (existsSync(file)) continue;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${withoutMachine(historyToJSON(run.history))}\n`);
  }
}

/** Identities are `pid@host`; the names of servers and folders stand nowhere else. */
const withoutMachine = (json: string): string =>
  JSON.stringify(JSON.parse(json), (key, value: unknown) => (key === 'identity' && value !== '' ? 'worker' : value));
