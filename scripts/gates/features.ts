import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../jest/projects.ts';
import { command } from './command.ts';
import type { Result } from './gate.ts';

/** Scenarios run together: paths, and the tag expression that holds for all of them. */
export type Run = { paths: string[]; tags: string };

const shared = '../shared/features';

export function featureRuns(): Run[] {
  const own = globSync('features/**/*.feature', { cwd: root, exclude: (name) => name === 'node_modules' });
  const list = join(root, 'features/delivered.txt');
  const delivered = existsSync(join(root, shared)) && existsSync(list) ? deliveredRuns(readFileSync(list, 'utf8')) : [];
  return own.length > 0 ? merged([{ paths: ['features'], tags: '' }, ...delivered]) : merged(delivered);
}

/** Lines of `path [tag expression]`, path under ../shared/features; `#` begins a comment. */
export function deliveredRuns(text: string): Run[] {
  const lines = text.split('\n').map((line) => line.replace(/(^|\s)#.*/, '').trim());
  return merged(
    lines
      .filter((line) => line !== '')
      .map((line) => {
        const [path = '', ...tags] = line.split(/\s+/);
        return { paths: [join(shared, path)], tags: tags.join(' ') };
      }),
  );
}

/** One run per tag expression, so that the stack starts as seldom as can be. */
function merged(runs: Run[]): Run[] {
  const byTags = Map.groupBy(runs, ({ tags }) => tags);
  return [...byTags].map(([tags, same]) => ({ tags, paths: [...new Set(same.flatMap(({ paths }) => paths))] }));
}

export async function featuresGate(): Promise<Result> {
  const sum = { passed: 0, failed: 0 };
  for (const { paths, tags } of featureRuns()) {
    const selection = tags === '' ? paths : [...paths, '--tags', tags];
    const { ok, output } = await command(process.execPath, 'features/run.ts', ...selection);
    const { passed, failed } = closingCount(output);
    sum.passed += passed;
    sum.failed += ok ? failed : Math.max(1, failed);
    if (!ok) return { ...sum, failure: output };
  }
  return sum;
}

/** The figures of the last line, `N passed, N failed`. */
export function closingCount(output: string): { passed: number; failed: number } {
  const [, passed = '0', failed = '0'] =
    /^(\d+) passed, (\d+) failed$/.exec(output.trimEnd().split('\n').at(-1) ?? '') ?? [];
  return { passed: Number(passed), failed: Number(failed) };
}
