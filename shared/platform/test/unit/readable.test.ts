/** What no field of a request may hold. */
import { expect, test } from '@jest/globals';
import { unreadable } from '../../src/http/readable.ts';

test.each([
  ['a NUL', 'a\0b', '控制字符'],
  ['an escape', 'a\u001bb', '控制字符'],
  ['half of a character', 'a\ud800b', '无法解读'],
  ['bytes of another encoding', 'a\ufffdb', '无法解读'],
  ['a direction override', 'a\u202eb', '方向'],
  ['nothing visible', ' \u200b\u200b', '可见'],
  ['an emoji', '项目🏗️', '表情'],
])('%s is named by its field', (_what, text, word) => {
  const fault = { message: expect.stringContaining(word) };
  expect(unreadable({ project: { name: text } })).toMatchObject({ field: 'project.name', ...fault });
  expect(unreadable({ materials: [{ files: ['x'] }, text] })).toMatchObject({ field: 'materials.1', ...fault });
  expect(unreadable({ materials: { [text]: [] } })).toMatchObject({ field: 'materials', ...fault });
  expect(unreadable(text)).toMatchObject({ field: '(body)', ...fault });
});

test.each([
  '示例产业园一期',
  '𠀀𪚥建设',
  '第一行\n第二行\t完',
  'ئۇيغۇر',
  'བོད་སྐད',
  '①②③ ☑ ™ 1#楼*',
  'A\u200bB',
  '',
  ' ',
])('%j is as good as any', (text) => {
  expect(unreadable({ text, list: [text], n: 1, none: null, yes: true })).toBeUndefined();
});
