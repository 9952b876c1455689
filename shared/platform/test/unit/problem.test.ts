/** What a refusal tells its caller. */
import { expect, test } from '@jest/globals';
import { problemBody } from '../../src/http/problem.ts';

test.each([
  ['000 三(六);default', '000 三(六)'],
  ['行政许可法 32(4);000 二(1)2', '行政许可法 32(4);000 二(1)2'],
  ['default', undefined],
  [undefined, undefined],
])('the clause %s is told as %s', (clause, told) => {
  const refusal = {
    code: 'deficit-main-material' as const,
    title: '',
    detail: '',
    ...(clause !== undefined && { clause }),
  };
  expect(problemBody(409, refusal).clause).toBe(told);
});
