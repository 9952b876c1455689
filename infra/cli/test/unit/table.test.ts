import { expect, it } from '@jest/globals';
import { firstLine, tableLines } from '../../src/table.ts';

it('aligns columns where Chinese characters take two places', () => {
  expect(
    tableLines(
      ['编号', '服务', '何事'],
      [
        ['1', 'approval', '消息滞留'],
        ['12', '出件', 'x'],
      ],
    ),
  ).toEqual(['编号  服务      何事', '1     approval  消息滞留', '12    出件      x']);
});

it('a table shows the first line of a text', () => {
  expect(firstLine('one\ntwo')).toBe('one');
});
