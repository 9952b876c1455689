import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Deadline, DeadlineInput, Period, Unit } from '../src/index.ts';
import {
  addDays,
  amendDeadline,
  at,
  Calendar,
  deadline,
  formatLocal,
  isLate,
  parseLocal,
  previewAmendment,
  receiptStart,
  retime,
  rungs,
} from '../src/index.ts';
import { amended, calendar, cn } from './calendars.ts';

function due(
  start: string,
  amount: number,
  unit: Unit = 'workingDay',
  more: Partial<DeadlineInput & Period> = {},
): Deadline {
  const period: Period = { amount, unit, dayEnd: more.dayEnd ?? 'office', basis: ['行政许可法第四十二条'] };
  return deadline({
    key: 'test',
    start: parseLocal(start.length === 10 ? `${start} 10:00` : start),
    calendar,
    ...more,
    period,
  });
}

describe('the vectors of law-and-deadlines.md 3.2', () => {
  it.each([
    [1, '2026-09-18', 1, '2026-09-20'],
    [2, '2026-09-18', 2, '2026-09-21'],
    [3, '2026-09-18', 5, '2026-09-24'],
    [4, '2026-02-12', 2, '2026-02-14'],
    [5, '2026-02-14', 1, '2026-02-24'],
    [6, '2025-12-31', 1, '2026-01-04'],
    [7, '2026-04-30', 5, '2026-05-11'],
    [8, '2026-10-04', 1, '2026-10-08'],
    [9, '2026-09-30', 1, '2026-10-08'],
    [10, '2026-09-21', 10, '2026-10-12'],
    [11, '2026-08-31', 20, '2026-09-28'],
    [13, '2026-08-03', 45, '2026-10-10'],
    [15, '2026-11-16', 5, '2026-11-23'],
    [16, '2026-11-20', 2, '2026-11-24'],
    [17, '2024-09-13', 1, '2024-09-14'],
    [18, '2025-09-26', 2, '2025-09-29'],
  ])('%i: from %s, %i working days end %s', (_nr, start, days, expected) => {
    expect(due(start, days).dueDate).toBe(expected);
  });

  it('8: a receipt on a day off, moved to the next working day by policy, ends a day later', () => {
    const received = parseLocal('2026-10-04 10:00');
    expect(receiptStart(received, 'asIs', calendar)).toEqual({ start: received });
    const { start, rule } = receiptStart(received, 'nextWorkingDay', calendar);
    expect([start, rule]).toEqual([at('2026-10-08', '00:00'), expect.stringContaining('视为2026-10-08收件')]);
    expect(due(formatLocal(start), 1).dueDate).toBe('2026-10-09');
    const onWorkingDay = parseLocal('2026-09-20 23:59');
    expect(receiptStart(onWorkingDay, 'nextWorkingDay', calendar)).toEqual({ start: onWorkingDay });
  });

  it('10: ten full working days of an announcement end with the tenth day', () => {
    const { dueDate, dueAt } = due('2026-09-21', 10, 'workingDay', { dayEnd: 'midnight' });
    expect([dueDate, formatLocal(dueAt)]).toEqual(['2026-10-12', '2026-10-13 00:00']);
  });

  it.each([
    [11, '2026-09-28', ['2026-09-17', '2026-09-20', '2026-09-22']],
    [12, '2026-10-19', ['2026-10-09', '2026-10-12', '2026-10-14']],
    [14, '2026-10-15', ['2026-09-30', '2026-10-09', '2026-10-12']],
  ])('%i: the rungs before %s', (_nr, dueDate, dates) => {
    const ladder = rungs(dueDate, calendar, [7, 5, 3]);
    expect(ladder.map((r) => r.date)).toEqual(dates);
    expect(ladder.map((r) => r.at)).toEqual(dates.map((d) => at(d, '09:00')));
    expect(rungs(dueDate, calendar, [0], '17:00')).toEqual([
      { daysBefore: 0, date: dueDate, at: at(dueDate, '17:00') },
    ]);
  });

  it('12: a pause moves the date by the working days in (start, end]', () => {
    const pauses = [{ start: '2026-09-10', end: '2026-09-24', reason: '专家评审' }];
    expect(due('2026-08-31', 20, 'workingDay', { pauses }).dueDate).toBe('2026-10-19');
  });
});

describe('the end of a period', () => {
  it('is the close of office hours for departments, 24:00 for applicants', () => {
    expect(formatLocal(due('2026-11-16', 5).dueAt)).toBe('2026-11-23 17:30');
    expect(formatLocal(due('2026-11-16', 5, 'workingDay', { dayEnd: 'midnight' }).dueAt)).toBe('2026-11-24 00:00');
    const hours = { sessions: [{ from: '08:30', to: '17:00' }] };
    expect(formatLocal(due('2026-11-16', 5, 'workingDay', { hours }).dueAt)).toBe('2026-11-23 17:00');
  });

  it('is the first instant that is late', () => {
    const { dueAt } = due('2026-11-16', 5);
    expect(isLate('2026-11-23T09:29:59.999Z', dueAt)).toBe(false);
    expect(isLate(dueAt, dueAt)).toBe(true);
  });

  it('depends on the Beijing day of the start alone', () => {
    expect(due('2026-11-17 00:30', 1).dueDate).toBe('2026-11-18');
    expect(due('2026-11-16 23:59', 1).dueDate).toBe('2026-11-17');
  });

  it('moves off a day off for natural days and months (民法典 203)', () => {
    expect(due('2026-09-20', 7, 'naturalDay').dueDate).toBe('2026-09-28');
    expect(due('2026-11-16', 7, 'naturalDay').dueDate).toBe('2026-11-23');
    expect(due('2026-01-31', 1, 'month').dueDate).toBe('2026-02-28');
    expect(due('2026-07-01', 3, 'month').dueDate).toBe('2026-10-08');
    expect(due('2026-10-04', 0).dueDate).toBe('2026-10-08');
  });

  it('is provisional past the last published year, never silently', () => {
    expect(due('2026-12-30', 1)).toMatchObject({ dueDate: '2026-12-31', provisional: false });
    expect(due('2026-12-31', 1)).toMatchObject({ dueDate: '2027-01-04', provisional: true });
    expect(due('2026-12-28', 10).provisional).toBe(true);
    expect(due('2026-12-28', 10, 'naturalDay').provisional).toBe(true);
    expect(due('2026-12-31', 48, 'hour').provisional).toBe(false);
    const pauses = [{ start: '2026-12-30', end: '2027-01-08' }];
    expect(due('2026-12-29', 0, 'workingDay', { pauses }).provisional).toBe(true);
  });

  it('of hours is reckoned from the instant itself (民法典 201¶2)', () => {
    expect(formatLocal(due('2026-11-20 16:00', 24, 'hour').dueAt)).toBe('2026-11-21 16:00');
    expect(due('2026-11-20 00:00', 24, 'hour').dueDate).toBe('2026-11-20');
    expect(
      formatLocal(due('2026-11-20 16:00', 24, 'hour', { pauses: [{ start: '2026-11-20', end: '2026-11-22' }] }).dueAt),
    ).toBe('2026-11-23 16:00');
  });

  it.each([
    ['2026-11-20 16:00', 1, '2026-11-20 17:00'],
    ['2026-11-20 16:00', 1.5, '2026-11-20 17:30'],
    ['2026-11-20 16:00', 2, '2026-11-23 09:30'],
    ['2026-11-20 11:00', 1, '2026-11-20 12:00'],
    ['2026-11-20 11:30', 1, '2026-11-20 14:00'],
    ['2026-11-20 12:30', 1, '2026-11-20 14:30'],
    ['2026-11-20 23:00', 7, '2026-11-23 17:30'],
    ['2026-11-21 10:00', 8, '2026-11-24 10:00'],
    ['2026-11-20 09:00', 70, '2026-12-03 17:30'],
  ])('of office hours: from %s, %d hours end %s', (start, amount, expected) => {
    expect(formatLocal(due(start, amount, 'officeHour').dueAt)).toBe(expected);
  });
});

describe('pauses and extensions', () => {
  it('an open pause does not move the date yet', () => {
    expect(due('2026-08-31', 20, 'workingDay', { pauses: [{ start: '2026-09-10' }] }).dueDate).toBe('2026-09-28');
  });

  it('overlapping pauses count once', () => {
    const one = [{ start: '2026-11-17', end: '2026-11-20' }];
    const two = [
      { start: '2026-11-18', end: '2026-11-20' },
      { start: '2026-11-17', end: '2026-11-19' },
    ];
    const inner = [
      { start: '2026-11-17', end: '2026-11-20' },
      { start: '2026-11-18', end: '2026-11-19' },
    ];
    const expected = due('2026-11-16', 5, 'workingDay', { pauses: one }).dueDate;
    expect(expected).toBe('2026-11-26');
    expect(due('2026-11-16', 5, 'workingDay', { pauses: two }).dueDate).toBe(expected);
    expect(due('2026-11-16', 5, 'workingDay', { pauses: inner }).dueDate).toBe(expected);
  });

  it('a pause within one day moves nothing, one over a weekend nothing for working days', () => {
    expect(due('2026-11-16', 5, 'workingDay', { pauses: [{ start: '2026-11-18', end: '2026-11-18' }] }).dueDate).toBe(
      '2026-11-23',
    );
    expect(due('2026-11-16', 5, 'workingDay', { pauses: [{ start: '2026-11-20', end: '2026-11-22' }] }).dueDate).toBe(
      '2026-11-23',
    );
    expect(due('2026-11-16', 7, 'naturalDay', { pauses: [{ start: '2026-11-20', end: '2026-11-22' }] }).dueDate).toBe(
      '2026-11-25',
    );
  });

  it('an extension adds working days, for natural units natural days', () => {
    const extensions = [{ days: 10, approver: '本行政机关负责人' }];
    expect(due('2026-11-16', 10, 'workingDay', { extensions }).dueDate).toBe(due('2026-11-16', 20).dueDate);
    expect(due('2026-11-16', 10, 'naturalDay', { extensions }).dueDate).toBe('2026-12-07');
    expect(formatLocal(due('2026-11-20 16:00', 1, 'officeHour', { extensions }).dueAt)).toBe('2026-12-04 17:00');
  });

  it('12: are of whole days: at what hour a pause begins or ends changes nothing', () => {
    const hours = ['00:30', '10:00', '23:59'].map((time) =>
      due(`2026-08-31 ${time}`, 20, 'workingDay', { pauses: [{ start: '2026-09-10', end: '2026-09-24' }] }),
    );
    expect(new Set(hours.map(({ dueAt }) => formatLocal(dueAt)))).toEqual(new Set(['2026-10-19 17:30']));
  });

  it('an extension names who approved it (行政许可法 42)', () => {
    const extensions = [{ days: 10, approver: ' ' }];
    expect(() => due('2026-11-16', 10, 'workingDay', { extensions })).toThrow('approver');
  });

  it('refuse nonsense', () => {
    expect(() => due('2026-11-16', 5, 'workingDay', { pauses: [{ start: '2026-11-18', end: '2026-11-17' }] })).toThrow(
      RangeError,
    );
    expect(() => due('2026-11-16', 5, 'workingDay', { extensions: [{ days: 1.5, approver: '甲' }] })).toThrow(
      RangeError,
    );
    expect(() => due('2026-11-16', -1)).toThrow(RangeError);
    expect(() => due('2026-11-16', 0.5)).toThrow(RangeError);
    expect(() => due('2026-11-16', Number.NaN, 'hour')).toThrow(RangeError);
  });
});

describe('an amendment of the calendar', () => {
  const inForceAt = at('2026-11-20', '10:00');
  const move = (d: Deadline, date: string, working: boolean): Deadline =>
    amendDeadline(d, amended(2, date, working), inForceAt);

  it('leaves what has run out, and never ends a period before itself', () => {
    const elapsed = due('2026-11-12', 5);
    expect(move(elapsed, '2026-11-13', false)).toEqual(elapsed);
    const atTheInstant = { ...elapsed, dueAt: inForceAt };
    expect(move(atTheInstant, '2026-11-13', false)).toEqual(atTheInstant);
    const earlier = move(due('2026-11-19', 1), '2026-11-21', true);
    expect(earlier.dueDate).toBe('2026-11-20');
    const clamped = move(due('2026-11-14', 5), '2026-11-15', true);
    expect([clamped.dueDate, clamped.dueAt]).toEqual(['2026-11-20', inForceAt]);
    const past = amendDeadline(due('2026-11-18', 3), amended(2, '2026-11-21', true), at('2026-11-22', '00:00'));
    expect([past.dueDate, past.dueAt]).toEqual(['2026-11-22', at('2026-11-22', '00:00')]);
  });

  it('is previewed: what moves, from when to when, and which rungs with it', () => {
    const [a, b] = [due('2026-11-16', 10), { ...due('2026-11-16', 3), key: 'short' }];
    const hours = { sessions: [{ from: '09:00', to: '17:30' }] };
    const preview = { before: calendar, after: amended(2, '2026-11-25', false), inForceAt, hours };
    const [moved, ...others] = previewAmendment([a, b], preview, [7, 5, 3]);
    expect(others).toEqual([]);
    expect([moved?.key, moved?.from.dueDate, moved?.to.dueDate]).toEqual(['test', '2026-11-30', '2026-12-01']);
    expect(moved?.rungs).toEqual([{ daysBefore: 3, from: '2026-11-25', to: '2026-11-26' }]);
  });

  it('a notice that settles a provisional date is told although nothing moves', () => {
    const d = due('2026-12-31', 1);
    const year2027 = { year: 2027, notice: cn.years[2]!.notice, off: ['2027-01-01'], work: [] };
    const after = new Calendar({ version: 2, years: [...cn.years, year2027] });
    const [moved] = previewAmendment([d], { before: calendar, after, inForceAt });
    expect([moved?.from.provisional, moved?.to.provisional]).toEqual([true, false]);
    expect(moved?.to.dueDate).toBe('2027-01-04');
  });
});

describe('any deadline', () => {
  const units: Unit[] = ['workingDay', 'naturalDay', 'month', 'hour', 'officeHour'];
  const start = fc.integer({ min: 0, max: 1000 * 1440 }).map((m) => {
    const time = `${String(Math.floor((m % 1440) / 60)).padStart(2, '0')}:${String(m % 60).padStart(2, '0')}`;
    return at(addDays('2024-01-02', Math.floor(m / 1440)), time);
  });
  const pauses = fc.array(
    fc
      .tuple(fc.nat(900), fc.nat(40))
      .map(([s, n]) => ({ start: addDays('2024-02-01', s), end: addDays('2024-02-01', s + n) })),
    { maxLength: 3 },
  );
  const input = fc.record({ start, pauses, amount: fc.nat(60), unit: fc.constantFrom(...units) });
  const build = (i: { start: string; amount: number; unit: Unit; pauses: Deadline['pauses'] }): Deadline =>
    deadline({
      key: 'k',
      start: i.start,
      pauses: i.pauses,
      calendar,
      period: { amount: i.amount, unit: i.unit, dayEnd: 'office', basis: [] },
    });

  it('grows with its amount and is JSON-plain', () => {
    fc.assert(
      fc.property(input, (i) => {
        const d = build(i);
        expect(build({ ...i, amount: i.amount + 1 }).dueAt >= d.dueAt).toBe(true);
        expect(JSON.parse(JSON.stringify(d))).toEqual(d);
      }),
    );
  });

  it('of days never ends on a day off', () => {
    fc.assert(
      fc.property(input, (i) => {
        if (i.unit !== 'hour') expect(calendar.isWorkingDay(build(i).dueDate)).toBe(true);
      }),
    );
  });

  it('is unchanged by retiming under its own calendar, and retiming twice is retiming once', () => {
    const other = amended(2, '2026-03-04', false);
    fc.assert(
      fc.property(input, (i) => {
        const d = build(i);
        expect(retime(d, calendar)).toEqual(d);
        const moved = retime(d, other);
        expect(moved.calendarVersion).toBe(2);
        expect(retime(moved, other)).toEqual(moved);
        expect(retime(moved, calendar)).toEqual(d);
      }),
    );
  });

  it('is amended once, however often the version comes', () => {
    const other = amended(2, '2026-03-04', false);
    fc.assert(
      fc.property(input, fc.nat(1000), (i, n) => {
        const inForceAt = at(addDays('2024-01-02', n), '10:00');
        const once = amendDeadline(build(i), other, inForceAt);
        expect(amendDeadline(once, other, inForceAt)).toEqual(once);
        if (build(i).dueAt > inForceAt) expect(once.dueAt >= inForceAt).toBe(true);
      }),
    );
  });

  it('moves when an amendment falls into it', () => {
    const d = due('2026-11-16', 10);
    expect(d.dueDate).toBe('2026-11-30');
    expect(retime(d, amended(2, '2026-11-20', false)).dueDate).toBe('2026-12-01');
    expect(retime(d, amended(2, '2026-11-21', true)).dueDate).toBe('2026-11-27');
  });
});
