import { spawn } from 'node:child_process';
import { closeSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { readJsonObject, writeFileAtomically } from '../json-file.ts';
import { guard } from './guard.ts';
import { identify, isRunning, parseIdentity } from './identity.ts';
import { logSize, openLog, readLog } from './log-file.ts';
import { asUserOptions } from './run.ts';

export interface ServerSpec {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  /** Holds `logs/<name>.log` and `<name>.pid`. */
  readonly dataDir: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly stopSignal: NodeJS.Signals;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

/** A running server process. */
export interface ServerProcess {
  readonly pid: number;
  /** Resolves when the process has ended. */
  readonly ended: Promise<void>;
  /** Undefined while the process runs, afterwards an error with the end of its log. */
  failure(): Error | undefined;
  signal(signal: NodeJS.Signals): void;
  /** Ends it with the signal (default: the polite one), with SIGKILL when that takes too long. */
  stop(signal?: NodeJS.Signals): Promise<void>;
}

const STOP_TIMEOUT_MS = 15_000;

/** Starts a server detached from the terminal, so that Ctrl-C reaches this process alone. */
export async function spawnServer(spec: ServerSpec): Promise<ServerProcess> {
  const pidFile = path.join(spec.dataDir, `${spec.name}.pid`);
  const logFile = path.join(spec.dataDir, 'logs', `${spec.name}.log`);
  await endOrphan(pidFile, spec.stopSignal);
  const log = openLog(logFile);
  const logStart = logSize(logFile);
  const child = spawn(spec.command, spec.args, {
    cwd: '/',
    env: spec.env,
    stdio: ['ignore', log, log],
    detached: true,
    ...asUserOptions(spec),
  });
  closeSync(log);
  const pid = child.pid;
  if (pid === undefined) {
    return new Promise((_, reject) => {
      child.once('error', reject);
    });
  }
  writeFileAtomically(pidFile, JSON.stringify(identify(pid) ?? { pid, startedAt: '' }));
  const dismissGuard = guard(pid, spec.stopSignal);
  let failure: Error | undefined;
  const ended = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      dismissGuard();
      rmSync(pidFile, { force: true });
      failure = new Error(`${spec.name} ended (${signal ?? code}), see ${logFile}\n${readLog(logFile, logStart)}`);
      resolve();
    });
  });
  const signal = (name: NodeJS.Signals): void => {
    if (failure === undefined) child.kill(name);
  };
  return {
    pid,
    ended,
    failure: () => failure,
    signal,
    async stop(name = spec.stopSignal) {
      signal(name);
      const timer = setTimeout(() => signal('SIGKILL'), STOP_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** The process when it is ready; one that does not become so is not left running. */
export async function whenReady(
  started: ServerProcess,
  ready: (abort: () => Error | undefined) => Promise<void>,
): Promise<ServerProcess> {
  try {
    await ready(() => started.failure());
    return started;
  } catch (error) {
    await started.stop('SIGKILL');
    throw error;
  }
}

/** Ends what an earlier run, itself killed, may have left behind on the same data. */
async function endOrphan(pidFile: string, stopSignal: NodeJS.Signals): Promise<void> {
  const orphan = parseIdentity(readJsonObject(pidFile));
  if (orphan === undefined) return;
  for (let waitedMs = 0; isRunning(orphan); waitedMs += 50) {
    if (waitedMs === 0) process.kill(orphan.pid, stopSignal);
    if (waitedMs === STOP_TIMEOUT_MS) process.kill(orphan.pid, 'SIGKILL');
    await delay(50);
  }
}
