import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '../jest/projects.ts';
import { type Fixture, node, plant } from './fixture.ts';

type Violation = { from: string; to: string; rule: { name: string } };

/** [rule, importing file, import]. One violation is planted for each rule and each way around it. */
const planted: [rule: string, file: string, code: string][] = [
  ['kernel-alone', 'shared/kernel/src/builtin.ts', "import 'node:fs';"],
  ['kernel-alone', 'shared/kernel/src/package.ts', "import 'zod';"],
  ['kernel-alone', 'shared/kernel/src/workspace.ts', "import type {} from '@yichuang/contracts';"],
  ['contracts', 'shared/contracts/src/builtin.ts', "import 'node:fs';"],
  ['contracts', 'shared/contracts/src/platform.ts', "import '@yichuang/platform';"],
  ['contracts-temporal', 'shared/contracts/src/temporal/direct.ts', "import 'zod';"],
  ['contracts-temporal', 'shared/contracts/src/temporal/http.ts', "import '../http/index.ts';"],
  ['contracts-temporal-without-zod', 'shared/contracts/src/temporal/barrel.ts', "export * from '../facts/parsed.ts';"],
  ['regions', 'shared/regions/src/net.ts', "import 'node:net';"],
  ['regions', 'shared/regions/src/platform.ts', "import '@yichuang/platform';"],
  ['platform', 'shared/platform/src/service.ts', "import '@yichuang/intake/store';"],
  ['workflows', 'workflows/src/builtin.ts', "import 'node:crypto';"],
  ['workflows', 'workflows/src/zod.ts', "import 'zod';"],
  ['workflows', 'workflows/src/platform.ts', "import '@yichuang/platform';"],
  ['workflows', 'workflows/src/activities.ts', "import type {} from '@yichuang/activities';"],
  ['workflows', 'workflows/src/http.ts', "import '@yichuang/contracts/http';"],
  ['workflows-regions-types-only', 'workflows/src/regions.ts', "import '@yichuang/regions';"],
  ['workflows-without-zod', 'workflows/src/barrel.ts', "import { parsed } from '@yichuang/contracts'; parsed;"],
  ['services-apart', 'services/intake/src/other.ts', "import '@yichuang/approval/store';"],
  ['services-apart', 'services/intake/src/relative.ts', "import '../../approval/src/store/index.ts';"],
  ['services-apart', 'services/intake/test/unit/other.test.ts', "import type {} from '@yichuang/approval/store';"],
  ['services-not-outwards', 'services/intake/src/activities.ts', "import '@yichuang/activities';"],
  ['services-workflow-messages-only', 'services/intake/src/workflow.ts', "import '@yichuang/workflows';"],
  ['activities-own-store-only', 'activities/src/intake/other.ts', "import '@yichuang/approval/store';"],
  ['activities-own-store-only', 'activities/src/notices/store.ts', "import '@yichuang/intake/store';"],
  [
    'activities-stores-only',
    'activities/src/worker/domain.ts',
    "import '../../../services/intake/src/domain/rule.ts';",
  ],
  ['activities-root-no-store', 'activities/src/root.ts', "import '@yichuang/intake/store';"],
  ['activities-not-outwards', 'activities/src/worker/workflows.ts', "import '@yichuang/workflows';"],
  ['services-used-by-activities-and-infra', 'features/steps/service.ts', "import '@yichuang/intake/store';"],
  ['features-public-only', 'features/steps/platform.ts', "import '@yichuang/platform';"],
  ['sources-not-tests', 'shared/platform/src/helper.ts', "import '../test/helper.ts';"],
  ['no-circular', 'shared/platform/src/circle-back.ts', "import './circle.ts';"],
  ['resolvable', 'services/intake/src/nowhere.ts', "import '@yichuang/nowhere';"],
  ['declared', 'services/intake/src/undeclared.ts', "import 'undeclared';"],
];

const allowed: Record<string, string> = {
  'shared/kernel/src/index.ts': 'export const kernel = 1;',
  'shared/contracts/src/index.ts': "import '@yichuang/kernel'; export * from './facts/parsed.ts';",
  'shared/contracts/src/facts/parsed.ts': "import { z } from 'zod'; export const parsed = z;",
  'shared/contracts/src/temporal/index.ts': "import '@yichuang/kernel'; import type {} from '../facts/parsed.ts';",
  'shared/contracts/src/http/index.ts': "import 'zod';",
  'shared/regions/src/index.ts': "import 'node:fs'; import 'node:fs/promises'; import 'node:path'; import 'zod';",
  'shared/platform/src/index.ts': "import 'node:net'; import '@yichuang/regions'; import '@yichuang/contracts';",
  'shared/platform/src/circle.ts': "import './circle-back.ts';",
  'shared/platform/test/helper.ts': 'export {};',
  'workflows/src/index.ts': "import '@temporalio/workflow'; import './messages.ts';",
  'workflows/src/messages.ts': "import '@yichuang/contracts/temporal'; import type {} from '@yichuang/regions';",
  'activities/src/index.ts': "export * from './intake/index.ts';",
  'activities/src/intake/index.ts': "import '@yichuang/intake/store'; import '@yichuang/platform';",
  'activities/src/worker/main.ts': "import '@yichuang/intake/store'; import '@yichuang/approval/store';",
  'services/intake/src/store/index.ts': "import '@yichuang/platform'; import '@yichuang/workflows/messages';",
  'services/intake/src/domain/rule.ts': 'export {};',
  'services/approval/src/store/index.ts': 'export {};',
  'infra/local/src/start.ts': "import '@yichuang/intake/store'; import '@yichuang/platform';",
};

const workspace: Record<string, { folder: string; exports: Record<string, string> }> = {
  kernel: { folder: 'shared/kernel', exports: { '.': './src/index.ts' } },
  contracts: {
    folder: 'shared/contracts',
    exports: { '.': './src/index.ts', './temporal': './src/temporal/index.ts', './http': './src/http/index.ts' },
  },
  regions: { folder: 'shared/regions', exports: { '.': './src/index.ts' } },
  platform: { folder: 'shared/platform', exports: { '.': './src/index.ts' } },
  workflows: { folder: 'workflows', exports: { '.': './src/index.ts', './messages': './src/messages.ts' } },
  activities: { folder: 'activities', exports: { '.': './src/index.ts' } },
  intake: { folder: 'services/intake', exports: { './store': './src/store/index.ts' } },
  approval: { folder: 'services/approval', exports: { './store': './src/store/index.ts' } },
};

describe('dependency rules', () => {
  let fixture: Fixture;
  let violations: Violation[];

  beforeAll(() => {
    fixture = layout();
    violations = [
      ...cruise(fixture.folder, '.dependency-cruiser.mjs', readdirSync(fixture.folder)),
      ...cruise(fixture.folder, '.dependency-cruiser.runtime.mjs', ['shared', 'workflows']),
    ];
  });
  afterAll(() => {
    fixture.remove();
  });

  test.each(planted)('%s bites in %s', (rule, file) => {
    expect(violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)).toContain(rule);
  });

  test('what the layout allows passes', () => {
    const files = new Set(planted.map(([, file]) => file));
    expect(violations.filter(({ from }) => !files.has(from))).toEqual([]);
  });

  test('each rule has a planted violation', async () => {
    const rules: string[] = [];
    for (const config of ['.dependency-cruiser.mjs', '.dependency-cruiser.runtime.mjs']) {
      const { default: loaded } = await import(join(root, config));
      rules.push(...loaded.forbidden.map(({ name }: { name: string }) => name));
    }
    expect([...new Set(planted.map(([rule]) => rule))].sort()).toEqual(rules.sort());
  });
});

function layout(): Fixture {
  const files: Record<string, string> = {
    ...allowed,
    ...Object.fromEntries(planted.map(([, file, code]) => [file, code])),
    'package.json': JSON.stringify({ dependencies: { zod: '*', '@temporalio/workflow': '*' } }),
    'tsconfig.json': '{}',
  };
  for (const name of ['zod', '@temporalio/workflow', 'undeclared']) {
    files[`node_modules/${name}/package.json`] = JSON.stringify({ name, main: 'index.js' });
    files[`node_modules/${name}/index.js`] = '';
  }
  const links: Record<string, string> = {};
  for (const [name, { folder, exports }] of Object.entries(workspace)) {
    files[`${folder}/package.json`] = JSON.stringify({ name: `@yichuang/${name}`, type: 'module', exports });
    links[`node_modules/@yichuang/${name}`] = `../../${folder}`;
  }
  const fixture = plant(files, links);
  fixture.copy('.dependency-cruiser.mjs', '.dependency-cruiser.runtime.mjs');
  return fixture;
}

function cruise(folder: string, config: string, paths: string[]): Violation[] {
  const sources = paths.filter((path) => /^[a-z]+$/.test(path));
  const depcruise = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs');
  const { stdout, output } = node(folder, depcruise, '--config', config, '--output-type', 'json', ...sources);
  if (!stdout.startsWith('{')) throw new Error(output);
  const { summary }: { summary: { violations: Violation[] } } = JSON.parse(stdout);
  return summary.violations;
}
