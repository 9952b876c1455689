import { spawn, spawnSync } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

const KEPT_LINES = 25;

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<NodeJS.ProcessEnv>;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
  readonly onLine?: (line: string) => void;
}

/** Runs a program to its end; throws with its last lines when it fails. The program ends with this process. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: options.cwd,
      env: options.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...asUserOptions(options),
    });
    const tail: string[] = [];
    const stopChild = (): void => {
      child.kill();
    };
    process.once('exit', stopChild);
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) {
          tail.push(line);
          if (tail.length > KEPT_LINES) tail.shift();
          options.onLine?.(line);
        }
      });
    }
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('exit', stopChild);
      if (code === 0) resolve();
      else
        reject(
          new Error(`${path.basename(command)} ${args[0] ?? ''} ended with ${signal ?? code}:\n${tail.join('\n')}`),
        );
    });
  });
}

/** The user part of the options of `spawn`, which tells an absent property from an undefined one. */
export function asUserOptions({ uid, gid }: { uid?: number | undefined; gid?: number | undefined }): {
  uid?: number;
  gid?: number;
} {
  return { ...(uid === undefined ? {} : { uid }), ...(gid === undefined ? {} : { gid }) };
}

/** What a program prints when it only has to tell something (version and the like); undefined when it cannot be run. */
export function ask(command: string, args: readonly string[], env: Readonly<NodeJS.ProcessEnv>): string | undefined {
  const answer = spawnSync(command, args, { env, encoding: 'utf8', timeout: 15_000 });
  return answer.status === 0 ? `${answer.stdout}${answer.stderr}` : undefined;
}

/** The programs of that name in the folders, in their order. */
export function findPrograms(name: string, folders: readonly string[]): string[] {
  return folders.map((folder) => path.join(folder, name)).filter(isProgram);
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
