/**
 * The whole gate: npm test. Fast gates first; the first that breaks ends the run.
 * node scripts/test.ts --only unit,lint runs some of them.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import startTestServers from '../infra/local/src/jest/global-setup.ts';
import { check } from './gates/command.ts';
import { featureRuns, featuresGate } from './gates/features.ts';
import { type Gate, runGates, selectGates } from './gates/gate.ts';
import { jestGate, type Variant } from './gates/jest.ts';
import { type Project, root, testFiles } from './jest/projects.ts';

const always = (): boolean => true;
const chaos = 'infra/chaos/src/main.ts';
const folders = ['shared', 'workflows', 'activities', 'services', 'infra', 'features', 'scripts'];

const jest = (project: Project): Gate => ({
  name: project,
  present: () => testFiles(project).length > 0,
  run: () => jestGate(project),
});

/** Twelve or thirteen hours behind Beijing, with a summer time: whoever reads the machine's zone is wrong by a day. */
const elsewhere = (paths: RegExp): Variant => ({
  env: { TZ: 'America/New_York', YICHUANG_MAX_CACHED_WORKFLOWS: '0' },
  paths,
});

/** The gate on real servers: started before the first such gate, shared by all of them, gone with this process. */
const onServers = ({ run, ...gate }: Gate): Gate => ({
  ...gate,
  run: async () => {
    await startTestServers();
    return run();
  },
});

const gates: Gate[] = [
  { name: 'format', present: always, run: () => check(['biome', 'check', '.']) },
  { name: 'types', present: always, run: () => check(['tsc', '-p', '.']) },
  {
    name: 'dependencies',
    present: always,
    run: () =>
      check(
        ['depcruise', '--config', '.dependency-cruiser.mjs', ...folders],
        ['depcruise', '--config', '.dependency-cruiser.runtime.mjs', 'shared', 'workflows'],
      ),
  },
  { name: 'unused', present: always, run: () => check(['knip', '--no-config-hints']) },
  { name: 'lint', present: always, run: () => check(['eslint', '.']) },
  jest('unit'),
  {
    ...jest('unit'),
    name: 'unit-elsewhere',
    run: () => jestGate('unit', elsewhere(/(kernel|regions|workflows\/test\/unit)\//)),
  },
  jest('replay'),
  onServers(jest('workflows')),
  // Nothing kept in memory: every workflow task replays the whole history, on machines of another time zone.
  onServers({
    ...jest('workflows'),
    name: 'workflows-replayed',
    run: () => jestGate('workflows', elsewhere(/workflows\/test\/uncached[.]/)),
  }),
  onServers(jest('integration')),
  onServers({ name: 'features', present: () => featureRuns().length > 0, run: featuresGate }),
  {
    name: 'chaos',
    present: () => existsSync(join(root, chaos)),
    // The same cases every time: what a change breaks is seen at once. Longer runs take a seed of their own.
    run: () => check([process.execPath, chaos, '--seconds', '60', '--seed', '21']),
  },
];

const { values } = parseArgs({ options: { only: { type: 'string' } } });

try {
  const held = await runGates(selectGates(gates, values.only), (text) => {
    console.log(text);
  });
  process.exitCode = held ? 0 : 1;
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  console.log('0 passed, 1 failed');
  process.exitCode = 1;
}
