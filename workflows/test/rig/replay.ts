/** Replays histories against workflow code: the determinism gate. Needs no server. */
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { History } from '@temporalio/common/lib/proto-utils.js';
import { DefaultLogger, makeTelemetryFilterString, type ReplayResult, Runtime, Worker } from '@temporalio/worker';
import { type PayloadKeys, replayConverter } from '@yichuang/platform';

const run = promisify(execFile);

let quiet = false;

/** One native runtime per test file; a failed replay speaks through its result, not through the log. */
function keepQuiet(): void {
  if (quiet) return;
  quiet = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
}

export interface Bundle {
  codePath: string;
  discard(): void;
}

/** Bundles the workflows of `workflowsPath`; in a process of its own, since the bundler does not run inside jest's sandbox. */
export async function bundle(workflowsPath: string, failures: 'plain' | 'encoded' = 'plain'): Promise<Bundle> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yichuang-workflows-'));
  const codePath = path.join(folder, 'workflows.js');
  await run(process.execPath, [
    fileURLToPath(new URL('./bundle-main.ts', import.meta.url)),
    workflowsPath,
    codePath,
    failures,
  ]);
  return {
    codePath,
    discard: () => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The code that a release would ship. */
export const ownWorkflows = path.join(import.meta.dirname, '../../src/index.ts');

export interface Replayable {
  workflowId: string;
  history: History;
}

/** A history without a completed workflow task holds no decision yet: replaying it would run new code. */
export const hasDecisions = ({ history }: Replayable): boolean =>
  (history.events ?? []).some((event) => event.workflowTaskCompletedEventAttributes);

/** The histories that the code does not reproduce; encrypted ones with their keys. */
export async function differences(
  { codePath }: Pick<Bundle, 'codePath'>,
  histories: Replayable[],
  keys: PayloadKeys,
): Promise<ReplayResult[]> {
  keepQuiet();
  const found: ReplayResult[] = [];
  const options = { workflowBundle: { codePath }, dataConverter: replayConverter(keys) };
  const results = Worker.runReplayHistories(options, histories);
  for await (const result of results) if (result.error) found.push(result);
  return found;
}
