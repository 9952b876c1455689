import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { root } from '../jest/projects.ts';
import { type Fixture, node, plant } from './fixture.ts';

const feature = (...lines: string[]): string => ['# language: zh-CN', '功能: 示例', ...lines].join('\n');

const files: Record<string, string> = {
  'steps/steps.ts': `
    import { Given } from '@cucumber/cucumber';
    Given('一切正常', () => {});
    Given('出错', () => { throw new Error('第三条不符'); });
    Given('有两解', () => {});
    Given(/有两./, () => {});
    Given('跳过', () => 'skipped');`,
  'hook/hook.ts': `
    import { BeforeAll } from '@cucumber/cucumber';
    BeforeAll(() => { throw new Error('the stack does not start'); });`,
  'package.json': '{ "type": "module" }',
  'pass.feature': feature('  @a', '  场景: 甲', '    假如 一切正常', '  @b', '  场景: 乙', '    假如 一切正常'),
  'fail.feature': feature('  场景: 甲', '    假如 一切正常', '    那么 出错'),
  'undefined.feature': feature('  场景: 甲', '    假如 没有这一步'),
  'ambiguous.feature': feature('  场景: 甲', '    假如 有两解'),
  'skipped.feature': feature('  场景: 甲', '    假如 跳过'),
  'empty.feature': feature('  场景: 甲'),
  'unfilled.feature': feature('  场景大纲: 甲', '    假如 一切<状态>', '    例子:', '      | 情况 |', '      | 正常 |'),
  'misspelt.feature': feature('  场景 无冒号', '    假如 出错', '  场景: 乙', '    假如 一切正常'),
  'broken.feature': feature('  场景: 甲', '    假如 一切正常', '    不是步骤'),
  'folder/one.feature': feature('  场景: 丙', '    假如 一切正常'),
  'none/readme.txt': '',
};

describe('features/run.ts', () => {
  let fixture: Fixture;

  beforeAll(() => {
    const module = 'node_modules/@cucumber/cucumber';
    fixture = plant(files, { [module]: join(root, 'features', module) });
  });
  afterAll(() => {
    fixture.remove();
  });

  const run = (...args: string[]): { code: number | null; output: string } =>
    node(fixture.folder, join(root, 'features/run.ts'), '--steps', 'steps/*.ts', ...args);

  test.each([
    [
      'passes',
      ['pass.feature'],
      0,
      /^passed {5}pass\.feature:4 {2}甲\npassed {5}pass\.feature:7 {2}乙\n2 passed, 0 failed\n$/,
    ],
    ['takes several paths', ['pass.feature', 'folder'], 0, /folder\/one\.feature:3[^]*\n3 passed, 0 failed\n$/],
    ['selects by tag over all paths', ['pass.feature', 'folder', '--tags', '@a'], 0, /\n1 passed, 0 failed\n$/],
    ['runs in parallel', ['pass.feature', 'folder', '--parallel', '2'], 0, /\n3 passed, 0 failed\n$/],
    [
      'a failing step',
      ['pass.feature', 'fail.feature'],
      1,
      /failed {5}fail\.feature:3 {2}甲\n {4}failed: 出错\n {6}Error: 第三条不符[^]*2 passed, 1 failed\n$/,
    ],
    ['an undefined step', ['undefined.feature'], 1, /undefined: 没有这一步\n0 passed, 1 failed\n$/],
    ['an ambiguous step', ['ambiguous.feature'], 1, /ambiguous: 有两解[^]*0 passed, 1 failed\n$/],
    ['a skipped step', ['skipped.feature'], 1, /skipped: 跳过\n0 passed, 1 failed\n$/],
    [
      'a missing path',
      ['pass.feature', 'nowhere.feature'],
      1,
      /no such file or folder: nowhere\.feature\n0 passed, 1 failed\n$/,
    ],
    ['a folder without features', ['none'], 1, /no \.feature file under none\n0 passed, 1 failed\n$/],
    ['tags that match nothing', ['pass.feature', '--tags', '@none'], 1, /no scenario matches\n0 passed, 1 failed\n$/],
    ['a scenario without steps', ['empty.feature'], 1, /scenario without steps: 甲\n0 passed, 1 failed\n$/],
    ['a placeholder without a column', ['unfilled.feature'], 1, /placeholder[^\n]*一切<状态>\n0 passed, 1 failed\n$/],
    ['a misspelt keyword', ['misspelt.feature'], 1, /misspelt keyword\?[^\n]*场景 无冒号\n[^]*0 passed, 2 failed\n$/],
    ['a file that does not parse', ['broken.feature'], 1, /broken\.feature: [^]*0 passed, 1 failed\n$/],
    [
      'a hook of the whole run that fails',
      ['pass.feature', '--steps', 'hook/*.ts'],
      1,
      /the stack does not start[^]*0 passed, 1 failed\n$/,
    ],
    ['an option that does not exist', ['--tag', '@a'], 1, /Unknown option '--tag'[^]*0 passed, 1 failed\n$/],
  ])('%s', (_what, args, code, output) => {
    expect(run(...args)).toMatchObject({ code, output: expect.stringMatching(output) });
  });
});
