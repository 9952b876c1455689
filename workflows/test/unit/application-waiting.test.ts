/** Items of a filing that wait for others of it: answered, handed on, not accepted yet (policy 1.8-12). */
import { describe, expect, it } from '@jest/globals';
import { accept, documents, filing, refuse, withdraw } from './application-bench.ts';
import { codeOf } from './bench.ts';
import { applicant, clerk, handler, local } from './cases.ts';

const day = local('2026-09-21 10:00');
const items = ['I38', 'I41'];

describe('an item whose prerequisite is in the same filing', () => {
  it('waits when the window accepts; the document says so', () => {
    const bench = filing({ region: 'jiangcheng', items });
    expect(codeOf(bench.command(day, clerk, accept()))).toBe('done');
    expect(bench.last('itemWaiting').data).toEqual({
      itemCode: 'I41',
      department: 'police',
      deemed: false,
      prerequisites: [['I38']],
    });
    expect(bench.last('applicationAccepted').data).toMatchObject({ partial: false, accepted: ['I38'] });
    expect(bench.last('acceptanceConcluded').data).toEqual({ accepted: ['I38'], notAccepted: [], waiting: ['I41'] });
    expect(documents(bench, 'acceptance')[0]).toMatch(/\(I41\)待前置:.*\(I38\)准予之日受理/);
    expect(bench.machine.view(bench.state).state).toBe('已受理');
  });

  it('waits with its department’s answer, or with its silence', () => {
    const bench = filing({ region: 'hunan', items });
    expect(codeOf(bench.command(day, handler('police'), accept('I41')))).toBe('item-waiting');
    expect(bench.last('itemWaiting').data).toMatchObject({ itemCode: 'I41', deemed: true });
    const answered = filing({ region: 'hunan', items });
    const early = local('2026-09-18 15:00');
    expect(codeOf(answered.command(early, handler('police'), accept('I41')))).toBe('done');
    expect(codeOf(answered.command(early, handler('police'), accept('I41')))).toBe('item-waiting');
    expect(codeOf(answered.command(early, handler('police'), refuse('I41')))).toBe('item-waiting');
    expect(documents(answered, 'acceptance')).toEqual([]);
  });

  it('is handed on where nothing else was accepted', () => {
    const bench = filing({ region: 'hunan', items });
    const early = local('2026-09-18 15:00');
    bench.command(early, handler('urban-management'), refuse('I38'));
    bench.command(early, handler('police'), accept('I41'));
    expect(bench.last('acceptanceConcluded').data).toEqual({ accepted: [], notAccepted: ['I38'], waiting: ['I41'] });
    expect(bench.types()).not.toContain('applicationAccepted');
    expect(codeOf(bench.late(early, applicant, withdraw()))).not.toBe('done');
  });

  it('is accepted at once in a case that began before items waited', () => {
    const bench = filing({ region: 'jiangcheng', items, edition: 2 });
    bench.command(day, clerk, accept());
    expect(bench.types()).not.toContain('itemWaiting');
    expect(bench.last('applicationAccepted').data.accepted).toEqual(items);
  });
});
