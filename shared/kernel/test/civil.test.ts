import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addDays,
  addMonths,
  at,
  dateOf,
  daysBetween,
  formatLocal,
  formatOffset,
  instant,
  isCivilDate,
  millis,
  parseInstant,
  parseLocal,
  weekday,
} from '../src/index.ts';

const anyMillis = fc.integer({ min: Date.UTC(1, 0, 1), max: Date.UTC(9998, 0, 1) });

describe('instants', () => {
  it('agree with the ISO form of Date, both ways', () => {
    fc.assert(
      fc.property(anyMillis, (ms) => {
        expect(instant(ms)).toBe(new Date(ms).toISOString());
        expect(millis(instant(ms))).toBe(ms);
      }),
    );
  });

  it('sort as strings', () => {
    fc.assert(fc.property(anyMillis, anyMillis, (a, b) => expect(instant(a) < instant(b)).toBe(a < b)));
  });

  it('survive being shown with the Beijing offset and read again', () => {
    fc.assert(fc.property(anyMillis, (ms) => expect(parseInstant(formatOffset(instant(ms)))).toBe(instant(ms))));
  });

  it.each([
    ['2026-11-16T09:00:00+08:00', '2026-11-16T01:00:00.000Z'],
    ['2026-11-16T09:00+08:00', '2026-11-16T01:00:00.000Z'],
    ['2026-11-15T20:30:00.1239-05:30', '2026-11-16T02:00:00.123Z'],
    ['2026-11-16T01:00:00.5Z', '2026-11-16T01:00:00.500Z'],
  ])('reads %s', (text, expected) => expect(parseInstant(text)).toBe(expected));

  it.each([
    '2026-11-16T09:00:00',
    '2026-11-16',
    '2026-02-29T00:00:00Z',
    '2026-11-16T24:00:00Z',
    '2026-11-16T09:60:00Z',
    '',
  ])('refuses %s', (text) => expect(() => parseInstant(text)).toThrow(RangeError));

  it('refuse other forms where the 24-character form is meant', () => {
    for (const text of ['2026-11-16T01:00:00Z', '2026-11-16T01:00:00.00xZ', '2026-11-16 01:00:00.000Z', 'x']) {
      expect(() => millis(text)).toThrow(RangeError);
    }
    expect(() => instant(0.5)).toThrow(RangeError);
    expect(() => instant(Date.UTC(9999, 11, 31) + 86_400_000)).toThrow(RangeError);
  });
});

describe('Beijing time', () => {
  it('begins its day at 16:00 Z', () => {
    expect(dateOf('2026-11-16T15:59:59.999Z')).toBe('2026-11-16');
    expect(dateOf('2026-11-16T16:00:00.000Z')).toBe('2026-11-17');
    expect(dateOf(parseLocal('2026-11-17 00:30'))).toBe('2026-11-17');
  });

  it('ends a day at 24:00, the next midnight', () => {
    expect(at('2026-12-31', '24:00')).toBe(at('2027-01-01', '00:00'));
    expect(at('2026-12-31', '24:00')).toBe('2026-12-31T16:00:00.000Z');
    expect(at('2026-11-16', '17:30')).toBe('2026-11-16T09:30:00.000Z');
    expect(at('2026-11-16', '07:59')).toBe('2026-11-15T23:59:00.000Z');
  });

  it('refuses what is no time or date', () => {
    for (const time of ['24:01', '9:00', '12:60', '12-00', ''])
      expect(() => at('2026-11-16', time)).toThrow(RangeError);
    for (const date of ['2026-02-29', '2026-13-01', '2026-1-1', '20261116', '2026-00-10']) {
      expect(() => at(date, '09:00')).toThrow(RangeError);
      expect(isCivilDate(date)).toBe(false);
    }
    expect(() => parseLocal('2026-11-16T09:00')).toThrow(RangeError);
    expect(() => dateOf('yesterday')).toThrow(RangeError);
  });

  it('is shown without seconds to people, with offset to machines', () => {
    expect(formatLocal('2026-11-16T16:05:59.000Z')).toBe('2026-11-17 00:05');
    expect(formatOffset('2026-11-16T09:30:00.000Z')).toBe('2026-11-16T17:30:00+08:00');
    expect(formatOffset('2026-11-16T09:30:00.007Z')).toBe('2026-11-16T17:30:00.007+08:00');
  });

  it('reads back what it shows', () => {
    fc.assert(
      fc.property(anyMillis, (ms) => {
        const minute = instant(ms - (((ms % 60_000) + 60_000) % 60_000));
        expect(parseLocal(formatLocal(minute))).toBe(minute);
        expect(dateOf(instant(ms))).toBe(formatLocal(instant(ms)).slice(0, 10));
      }),
    );
  });
});

describe('dates', () => {
  it('count days and weekdays', () => {
    expect(weekday('2026-11-16')).toBe(1);
    expect(weekday('2026-09-20')).toBe(7);
    expect(weekday('1969-12-31')).toBe(3);
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(daysBetween('2026-12-31', '2027-01-01')).toBe(1);
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 200_000 }), (n) => {
        expect(daysBetween('2026-11-16', addDays('2026-11-16', n))).toBe(n);
      }),
    );
  });

  it('end a month on its last day where the corresponding day is missing (民法典 202)', () => {
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
    expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
    expect(addMonths('2026-11-30', 3)).toBe('2027-02-28');
    expect(addMonths('2026-03-31', -1)).toBe('2026-02-28');
    expect(addMonths('2026-01-15', -13)).toBe('2024-12-15');
    expect(() => addMonths('2026-01-15', 0.5)).toThrow(RangeError);
    expect(() => addMonths('9999-12-15', 1)).toThrow(RangeError);
  });
});
