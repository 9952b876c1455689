import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { root } from '../jest/projects.ts';
import type { Result } from './gate.ts';

export type Finished = { ok: boolean; output: string };

const longest = 45 * 60_000;
const grace = 2_000;

/** Runs a command from the root, tools of node_modules first, and keeps what it writes. */
export const command = (name: string, ...args: string[]): Promise<Finished> => commandIn({}, name, ...args);

/** The same with settings of its own in the environment. */
export function commandIn(settings: Record<string, string>, name: string, ...args: string[]): Promise<Finished> {
  return new Promise((resolve) => {
    const path = [join(root, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
    const child = spawn(name, args, {
      cwd: root,
      env: { ...process.env, ...settings, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: longest,
    });
    const chunks: Buffer[] = [];
    const keep = (chunk: Buffer): void => {
      chunks.push(chunk);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => {
      resolve({ ok: false, output: `${name}: ${error.message}` });
    });
    const finish = (code: number | null, signal: NodeJS.Signals | null): void => {
      child.stdout.destroy();
      child.stderr.destroy();
      const ended = signal ? `\n${name} was ended by ${signal}` : '';
      resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() + ended });
    };
    child.on('close', finish);
    // A server that a test left behind keeps the pipes open; it must not keep the gate waiting.
    child.on('exit', (code, signal) => setTimeout(finish, grace, code, signal).unref());
  });
}

/** A gate that is one or more commands without tests of their own. */
export async function check(...commands: string[][]): Promise<Result> {
  for (const [name = '', ...args] of commands) {
    const { ok, output } = await command(name, ...args);
    if (!ok) return { passed: 0, failed: 1, failure: `$ ${[name, ...args].join(' ')}\n${output}` };
  }
  return { passed: 1, failed: 0 };
}
