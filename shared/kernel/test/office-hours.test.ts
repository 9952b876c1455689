import { describe, expect, it } from '@jest/globals';
import { closeOf, DEFAULT_OFFICE_HOURS, formatLocal, isOpen, nextOpening, parseLocal } from '../src/index.ts';
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

  it('refuse sessions out of order', () => {
    const hours = { sessions: [...DEFAULT_OFFICE_HOURS.sessions].reverse() };
    expect(() => isOpen(parseLocal('2026-11-16 10:00'), calendar, hours)).toThrow(RangeError);
    expect(() => isOpen(parseLocal('2026-11-16 10:00'), calendar, { sessions: [] })).toThrow(RangeError);
  });
});
