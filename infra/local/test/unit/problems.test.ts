/** One catalogue of problems: no code in source that it lacks, none in it that no source uses, one title each. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { problems } from '@yichuang/contracts';
import { problemsMarkdown } from '@yichuang/platform';
import { root, writtenContract } from '../support/written-contract.ts';

const sources = globSync('{shared,services/*,workflows,activities}/{src,*/src}/**/*.ts', { cwd: root })
  .filter((file) => !file.endsWith('contracts/src/problems.ts') && !file.includes('node_modules'))
  .map((file) => readFileSync(path.join(root, file), 'utf8'));

/** `code: 'x', title: 'y'` and `fieldProblem('x', 'y'`, over line ends; each with its status where one stands before it. */
const uses = sources.flatMap((text) => [
  ...text.matchAll(/(?:Problem\((?<status>\d+), )?\{?\s*code: '(?<code>[a-z-]+)',\s*title: '(?<title>[^']+)'/g),
  ...text.matchAll(/fieldProblem\(\s*'(?<code>[a-z-]+)',\s*'(?<title>[^']+)'/g),
]);

test('every title and status in source is that of the catalogue', () => {
  expect(uses.length).toBeGreaterThan(40);
  const catalogue = new Map(Object.entries(problems));
  for (const { groups } of uses) {
    const { code = '', title, status } = groups ?? {};
    expect({ code, title, status: status === undefined ? undefined : Number(status) }).toEqual({
      code,
      title: catalogue.get(code)?.title,
      status: status === undefined ? undefined : catalogue.get(code)?.status,
    });
  }
});

test('no code stands in the catalogue that nothing answers', () => {
  const text = sources.join('\n');
  expect(Object.keys(problems).filter((code) => !text.includes(`'${code}'`))).toEqual([]);
});

test('docs/api/problems.md is up to date', () => {
  const page = `# 问题代码\n\n服务以 \`application/problem+json\` 答复的全部代码;\`type\` 指向 \`/problems#code\`。\n\n${problemsMarkdown()}`;
  expect(writtenContract('problems.md', page)).toBe(page);
});
