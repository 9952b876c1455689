/** The operator's tool on a running system, as a process of its own. */
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import type { System } from './system.ts';

export interface ToolRun {
  code: number;
  out: string;
  err: string;
}

const main = fileURLToPath(import.meta.resolve('@yichuang/cli/main'));

export const yichuang = ({ env }: Pick<System, 'env'>, ...args: string[]): Promise<ToolRun> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const run: ToolRun = { code: -1, out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (run.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (run.err += text));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ ...run, code: code ?? -1 });
    });
  });
