import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '../jest/projects.ts';
import { type Fixture, node, plant } from './fixture.ts';

type Report = { filePath: string; messages: { ruleId: string | null; message: string }[] }[];

const syntax = 'no-restricted-syntax';

/** [rule, file, code]: each breaks exactly this rule. */
const planted: [rule: string, file: string, code: string][] = [
  [syntax, 'workflows/src/region-literal.ts', "export const region: string = 'hunan';"],
  [syntax, 'activities/src/region-name.ts', "export const region: string = '湖南省';"],
  [syntax, 'services/intake/src/region-template.ts', 'export const seal = (id: string): string => `dalian-${id}`;'],
  [syntax, 'shared/kernel/src/region-key.ts', 'export const days = { xiangzhou: 5 };'],
  [syntax, 'shared/contracts/src/region-compare.ts', "export const at = (id: string): boolean => id === '江城';"],
  [syntax, 'shared/platform/src/region-identifier.ts', 'export const jiangchengDays = 5;'],
  [syntax, 'services/intake/src/region/config.ts', "export const region: string = '襄州';"],
  [syntax, 'shared/regions/src/local-time.ts', 'export const day = (at: Date): number => at.getDay();'],
  [syntax, 'infra/local/src/local-time.ts', 'export const text = (at: Date): string => at.toLocaleDateString();'],
  [syntax, 'services/intake/src/local-set.ts', 'export const midnight = (at: Date): number => at.setHours(0);'],
  [syntax, 'services/intake/src/local-parts.ts', 'export const day = new Date(2026, 10, 16);'],
  [syntax, 'services/intake/src/env.ts', 'export const home = process.env;'],
  [syntax, 'services/intake/src/env-import.ts', "import { env } from 'node:process'; export const home = env;"],
  [syntax, 'workflows/src/shared-let.ts', 'let runs = 0; export const next = (): number => ++runs;'],
  [
    syntax,
    'workflows/src/shared-map.ts',
    'const seen = new Map<string, number>(); export const size = (): number => seen.size;',
  ],
  [syntax, 'services/intake/test/unit/only.test.ts', "import { test } from '@jest/globals'; test.only('x', () => {});"],
  [
    syntax,
    'services/intake/test/unit/skip.test.ts',
    "import { describe } from '@jest/globals'; describe.skip('x', () => {});",
  ],
  ['max-lines', 'services/intake/src/long.ts', `export {};${'\n'.repeat(301)}`],
  ['no-console', 'services/intake/src/console.ts', "console.log('x');"],
  ['@typescript-eslint/no-explicit-any', 'infra/local/src/any.ts', 'export const identity = (x: any): unknown => x;'],
  [
    '@typescript-eslint/no-non-null-assertion',
    'services/intake/src/bang.ts',
    'export const f = (x?: string): string => x!;',
  ],
  [
    '@typescript-eslint/consistent-type-assertions',
    'workflows/src/as.ts',
    "export const f = (x: 'a' | 'b'): 'a' => x as 'a';",
  ],
  [
    '@typescript-eslint/no-unsafe-type-assertion',
    'services/intake/src/as.ts',
    'export const f = (x: unknown): string => x as string;',
  ],
  ['@typescript-eslint/no-floating-promises', 'services/intake/src/floating.ts', 'Promise.resolve(1);'],
  [
    '@typescript-eslint/switch-exhaustiveness-check',
    'services/intake/src/switch.ts',
    "export function f(x: 'a' | 'b'): void { switch (x) { case 'a': f('b'); } }",
  ],
];

const allowed: Record<string, string> = {
  'shared/regions/src/pack.ts': "export const region: string = '湖南';",
  'services/intake/src/config.ts': 'export const home: string | undefined = process.env.HOME;',
  'services/intake/src/utc.ts':
    'export const day = (at: Date): number => at.getUTCDay(); // 湖南: a comment may name it',
  'services/intake/test/unit/region.test.ts': "export const region: string = '大连'; export const home = process.env;",
  'infra/local/src/env.ts': "export const region: string = '江城'; export const home = process.env;",
  'workflows/src/const.ts': "export const kinds = ['a', 'b'] as const;",
};

describe('lint rules', () => {
  let fixture: Fixture;
  let found: Map<string, string[]>;

  beforeAll(() => {
    fixture = layout();
    const { stdout, output } = node(
      fixture.folder,
      join(root, 'node_modules/eslint/bin/eslint.js'),
      '.',
      '--format',
      'json',
    );
    if (!stdout.startsWith('[')) throw new Error(output);
    const report: Report = JSON.parse(stdout);
    found = new Map(
      report.map(({ filePath, messages }) => [
        relative(fixture.folder, filePath),
        messages.map(({ ruleId, message }) => ruleId ?? message),
      ]),
    );
  }, 60_000);
  afterAll(() => {
    fixture.remove();
  });

  test.each(planted)('%s bites in %s', (rule, file) => {
    expect(found.get(file)).toEqual([rule]);
  });

  test.each(Object.keys(allowed))('%s passes', (file) => {
    expect(found.get(file)).toEqual([]);
  });
});

function layout(): Fixture {
  const files = { ...allowed, ...Object.fromEntries(planted.map(([, file, code]) => [file, code])) };
  const modules = ['typescript-eslint', 'eslint', '@types', '@jest'];
  const fixture = plant(
    { ...files, 'package.json': '{ "type": "module" }' },
    Object.fromEntries(modules.map((name) => [`node_modules/${name}`, join(root, 'node_modules', name)])),
  );
  fixture.copy('eslint.config.mjs', 'tsconfig.json', 'tsconfig.base.json');
  return fixture;
}
