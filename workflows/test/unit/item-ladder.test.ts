/** The ladder of notices before the due date, and the daily report after it. */
import { describe, expect, it } from '@jest/globals';
import { formatLocal } from '@yichuang/kernel';
import type { ItemCommand } from '../../src/item-review/messages.ts';
import { amended, local as at, handler } from './cases.ts';
import { type ItemBench, underReview } from './item-bench.ts';

const housing = handler('housing');
const grant: Pick<ItemCommand, 'kind' | 'body'> = { kind: 'grant', body: { result: {} } };

/** `2026-09-17 09:00 7 预警信息 承办人`, in order. */
const sent = ({ facts }: ItemBench): string[] =>
  facts.flatMap(({ type, at: instant, data }) => {
    if (type !== 'rungSent') return [];
    const { rung, document, to } = data;
    return [`${formatLocal(instant)} ${String(rung)} ${document} ${to.map(({ name }) => name).join('、')}`];
  });

describe('the ladder', () => {
  it('counts back from the due date in working days, each rung with its document and recipients', () => {
    const bench = underReview('dalian', 'I28', '2026-08-31 10:00', { stage: 'engineeringPermit' });
    bench.advance(at('2026-09-22 09:00'));
    expect(sent(bench)).toEqual([
      '2026-09-17 09:00 7 预警信息 承办人',
      '2026-09-20 09:00 5 提醒通知单 承办部门',
      '2026-09-22 09:00 3 督办通知单 承办部门、分管领导',
    ]);
  });

  it('reports every working day after the last rung, overdue or not, until the decision', () => {
    const bench = underReview('dalian', 'I45', '2026-11-02 10:00');
    bench.advance(at('2026-11-18 12:00'));
    const reports = sent(bench).filter((line) => line.includes('跟踪报告'));
    expect(reports.map((line) => line.slice(0, 10))).toEqual([
      '2026-11-12',
      '2026-11-13',
      '2026-11-16',
      '2026-11-17',
      '2026-11-18',
    ]);
    expect(bench.state.overdue).toBe(true);
    bench.command(at('2026-11-18 13:00'), housing, grant);
    expect(bench.next()).toBeUndefined();
  });

  it('skips what lay before the acceptance', () => {
    const short = underReview('dalian', 'I46', '2026-11-16 10:00');
    short.advance(at('2026-11-19 09:00'));
    expect(sent(short)).toEqual([
      '2026-11-17 09:00 0 跟踪报告 委办局领导',
      '2026-11-18 09:00 0 跟踪报告 委办局领导',
      '2026-11-19 09:00 0 跟踪报告 委办局领导',
    ]);
  });

  it('sends what a sleeping system missed, each at its instant', () => {
    const bench = underReview('dalian', 'I45', '2026-11-02 10:00');
    bench.advance(at('2026-11-12 08:00'));
    expect(sent(bench).map((line) => line.slice(0, 18))).toHaveLength(3);
  });

  it('is silent while the clock stands still, and planned anew for the new due date', () => {
    const bench = underReview('dalian', 'I28', '2026-08-31 10:00', { stage: 'engineeringPermit' });
    const emergency = handler('emergency');
    bench.command(at('2026-09-10 10:00'), emergency, {
      kind: 'startSpecialProcedure',
      body: { procedure: '专家评审', workingDays: 10 },
    });
    bench.command(at('2026-09-24 10:00'), emergency, { kind: 'endSpecialProcedure', body: {} });
    expect(sent(bench)).toEqual([]);
    bench.advance(at('2026-10-14 09:00'));
    expect(sent(bench).map((line) => line.slice(0, 18))).toEqual([
      '2026-10-09 09:00 7',
      '2026-10-12 09:00 5',
      '2026-10-14 09:00 3',
    ]);
  });

  it('sends a rung again only for another due date', () => {
    const bench = underReview('dalian', 'I45', '2026-11-02 10:00');
    bench.advance(at('2026-11-09 12:00'));
    const before = sent(bench).length;
    bench.amend(amended(2, '2026-12-01', false, at('2026-11-09 13:00')), at('2026-11-09 13:00'));
    bench.advance(at('2026-11-10 12:00'));
    expect(sent(bench)).toHaveLength(before);
    bench.amend(amended(3, '2026-11-12', false, at('2026-11-10 13:00')), at('2026-11-10 13:00'));
    bench.advance(at('2026-11-20 08:00'));
    const rungs = sent(bench).filter((line) => !line.includes('跟踪报告'));
    // For the new due date the first two lay before it was known, and the third falls on the same day as for the old one.
    expect(rungs.map((line) => line.slice(0, 18))).toEqual([
      '2026-11-05 09:00 7',
      '2026-11-09 09:00 5',
      '2026-11-11 09:00 3',
    ]);
  });

  it.each(['jiangcheng', 'hunan', 'xiangzhou'])('is not climbed in %s', (region) => {
    const bench = underReview(region, 'I45', '2026-11-02 10:00');
    bench.advance(at('2026-12-31 12:00'));
    expect(sent(bench)).toEqual([]);
  });
});
