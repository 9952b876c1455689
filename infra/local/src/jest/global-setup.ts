/**
 * Servers for a whole jest run, started once unless `YICHUANG_INFRASTRUCTURE` names the state file of running ones. They end with
 * the jest process, however it ends; then their data is deleted. The workflow bundle is built here, once, outside jest's sandbox.
 */
import { spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { bundleWorkflows } from '@yichuang/platform/worker';
import { writeFileAtomically } from '../json-file.ts';
import { poll } from '../poll.ts';

const startMs = 180_000;

export default async function globalSetup(): Promise<void> {
  process.env['YICHUANG_INFRASTRUCTURE'] ??= await startServers();
  const bundleFile = path.join(path.dirname(process.env['YICHUANG_INFRASTRUCTURE']), 'workflows.js');
  if (existsSync(bundleFile)) return;
  const bundle = await bundleWorkflows(path.join(import.meta.dirname, '../../../../workflows/src/index.ts'));
  writeFileAtomically(bundleFile, bundle.code);
}

async function startServers(): Promise<string> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'yichuang-jest-'));
  const stateFile = path.join(dataDir, 'infrastructure.json');
  const logFile = path.join(dataDir, 'infrastructure.log');
  const main = path.join(import.meta.dirname, '../infra-main.ts');
  const log = openSync(logFile, 'a');
  const child = spawn(process.execPath, [main, '--data', dataDir, '--discard', '--with-parent'], {
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.unref();
  // Outlives everybody: deletes the data when the last server is gone.
  const remove = `while kill -0 ${String(child.pid)} 2>/dev/null; do sleep 0.5; done; rm -rf "$1"`;
  spawn('/bin/sh', ['-c', remove, 'sh', dataDir], { stdio: 'ignore', detached: true }).unref();
  await poll('the servers of the test run', () => Promise.resolve(existsSync(stateFile) ? true : undefined), {
    timeoutMs: startMs,
    everyMs: 50,
    abort: () => (ended ? new Error(`the servers did not start:\n${readFileSync(logFile, 'utf8')}`) : undefined),
  });
  return stateFile;
}
