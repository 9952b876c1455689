import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Project } from '../jest/projects.ts';
import { commandIn } from './command.ts';
import type { Result } from './gate.ts';

const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];

/** A test that was skipped counts as failed: a gate is not held by what did not run. */
const failures = ['numFailedTests', 'numPendingTests', 'numTodoTests', 'numRuntimeErrorTestSuites'];

export interface Variant {
  /** What the tests and all they start find in their environment. */
  env: Record<string, string>;
  /** Only test files whose path fits. */
  paths?: RegExp;
}

export async function jestGate(project: Project, { env, paths }: Variant = { env: {} }): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'gate-'));
  const file = join(folder, 'result.json');
  try {
    const chosen = paths ? ['--testPathPatterns', paths.source] : [];
    const args = [...jest, '--selectProjects', project, ...chosen, '--json', '--outputFile', file];
    const { ok, output } = await commandIn(env, process.execPath, ...args);
    const report = await read(file);
    const passed = figure(report, 'numPassedTests');
    const failed = failures.reduce((sum, name) => sum + figure(report, name), 0);
    return ok && failed === 0 ? { passed, failed } : { passed, failed: Math.max(1, failed), failure: output };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What Jest reports; nothing if it broke before it could. */
async function read(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  return JSON.parse(text);
}

function figure(report: unknown, name: string): number {
  const value: unknown = typeof report === 'object' && report !== null ? Reflect.get(report, name) : undefined;
  return typeof value === 'number' ? value : 0;
}
