/**
 * Runs the executable rules: npm run features -- [PATH…] [--tags EXPR] [--parallel N]
 *
 * A PATH is a .feature file, such a file with lines (x.feature:12) or a folder; the default is features/ of the project.
 * --steps GLOB (repeatable) replaces the steps and the support code; meant for the tests of this runner.
 */
import { existsSync, globSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type IConfiguration, loadConfiguration, runCucumber } from '@cucumber/cucumber/api';
import { faults } from './support/check.ts';
import { Tally } from './support/tally.ts';

const here = import.meta.dirname;

async function main(): Promise<boolean> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      tags: { type: 'string' },
      parallel: { type: 'string' },
      steps: { type: 'string', multiple: true },
    },
  });
  const given = positionals.length > 0 ? positionals : [here];
  const missing = given.filter((path) => !existsSync(withoutLines(path)));
  if (missing.length > 0) return refuse(missing.map((path) => `no such file or folder: ${path}`));
  const paths = given.flatMap(featureFiles);
  if (paths.length === 0) return refuse([`no .feature file under ${given.join(', ')}`]);

  const provided: Partial<IConfiguration> = {
    paths,
    import: values.steps ?? [join(here, 'support/**/*.ts'), join(here, 'steps/**/*.ts')],
    // A pair: in a single string the colon of file:// would divide formatter and output file.
    format: [[new URL('support/formatter.ts', import.meta.url).href]],
    parallel: Number(values.parallel ?? 0),
    tags: values.tags ?? '',
  };
  const { runConfiguration } = await loadConfiguration({ file: false, provided });
  const wrong = await faults(runConfiguration);
  if (wrong.length > 0) return refuse(wrong);

  const tally = new Tally();
  const { success } = await runCucumber(runConfiguration, {}, (envelope) => {
    tally.take(envelope);
  });
  return success && tally.failed === 0 && tally.passed > 0;
}

function withoutLines(path: string): string {
  return path.replace(/(:\d+)+$/, '');
}

/** Expanded here, not by Cucumber: its own search would also enter node_modules. */
function featureFiles(path: string): string[] {
  if (!statSync(withoutLines(path)).isDirectory()) return [path];
  return globSync('**/*.feature', { cwd: path, exclude: (name) => name === 'node_modules' })
    .sort()
    .map((file) => relative(process.cwd(), resolve(path, file)));
}

function refuse(reasons: string[]): false {
  for (const reason of reasons) console.log(`failed     ${reason}`);
  console.log(`0 passed, ${reasons.length} failed`);
  return false;
}

process.exitCode = (await main().catch((error: unknown) =>
  refuse([error instanceof Error ? String(error.stack) : String(error)]),
))
  ? 0
  : 1;
