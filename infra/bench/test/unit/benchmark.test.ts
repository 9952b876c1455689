import { expect, it } from '@jest/globals';
import { perSecond } from '../../src/benchmark.ts';

it('a call that takes longer is counted less often', () => {
  const spin = (times: number) => (): number => {
    let sum = 0;
    for (let i = 0; i < times; i += 1) sum += Math.sqrt(i);
    return sum;
  };
  const options = { rounds: 2, milliseconds: 20 };
  const [short, long] = [perSecond(spin(100), options), perSecond(spin(10_000), options)];
  expect(short).toBeGreaterThan(long * 5);
});
