/** The law's own limit beside the promised one (policy 1.8-16): its own start and unit, a fact of its own; the earlier one warns. */
import { describe, expect, it } from '@jest/globals';
import type { ItemCommand } from '../../src/item-review/messages.ts';
import { amended, local as at, handler } from './cases.ts';
import { type ItemBench, underReview } from './item-bench.ts';

type Sent = Pick<ItemCommand, 'kind' | 'body'>;
const housing = handler('housing');
const grant: Sent = { kind: 'grant', body: { result: {} } };

/** I46: promised in three working days from acceptance; by 建筑法 8 seven natural days from receipt. */
const i46 = (receivedOn: string | undefined, accepted: string, region = 'hunan'): ItemBench =>
  underReview(region, 'I46', accepted, { receivedOn });

describe('the law’s own limit', () => {
  it('counts in its own unit from receipt; the promised one from acceptance', () => {
    const bench = i46('2026-11-09', '2026-11-13 10:00');
    expect(bench.last('reviewStarted').data).toMatchObject({
      deadline: { key: 'due:I46', unit: 'workingDay', dueDate: '2026-11-18' },
      statutory: { key: 'statutory:I46', unit: 'naturalDay', dueDate: '2026-11-16', basis: ['建筑法 8'] },
    });
    expect(bench.next()).toBe(at('2026-11-16 17:30'));
  });

  it('that ends on a day off ends on the next working day (民法典 203)', () => {
    expect(i46('2026-09-18', '2026-09-18 10:00').state.statutory?.dueDate).toBe('2026-09-28');
  });

  it('leaves a fact when it runs out, and the promised one another: only that makes the item overdue', () => {
    const bench = i46('2026-11-09', '2026-11-13 10:00');
    bench.advance(at('2026-11-17 10:00'));
    expect(bench.last('statutoryLimitReached')).toMatchObject({
      at: at('2026-11-16 17:30'),
      basis: ['建筑法 8'],
      data: { itemCode: 'I46', department: 'housing', dueAt: at('2026-11-16 17:30') },
    });
    expect(bench.state.overdue).toBe(false);
    bench.advance(at('2026-12-31 10:00'));
    expect(bench.types().filter((type) => type === 'statutoryLimitReached')).toHaveLength(1);
    expect(bench.types().filter((type) => type === 'itemOverdue')).toHaveLength(1);
    expect(bench.machine.view(bench.state).due.join('\n')).toMatch(/法定期限.*7个自然日.*建筑法 8.*已届满/u);
  });

  it('does not run out once the item is decided', () => {
    const bench = i46('2026-11-09', '2026-11-13 10:00');
    bench.command(at('2026-11-16 17:29'), housing, grant);
    expect(bench.next()).toBeUndefined();
    expect(bench.types()).not.toContain('statutoryLimitReached');
  });

  it('stands still with the promised one, and is longer by the same extension', () => {
    const bench = i46('2026-11-12', '2026-11-13 10:00');
    bench.command(at('2026-11-16 10:00'), housing, {
      kind: 'startSpecialProcedure',
      body: { procedure: '检测', workingDays: 3 },
    });
    bench.command(at('2026-11-19 10:00'), housing, { kind: 'endSpecialProcedure', body: {} });
    expect(bench.state).toMatchObject({ due: { dueDate: '2026-11-23' }, statutory: { dueDate: '2026-11-23' } });
    const extend = { days: 10, approver: '本行政机关负责人', reason: '案情复杂' };
    bench.command(at('2026-11-20 10:00'), housing, { kind: 'extend', body: extend });
    expect(bench.state).toMatchObject({ due: { dueDate: '2026-12-07' }, statutory: { dueDate: '2026-12-02' } });
    expect(bench.state.statutory?.extensions).toHaveLength(1);
  });

  it('moves with the calendar like the promised one', () => {
    const bench = i46('2026-11-09', '2026-11-13 10:00');
    bench.amend(amended(2, '2026-11-16', false, at('2026-11-13 12:00')), at('2026-11-13 12:00'));
    expect(bench.state).toMatchObject({ due: { dueDate: '2026-11-19' }, statutory: { dueDate: '2026-11-17' } });
  });

  it('is what the ladder warns of where it ends first', () => {
    const bench = i46('2026-11-09', '2026-11-13 08:00', 'dalian');
    bench.advance(at('2026-11-18 12:00'));
    const reports = bench.facts.flatMap((fact) =>
      fact.type === 'rungSent' ? [`${fact.at} ${fact.data.dueDate}`] : [],
    );
    expect(reports[0]).toBe(`${at('2026-11-13 09:00')} 2026-11-16`);
    expect(new Set(reports.map((line) => line.slice(-10)))).toEqual(new Set(['2026-11-16']));
  });

  it('is unknown to items from before it was told when they were received', () => {
    const bench = i46(undefined, '2026-11-13 10:00');
    expect(bench.last('reviewStarted').data).not.toHaveProperty('statutory');
    expect(bench.next()).toBe(at('2026-11-18 17:30'));
  });
});
