/** What moves the due date of an item under review: special procedures and the one extension; and what does not. */
import { describe, expect, it } from '@jest/globals';
import type { ItemCommand } from '../../src/item-review/messages.ts';
import { codeOf } from './bench.ts';
import { amended, local as at, handler } from './cases.ts';
import { type ItemBench, underReview } from './item-bench.ts';

type Sent = Pick<ItemCommand, 'kind' | 'body'>;
const start = (procedure: string, workingDays?: number): Sent => ({
  kind: 'startSpecialProcedure',
  body: { procedure, ...(workingDays !== undefined && { workingDays }) },
});
const end: Sent = { kind: 'endSpecialProcedure', body: {} };
const grant: Sent = { kind: 'grant', body: { result: {} } };
const extend = (days = 10, approver = '本行政机关负责人', reason = '案情复杂'): Sent => ({
  kind: 'extend',
  body: { days, approver, reason },
});
const unit = handler('urban-management');
/** Promised in ten working days: due on 30 November. */
const i39 = (): ItemBench => underReview('jiangcheng', 'I39', '2026-11-16 10:00');
const due = ({ state }: ItemBench): string | undefined => state.due?.dueDate;

describe('a special procedure', () => {
  it('stops the clock; the due date moves by the working days after its start up to its end', () => {
    const bench = underReview('dalian', 'I28', '2026-08-31 10:00', { stage: 'engineeringPermit' });
    const emergency = handler('emergency');
    bench.command(at('2026-09-10 10:00'), emergency, start('专家评审', 15));
    expect(bench.last('documentIssued').data).toMatchObject({
      name: '特别程序告知书',
      to: { name: '示例建设有限公司' },
    });
    expect(bench.last('documentIssued').data.lines.join()).toContain('15个工作日');
    bench.command(at('2026-09-24 16:00'), emergency, end);
    expect(due(bench)).toBe('2026-10-19');
    expect(bench.state.due?.pauses).toEqual([
      { start: '2026-09-10', end: '2026-09-24', reason: expect.stringContaining('第四十五条') },
    ]);
  });

  it.each(['听证', '招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审'])(
    '%s is on the closed list',
    (procedure) => {
      const bench = i39();
      expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, start(procedure, 5)))).toBe('done');
      expect(bench.state.special).toMatchObject({ procedure, expected: { dueDate: '2026-11-24' } });
    },
  );

  it.each([
    ['征求意见', 5, 'not-a-special-procedure'],
    ['领导出差', 5, 'not-a-special-procedure'],
    ['听证', undefined, 'written-notice-missing'],
  ])('%s with %s days is refused', (procedure, days, code) => {
    const bench = i39();
    expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, start(procedure, days)))).toBe(code);
    expect(due(bench)).toBe('2026-11-30');
  });

  it('lets no decision pass and no second procedure begin while it runs; the due instant does not pass', () => {
    const bench = i39();
    bench.command(at('2026-11-17 10:00'), unit, start('听证', 5));
    expect(codeOf(bench.command(at('2026-11-18 10:00'), unit, grant))).toBe('special-procedure-runs');
    expect(codeOf(bench.command(at('2026-11-18 10:00'), unit, { kind: 'deny', body: { reasons: ['无'] } }))).toBe(
      'special-procedure-runs',
    );
    expect(codeOf(bench.command(at('2026-11-18 10:00'), unit, start('检测', 5)))).toBe('special-procedure-runs');
    expect(bench.advance(at('2026-12-31 18:00')).state.overdue).toBe(false);
  });

  it('that outlasts the time told is a fact and goes on; a further notice or its end follows', () => {
    const bench = i39();
    bench.command(at('2026-11-17 10:00'), unit, start('鉴定', 3));
    bench.advance(at('2026-11-20 17:30'));
    expect(bench.last('specialProcedureOverrun')).toMatchObject({
      at: at('2026-11-20 17:30'),
      data: { procedure: '鉴定', answerBy: { dueDate: '2026-11-23' } },
    });
    expect(codeOf(bench.command(at('2026-11-23 10:00'), unit, start('听证', 2)))).toBe('special-procedure-runs');
    expect(codeOf(bench.command(at('2026-11-23 10:00'), unit, start('鉴定', 2)))).toBe('done');
    bench.command(at('2026-11-25 10:00'), unit, end);
    expect(bench.state.due?.pauses).toHaveLength(1);
    expect(due(bench)).toBe('2026-12-08');
    expect(codeOf(bench.command(at('2026-11-25 11:00'), unit, end))).toBe('no-special-procedure');
  });

  it('is the holder’s, and changes nothing of what had run out before', () => {
    expect(codeOf(i39().command(at('2026-11-17 10:00'), handler('water'), start('听证', 5)))).toBe('not-the-holder');
    const late = i39();
    late.advance(at('2026-11-30 17:30'));
    const before = late.state.due;
    late.command(at('2026-12-01 10:00'), unit, start('听证', 5));
    late.command(at('2026-12-02 10:00'), unit, end);
    expect(late.state).toMatchObject({ overdue: true, due: before });
  });

  it('moves with the calendar like every open period', () => {
    const bench = i39();
    bench.command(at('2026-11-17 10:00'), unit, start('听证', 5));
    bench.amend(amended(2, '2026-11-20', false, at('2026-11-18 10:00')), at('2026-11-18 10:00'));
    expect(bench.state.special?.expected.dueDate).toBe('2026-11-25');
  });
});

describe('an extension', () => {
  it('is by ten working days, once, with its approver and reason told', () => {
    const bench = i39();
    bench.command(at('2026-11-17 10:00'), unit, extend());
    expect(due(bench)).toBe('2026-12-14');
    expect(bench.last('documentIssued').data).toMatchObject({ name: '延期告知书' });
    expect(bench.last('documentIssued').data.lines.join()).toContain('案情复杂');
    expect(codeOf(bench.command(at('2026-11-18 10:00'), unit, extend()))).toBe('extended-already');
  });

  it.each([
    [10, '科长', '案情复杂', 'wrong-approver'],
    [11, '本行政机关负责人', '案情复杂', 'extension-too-long'],
    [10, '本行政机关负责人', ' ', 'reason-missing'],
  ])('%s days by %s for “%s” is refused', (days, approver, reason, code) => {
    const bench = i39();
    expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, extend(days, approver, reason)))).toBe(code);
    expect(due(bench)).toBe('2026-11-30');
  });

  it('comes too late once the limit has run out', () => {
    const bench = i39();
    expect(codeOf(bench.command(at('2026-11-30 17:30'), unit, extend()))).toBe('no-running-limit');
    expect(codeOf(i39().command(at('2026-11-30 17:29'), unit, extend()))).toBe('done');
  });
});

describe('a site check', () => {
  const check = (...staff: string[]): Sent => ({ kind: 'recordSiteCheck', body: { staff, findings: '与材料一致' } });

  it('is by two or more people, and moves nothing', () => {
    const bench = i39();
    expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, check('张某')))).toBe('two-staff-needed');
    expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, check('张某', '张某 ')))).toBe('two-staff-needed');
    expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, check('张某', '李某')))).toBe('done');
    expect(due(bench)).toBe('2026-11-30');
  });
});

describe('the papers at the window', () => {
  const read: Sent = { kind: 'requestPaper', body: { how: 'copy', materials: ['合同'] } };

  it('000-19: are read or copied by the unit, which is registered', () => {
    const bench = i39();
    expect(codeOf(bench.command(at('2026-11-17 10:00'), unit, read))).toBe('done');
    expect(bench.last('paperRead')).toMatchObject({
      basis: ['000 二(2)1'],
      data: { itemCode: 'I39', how: 'copy', materials: ['合同'] },
    });
    expect(codeOf(bench.command(at('2026-11-17 10:00'), handler('housing'), read))).toBe('not-the-holder');
    expect(due(bench)).toBe('2026-11-30');
  });
});

describe('a special procedure over the close of the last day', () => {
  it('leaves the due date; the item is overdue when the clock goes on, not before', () => {
    const bench = i39();
    bench.command(at('2026-11-30 17:00'), unit, start('听证', 1));
    bench.command(at('2026-11-30 18:00'), unit, end);
    bench.advance(at('2026-11-30 18:01'));
    expect(due(bench)).toBe('2026-11-30');
    expect(bench.last('itemOverdue')).toMatchObject({
      at: at('2026-11-30 18:00'),
      data: { dueAt: at('2026-11-30 17:30') },
    });
  });
});
