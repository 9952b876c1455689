import { describe, expect, test } from '@jest/globals';
import { closingCount, deliveredRuns } from '../gates/features.ts';
import { type Gate, type Result, runGates, selectGates } from '../gates/gate.ts';

const gate = (name: string, result: Result, present = true): Gate => ({
  name,
  present: () => present,
  run: () => Promise.resolve(result),
});

async function run(...gates: Gate[]): Promise<{ held: boolean; lines: string[] }> {
  const lines: string[] = [];
  const held = await runGates(gates, (text) => lines.push(text));
  return { held, lines };
}

describe('the whole gate', () => {
  test('sums the tests of all gates in its last line', async () => {
    const { held, lines } = await run(gate('types', { passed: 1, failed: 0 }), gate('unit', { passed: 41, failed: 0 }));
    expect(held).toBe(true);
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toBe('42 passed, 0 failed');
  });

  test('stops at the first broken gate, shows its output and names what did not run', async () => {
    const broken = gate('unit', { passed: 3, failed: 2, failure: 'the whole output' });
    const { held, lines } = await run(
      gate('types', { passed: 1, failed: 0 }),
      broken,
      gate('chaos', { passed: 1, failed: 0 }),
    );
    expect(held).toBe(false);
    expect(lines).toContain('the whole output');
    expect(lines.slice(-2)).toEqual(['not run: chaos', '4 passed, 2 failed']);
  });

  test('a gate that tested nothing, or threw, is broken', async () => {
    expect(await run(gate('unit', { passed: 0, failed: 0 }))).toMatchObject({ held: false });
    const thrown: Gate = { name: 'unit', present: () => true, run: () => Promise.reject(new Error('no jest')) };
    expect((await run(thrown)).lines.at(-1)).toBe('0 passed, 1 failed');
  });

  test('leaves out what is not there yet, but refuses to be asked for it', () => {
    const gates = [gate('types', { passed: 1, failed: 0 }), gate('chaos', { passed: 1, failed: 0 }, false)];
    expect(selectGates(gates, undefined).map(({ name }) => name)).toEqual(['types']);
    expect(() => selectGates(gates, 'types,chaos')).toThrow('chaos');
  });
});

describe('delivered features', () => {
  test('one run per tag expression', () => {
    const text =
      '# areas\ntime.feature\ntrail.feature @jiangcheng # so far\n\nassist.feature\nladder.feature @a and not @b\n';
    expect(deliveredRuns(text)).toEqual([
      { tags: '', paths: ['../shared/features/time.feature', '../shared/features/assist.feature'] },
      { tags: '@jiangcheng', paths: ['../shared/features/trail.feature'] },
      { tags: '@a and not @b', paths: ['../shared/features/ladder.feature'] },
    ]);
  });

  test('counts come from the closing line', () => {
    expect(closingCount('passed x\n12 passed, 3 failed\n')).toEqual({ passed: 12, failed: 3 });
    expect(closingCount('crashed')).toEqual({ passed: 0, failed: 0 });
  });
});
