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

/** `code: 'x', title: 'y'`, over line ends: refusals of workflows, which are stored as they are told. */
const refusals = sources.flatMap((text) => [...text.matchAll(/code: '(?<code>[a-z-]+)',\s*title: '(?<title>[^']+)'/g)]);

test('every title in source is that of the catalogue', () => {
  expect(refusals.length).toBeGreaterThan(40);
  const catalogue = new Map(Object.entries(problems));
  for (const { groups } of refusals) {
    const { code = '', title } = groups ?? {};
    expect({ code, title }).toEqual({ code, title: catalogue.get(code)?.title });
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
