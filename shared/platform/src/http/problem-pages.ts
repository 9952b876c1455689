/** The catalogue of problems as people read it: `type` of every problem points into the page. */
import { problems } from '@yichuang/contracts';

const rows = Object.entries(problems).toSorted(([a], [b]) => (a < b ? -1 : 1));

export const problemsMarkdown = (): string =>
  [
    '| code | HTTP | 名称 | 怎么办 |',
    '| --- | --- | --- | --- |',
    ...rows.map(([code, { status, title, todo }]) => `| \`${code}\` | ${status} | ${title} | ${todo} |`),
    '',
  ].join('\n');

export const problemsPage = (): string =>
  [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>一窗 · 问题代码</title></head><body><h1>问题代码</h1>',
    '<table border="1" cellpadding="6"><tr><th>code</th><th>HTTP</th><th>名称</th><th>怎么办</th></tr>',
    ...rows.map(
      ([code, { status, title, todo }]) =>
        `<tr id="${code}"><td><code>${code}</code></td><td>${status}</td><td>${title}</td><td>${todo}</td></tr>`,
    ),
    '</table></body></html>',
  ].join('\n');
