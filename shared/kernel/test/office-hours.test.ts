import { describe, expect, it } from '@jest/globals';
import type { Period, Unit } from '../src/index.ts';
import { closeOf, DEFAULT_OFFICE_HOURS, deadline, formatLocal, isOpen, nextOpening, parseLocal } from '../src/index.ts';
import { calendar } from './calendars.ts';

describe('office hours', () => {
  it('close with the last session', () => {
    expect(formatLocal(closeOf('2026-11-16', DEFAULT_OFFICE_HOURS))).toBe('2026-11-16 17:30');
    expect(() => closeOf('2026-11-16', { sessions: [] })).toThrow(RangeError);
  });

  it.each([
    ['2026-11-16 08:59', '2026-11-16 09:00'],
    ['2026-11-16 09:00', '2026-11-16 09:00'],
    ['2026-11-16 12:00', '2026-11-16 13:30'],
    ['2026-11-16 17:29', '2026-11-16 17:29'],
    ['2026-11-16 17:30', '2026-11-17 09:00'],
    ['2026-11-20 23:00', '2026-11-23 09:00'],
    ['2026-09-19 10:00', '2026-09-20 09:00'],
    ['2026-10-04 10:00', '2026-10-08 09:00'],
  ])('%s: next open %s', (now, expected) => {
    const i = parseLocal(now);
    expect(formatLocal(nextOpening(i, calendar))).toBe(expected);
    expect(isOpen(i, calendar)).toBe(now === expected);
  });

  describe('with summer hours', () => {
    const hours = {
      sessions: DEFAULT_OFFICE_HOURS.sessions,
      seasons: [
        {
          from: '06-01',
          to: '09-30',
          sessions: [
            { from: '08:00', to: '12:00' },
            { from: '15:00', to: '18:00' },
          ],
        },
        { from: '12-01', to: '02-28', sessions: [{ from: '09:30', to: '16:30' }] },
      ],
    };
    const period = (unit: Unit, amount: number): Period => ({ amount, unit, dayEnd: 'office', basis: [] });
    const dueAt = (start: string, unit: Unit, amount: number): string =>
      formatLocal(
        deadline({ key: 'k', start: parseLocal(start), period: period(unit, amount), calendar, hours }).dueAt,
      );

    it('a day closes by the hours of its season', () => {
      const closes = ['2026-05-29', '2026-06-01', '2026-09-30', '2026-10-08', '2026-12-01', '2027-02-26'];
      expect(closes.map((date) => formatLocal(closeOf(date, hours)).slice(11))).toEqual([
        '17:30',
        '18:00',
        '18:00',
        '17:30',
        '16:30',
        '16:30',
      ]);
      expect(dueAt('2026-09-29 10:00', 'workingDay', 1)).toBe('2026-09-30 18:00');
      expect(dueAt('2026-09-30 10:00', 'workingDay', 1)).toBe('2026-10-08 17:30');
    });

    it('office time is counted by the hours of each day', () => {
      expect(dueAt('2026-09-30 16:00', 'officeHour', 3)).toBe('2026-10-08 10:00');
      expect(dueAt('2026-05-29 17:00', 'officeHour', 1)).toBe('2026-06-01 08:30');
      expect(formatLocal(nextOpening(parseLocal('2026-05-31 10:00'), calendar, hours))).toBe('2026-06-01 08:00');
      expect(isOpen(parseLocal('2026-07-01 14:00'), calendar, hours)).toBe(false);
    });

    it('a pause that moves the end into shorter hours ends it with them', () => {
      const moved = deadline({
        key: 'k',
        start: parseLocal('2026-11-30 14:00'),
        period: period('officeHour', 3.4),
        calendar,
        hours,
        pauses: [{ start: '2026-11-30', end: '2026-12-01' }],
      });
      expect(formatLocal(moved.dueAt)).toBe('2026-12-01 16:30');
    });
  });

  it('refuse sessions out of order', () => {
    const hours = { sessions: [...DEFAULT_OFFICE_HOURS.sessions].reverse() };
    expect(() => isOpen(parseLocal('2026-11-16 10:00'), calendar, hours)).toThrow(RangeError);
    expect(() => isOpen(parseLocal('2026-11-16 10:00'), calendar, { sessions: [] })).toThrow(RangeError);
  });
});
