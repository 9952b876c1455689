import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { DeadlineInput, Unit } from '../src/index.ts';
import { addDays, at, deadline, explain, explainText, explanation, parseLocal } from '../src/index.ts';
import { amended, calendar } from './calendars.ts';

function make(
  start: string,
  amount: number,
  unit: Unit,
  more: Partial<DeadlineInput> = {},
): ReturnType<typeof deadline> {
  const period = { amount, unit, dayEnd: 'office' as const, basis: ['行政许可法第四十二条', '行政许可法第四十五条'] };
  return deadline({ key: 'k', start: parseLocal(`${start} 10:00`), calendar, ...more, period });
}

const pauses = [{ start: '2026-09-10', end: '2026-09-24', reason: '专家评审' }];

describe('the steps of a count', () => {
  it('name each day counted or passed over', () => {
    const steps = explain(make('2026-09-18', 5, 'workingDay'), calendar);
    expect(steps[0]).toEqual({ date: '2026-09-18', counted: false, reason: '开始的当日不计入（民法典第二百零一条）' });
    expect(steps.map((s) => s.n)).toEqual([undefined, undefined, 1, 2, 3, 4, 5]);
    expect(steps[1]).toMatchObject({ date: '2026-09-19', counted: false, reason: '周末' });
    expect(steps[2]).toMatchObject({ date: '2026-09-20', counted: true, n: 1, reason: '国庆节调休上班' });
    expect(steps[2]?.source).toContain('content_7047091');
  });

  it('pass over paused days and mark extended ones', () => {
    const extensions = [{ days: 2, approver: '本行政机关负责人' }];
    const steps = explain(make('2026-08-31', 20, 'workingDay', { pauses, extensions }), calendar);
    expect(steps.filter((s) => s.reason === '暂停计时（专家评审）')).toHaveLength(11);
    expect(steps.find((s) => s.date === '2026-09-10')).toMatchObject({ counted: true });
    expect(steps.slice(-2).map((s) => [s.n, s.reason])).toEqual([
      [21, '工作日（延长）'],
      [22, '工作日（延长）'],
    ]);
  });

  it('show why a natural period moved off a day off', () => {
    const steps = explain(make('2026-09-20', 7, 'naturalDay'), calendar);
    expect(steps.slice(-2)).toEqual([
      { date: '2026-09-27', counted: true, n: 7, reason: '自然日' },
      { date: '2026-09-28', counted: false, reason: '顺延至工作日', source: '民法典第二百零三条' },
    ]);
    expect(explain(make('2026-07-03', 3, 'month'), calendar).filter((s) => s.n !== undefined)).toEqual([
      { date: '2026-10-03', counted: true, n: 3, reason: '自然日' },
    ]);
  });

  it('cover hours too', () => {
    expect(explain(make('2026-11-20', 24, 'hour'), calendar).map((s) => s.reason)).toEqual([
      '自2026-11-20 10:00起连续计算',
      '至2026-11-21 10:00届满',
    ]);
    expect(explain(make('2026-11-20', 8, 'officeHour'), calendar)).toMatchObject([
      { date: '2026-11-20', counted: true },
      { date: '2026-11-21', counted: false, reason: '周末' },
      { date: '2026-11-22', counted: false },
      { date: '2026-11-23', counted: true, n: 8 },
    ]);
  });

  it('always number up to the amount and end on the due date', () => {
    const day = fc.nat(900).map((n) => addDays('2024-01-02', n));
    const pause = fc
      .tuple(fc.nat(900), fc.nat(40))
      .map(([s, n]) => ({ start: addDays('2024-02-01', s), end: addDays('2024-02-01', s + n) }));
    const unit = fc.constantFrom<Unit>('workingDay', 'naturalDay');
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 60 }),
        unit,
        fc.array(pause, { maxLength: 2 }),
        (start, amount, u, ps) => {
          const period = { amount, unit: u, dayEnd: 'office' as const, basis: [] };
          const d = deadline({ key: 'k', start: at(start, '09:00'), calendar, period, pauses: ps });
          const steps = explain(d, calendar);
          expect(steps.at(-1)?.date).toBe(d.dueDate);
          const counted = steps.filter((s) => s.counted).map((s) => s.n);
          if (u === 'workingDay') expect(counted).toEqual(Array.from({ length: amount }, (_, k) => k + 1));
        },
      ),
    );
  });
});

describe('the explanation', () => {
  it('names start day, period, pauses, extensions, end and clauses', () => {
    const extensions = [{ days: 10, approver: '本行政机关负责人', reason: '案情复杂' }];
    const d = make('2026-08-31', 20, 'workingDay', { pauses, extensions });
    expect(explainText(d, calendar)).toEqual([
      '自2026-08-31起算，开始的当日不计入（民法典第二百零一条），期限20个工作日',
      '2026-09-10至2026-09-24暂停计时（专家评审），其间11个工作日不计入',
      '经本行政机关负责人批准延长10个工作日（案情复杂）',
      '2026-11-02 17:30届满（工作日历第1版）',
      '依据：行政许可法第四十二条、行政许可法第四十五条',
    ]);
    expect(explainText({ ...d, basis: ['default'] }).some((line) => line.startsWith('依据'))).toBe(false);
    expect(explainText(d)[1]).toBe('2026-09-10至2026-09-24暂停计时（专家评审）');
  });

  it('names an amendment of the calendar, an open pause and a provisional end', () => {
    const other = amended(2, '2026-11-20', false);
    const text = explainText(
      make('2026-11-16', 40, 'workingDay', { calendar: other, pauses: [{ start: '2026-11-18' }] }),
      other,
    );
    expect(text).toContain('自2026-11-18起暂停计时，尚未恢复');
    expect(text).toContain('工作日历修订：2026-11-20改为休息日（防汛，市政府令1号）');
    expect(text).toContain('2027年放假安排尚未公布，届满日为暂定');
  });

  it('says 24:00 of the last day, and natural days for natural units', () => {
    const period = { amount: 15, unit: 'naturalDay' as const, dayEnd: 'midnight' as const, basis: [] };
    const d = deadline({
      key: 'k',
      start: parseLocal('2026-11-16 10:00'),
      calendar,
      period,
      pauses: [{ start: '2026-11-17', end: '2026-11-19' }],
    });
    expect(explainText(d)).toEqual([
      '自2026-11-16起算，开始的当日不计入（民法典第二百零一条），期限15个自然日',
      '2026-11-17至2026-11-19暂停计时，其间2个自然日不计入',
      '2026-12-03 24:00届满（工作日历第1版）',
    ]);
  });
});

describe('the explanation as a structure', () => {
  it('holds the start and its rule, each day, pauses with their days, extensions, notices and clauses', () => {
    const extensions = [{ days: 2, approver: '本行政机关负责人', reason: '案情复杂' }];
    const d = make('2026-08-31', 20, 'workingDay', { pauses, extensions });
    const why = explanation(d, calendar);
    expect(why).toMatchObject({
      start: { date: '2026-08-31', instant: d.start.instant, rule: '开始的当日不计入（民法典第二百零一条）' },
      due: { date: '2026-10-21', at: d.dueAt },
      standing: 'firm',
      pauses: [{ ...pauses[0], days: 11 }],
      extensions,
      calendar: { version: 1, amendments: [], unpublishedYears: [] },
      basis: d.basis,
      text: explainText(d, calendar),
    });
    expect(why.calendar.notices).toEqual([{ year: 2026, ...calendar.data.years[2]?.notice }]);
    expect(why.steps).toHaveLength(52);
    expect(JSON.parse(JSON.stringify(why))).toEqual(why);
  });

  it('says what is not settled: the year, each of its days, amendments', () => {
    const other = amended(2, '2026-12-28', false);
    const d = make('2026-12-25', 5, 'workingDay', { calendar: other, pauses: [{ start: '2026-12-30' }] });
    const why = explanation(d, other);
    expect(why).toMatchObject({
      standing: 'provisional',
      pauses: [{ start: '2026-12-30' }],
      calendar: { version: 2, amendments: [{ date: '2026-12-28', working: false }], unpublishedYears: [2027] },
    });
    expect(why.pauses[0]).not.toHaveProperty('days');
    expect(why.steps.filter((step) => step.provisional).map((step) => step.date.slice(0, 4))).toEqual(
      why.steps.flatMap((step) => (step.date > '2026-12-31' ? ['2027'] : [])),
    );
    expect(why.steps.find((step) => step.date === '2027-01-01')).toMatchObject({
      counted: false,
      reason: '元旦放假',
      provisional: true,
    });
  });
});
