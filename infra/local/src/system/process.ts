/** A part of the system as a process of its own: started, stopped, killed, started again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { isRecord } from '../json-file.ts';

export interface Part {
  readonly name: string;
  /** Port of its HTTP side; 0 for a worker. */
  readonly port: number;
  /** Starts it and resolves when it says that it is ready. */
  start(): Promise<void>;
  stop(): Promise<void>;
  /** SIGKILL: as when the machine takes the process away. */
  kill9(): Promise<void>;
}

export interface PartOptions {
  name: string;
  main: string;
  env: Record<string, string>;
  logDir: string;
}

const readyMs = 180_000;

export function createPart({ name, main, env, logDir }: PartOptions): Part {
  mkdirSync(logDir, { recursive: true });
  const logFile = path.join(logDir, `${name}.log`);
  let child: ChildProcess | undefined;
  let port = 0;

  const launch = (): ChildProcess => {
    const log = openSync(logFile, 'a');
    try {
      // In a group of its own, so that Ctrl-C at the terminal reaches only the one who stops all in order.
      return spawn(process.execPath, [main], { env, stdio: ['ignore', log, log, 'ipc'], detached: true, cwd: '/' });
    } finally {
      closeSync(log);
    }
  };

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const one = child;
    child = undefined;
    if (!one || one.exitCode !== null || one.signalCode !== null) return;
    const ended = new Promise<void>((resolve) =>
      one.once('exit', () => {
        resolve();
      }),
    );
    one.kill(signal);
    await ended;
  };

  return {
    name,
    get port() {
      return port;
    },
    async start() {
      const one = launch();
      child = one;
      await new Promise<void>((resolve, reject) => {
        const fail = (what: string): void => {
          reject(
            new Error(
              `${name} ${what}; its log ends:\n${readFileSync(logFile, 'utf8').split('\n').slice(-15).join('\n')}`,
            ),
          );
        };
        const timer = setTimeout(() => {
          fail('was not ready in time');
        }, readyMs);
        one.once('exit', () => {
          fail('ended before it was ready');
        });
        one.on('message', (message) => {
          if (!isRecord(message) || message['ready'] !== true) return;
          clearTimeout(timer);
          one.removeAllListeners('exit');
          if (typeof message['port'] === 'number') {
            port = message['port'];
            // The same port after a restart, so that callers find it again.
            env['PORT'] = String(port);
          }
          resolve();
        });
      });
    },
    stop: () => end('SIGTERM'),
    kill9: () => end('SIGKILL'),
  };
}
