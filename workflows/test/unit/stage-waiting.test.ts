/** Items of one application that wait for others of it (000 二(2)2; policy 1.8-12). */
import { describe, expect, it } from '@jest/globals';
import { local } from './cases.ts';
import { accepted, closed, concluded, type StageBench, stageOf, waiting } from './stage-bench.ts';

const at = local;

/** 江城: I41 waits for I38. */
function withPrerequisite(): StageBench {
  const bench = stageOf('jiangcheng', ['I38', 'I41']);
  bench.event(accepted('I38', 'urban-management'));
  bench.event(waiting(bench, 'I41'));
  bench.event(concluded('I38', 'I41'));
  return bench;
}

/** I45 waits for I44, I46 for both. */
function chained(): StageBench {
  const bench = stageOf('jiangcheng', ['I44', 'I45', 'I46']);
  bench.event(accepted('I44'));
  bench.event(waiting(bench, 'I45'));
  bench.event(waiting(bench, 'I46'));
  bench.event(concluded('I44', 'I45', 'I46'));
  return bench;
}

const lines = (bench: StageBench): string => bench.last('documentIssued').data.lines.join('\n');

describe('an item with a prerequisite in the same application', () => {
  it('is not begun, and keeps the stage open', () => {
    const bench = withPrerequisite();
    expect(bench.types()).toEqual(['stageOpened', 'itemOpened', 'waitingItemTaken', 'stageItemsKnown']);
    expect(Object.keys(bench.state.items)).toEqual(['I38']);
    expect(bench.machine.view(bench.state).due).toContain('I41 公安 待前置 I38');
    bench.event({ ...waiting(bench, 'I41'), id: 'again' });
    expect(bench.types()).toHaveLength(4);
  });

  it('is accepted on the day on which the prerequisite is granted, in writing', () => {
    const bench = withPrerequisite();
    bench.event(closed('I38'));
    expect(bench.types().slice(4)).toEqual([
      'itemConcluded',
      'itemReleased',
      'itemAccepted',
      'documentIssued',
      'itemOpened',
    ]);
    expect(bench.last('itemReleased').data).toEqual({ itemCode: 'I41', department: 'police', granted: ['I38'] });
    expect(bench.last('itemAccepted')).toMatchObject({
      at: at('2026-09-22 10:00'),
      basis: ['行政许可法 32'],
      data: { itemCode: 'I41', deemed: false, acceptedOn: '2026-09-22' },
    });
    expect(bench.last('documentIssued').data).toMatchObject({ kind: 'acceptance', name: '受理回执', itemCode: 'I41' });
    expect(lines(bench)).toContain('(I38)已经准予,予以受理');
    expect(lines(bench)).toContain('承诺时限5个工作日,到期日2026-09-30');
    expect(lines(bench)).toContain('受理日期:2026-09-22');
    bench.event(closed('I41', 'granted', at('2026-09-28 10:00')));
    expect(bench.last('stageCompleted').data).toEqual({ granted: ['I38', 'I41'], denied: [] });
  });

  it('is not accepted where the prerequisite is denied, and may be filed again', () => {
    const bench = withPrerequisite();
    bench.event(closed('I38', 'denied'));
    expect(bench.last('itemAcceptanceRefused')).toMatchObject({
      at: at('2026-09-22 10:00'),
      data: { itemCode: 'I41', department: 'police', reason: expect.stringContaining('(I38)不予许可') },
    });
    expect(bench.last('documentIssued').data).toMatchObject({ kind: 'acceptanceRefusal', name: '不予受理决定书' });
    expect(lines(bench)).toContain('可以另行申报');
    expect(lines(bench)).toContain('行政复议');
    expect(bench.types().at(-1)).toBe('stageCompleted');
    bench.event({ ...waiting(bench, 'I41'), id: 'again' });
    expect(bench.types().at(-1)).toBe('stageCompleted');
  });

  it('is not accepted where the prerequisite was not', () => {
    const bench = stageOf('jiangcheng', ['I38', 'I41']);
    bench.event(waiting(bench, 'I41'));
    expect(bench.types()).not.toContain('itemAcceptanceRefused');
    bench.event(concluded('I41'));
    expect(bench.last('itemAcceptanceRefused')).toMatchObject({
      at: at('2026-09-20 17:30'),
      data: { reason: expect.stringContaining('(I38)未予受理') },
    });
    expect(bench.machine.finished(bench.state)).toBe(true);
  });

  it.each([
    ['before the answer', '2026-09-17 10:00', '2026-09-18'],
    ['after it', '2026-09-21 16:00', '2026-09-21'],
  ])(
    'counts from the later of grant and answer, in whatever order they are heard of: granted %s',
    (_, granted, day) => {
      const bench = stageOf('jiangcheng', ['I38', 'I41']);
      bench.event(accepted('I38', 'urban-management', at('2026-09-16 10:00')));
      bench.event(closed('I38', 'granted', at(granted)));
      bench.event(waiting(bench, 'I41'));
      expect(bench.last('itemAccepted').data.acceptedOn).toBe(day);
    },
  );
});

describe('a chain of prerequisites', () => {
  it('is released one by one', () => {
    const bench = chained();
    bench.event(closed('I44', 'granted', at('2026-09-22 10:00')));
    expect(Object.keys(bench.state.waiting)).toEqual(['I46']);
    bench.event(closed('I45', 'granted', at('2026-09-28 10:00')));
    expect(bench.last('itemReleased').data).toMatchObject({ itemCode: 'I46', granted: ['I44', 'I45'] });
    expect(bench.last('itemOpened').data.acceptedOn).toBe('2026-09-28');
  });

  it('falls as a whole', () => {
    const bench = chained();
    bench.event(closed('I44', 'denied'));
    expect(bench.types().filter((type) => type === 'itemAcceptanceRefused')).toHaveLength(2);
    expect(bench.last('stageCompleted').data).toEqual({ granted: [], denied: ['I44'] });
    const documents = bench.facts.flatMap((fact) => (fact.type === 'documentIssued' ? [fact.data.documentId] : []));
    expect(new Set(documents).size).toBe(2);
  });
});
