/** The clock of a case: live it follows the time with an offset, in a sandbox realm it stands between moves. */
import { describe, expect, it, jest } from '@jest/globals';
import { instant, millis } from '@yichuang/kernel';
import { CaseClock } from '../../src/lib/clock.ts';
import { calendar, caseNo, local } from './cases.ts';

const began = local('2026-09-18 10:00');
const after = (ms: number): string => instant(millis(began) + ms);
const clock = (realm: string, clockOffsetMs = 0): CaseClock =>
  new CaseClock({ caseNo, realm, at: began, clockOffsetMs, calendar });

describe('a live clock', () => {
  const at = (now: string): void => {
    jest.spyOn(Date, 'now').mockReturnValue(millis(now));
  };

  it('follows the time', () => {
    const live = clock('live');
    expect(live.stands).toBe(false);
    at(after(5_000));
    expect(live.now()).toBe(after(5_000));
    expect(live.msUntil(after(8_000))).toBe(3_000);
  });

  it('never shows less than has been proven', () => {
    at(after(-60_000));
    const live = clock('live');
    expect(live.now()).toBe(began);
    live.reach(after(2_000));
    expect(live.now()).toBe(after(2_000));
    live.reach(after(1_000));
    expect(live.now()).toBe(after(2_000));
  });

  it('waits at least a millisecond', () => {
    at(after(5_000));
    expect(clock('live').msUntil(after(5_000))).toBe(1);
    expect(clock('live').msUntil(after(0))).toBe(1);
  });

  it('goes with the database’s offset', () => {
    at(after(0));
    expect(clock('live', 3_600_000).now()).toBe(after(3_600_000));
    expect(clock('live', -3_600_000).now()).toBe(began);
  });
});

describe('a realm’s clock', () => {
  it('stands until an instant is sent, and sets no timer', () => {
    const standing = clock('demo');
    expect(standing.stands).toBe(true);
    expect(standing.now()).toBe(began);
    expect(standing.msUntil(after(1))).toBeUndefined();
    standing.reach(after(9_000));
    standing.reach(after(4_000));
    expect(standing.now()).toBe(after(9_000));
  });
});
