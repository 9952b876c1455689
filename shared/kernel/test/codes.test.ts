import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assertNever, checkProjectCode, checkUscc, makeProjectCode } from '../src/index.ts';

describe('project codes', () => {
  const real = [
    '2509-320193-89-01-544060',
    '2411-130202-89-01-637015',
    '2603-141124-89-05-346948',
    '2111-522323-04-01-342068',
    '2601-140521-89-05-367437',
  ];

  it.each(real)('%s is right, with and without hyphens', (code) => {
    expect(checkProjectCode(code)).toEqual({ ok: true, code });
    expect(checkProjectCode(` ${code.replaceAll('-', '')} `)).toEqual({ ok: true, code });
    expect(makeProjectCode(code.slice(0, -1))).toBe(code);
  });

  it.each([
    ['2509-320193-89-01-544061', '校验码不符：末位应为0，实为1'],
    ['2513-320193-89-01-544060', '月份“13”'],
    ['2500-320193-89-01-544060', '月份“00”'],
    ['2010-320193-89-01-544060', undefined],
    ['2009-320193-89-01-544060', '早于2020年11月'],
    ['2509-320193-89-01-54406', '格式不符'],
    ['2509-32019-389-01-544060', '格式不符'],
    ['2509320193-89-01-544060', '格式不符'],
    ['项目', '格式不符'],
  ])('%s', (code, reason) => {
    const result = checkProjectCode(code);
    expect(result.ok).toBe(false);
    if (!result.ok && reason !== undefined) expect(result.reason).toContain(reason);
  });

  it('of the old format 2013–2020 carry no check digit', () => {
    expect(checkProjectCode('2018-441702-48-03-000001').ok).toBe(true);
    expect(checkProjectCode('2012-441702-48-03-000001').ok).toBe(
      makeProjectCode('2012-441702-48-03-00000').endsWith('1'),
    );
  });

  it('made are right, and no other last digit is', () => {
    const first19 = fc.tuple(
      fc.integer({ min: 21, max: 99 }),
      fc.integer({ min: 1, max: 12 }),
      fc.nat(999_999_999_999_999),
    );
    fc.assert(
      fc.property(first19, fc.integer({ min: 1, max: 9 }), ([yy, mm, rest], shift) => {
        const code = makeProjectCode(`${yy}${String(mm).padStart(2, '0')}${String(rest).padStart(15, '0')}`);
        expect(checkProjectCode(code)).toEqual({ ok: true, code });
        const wrong = `${code.slice(0, -1)}${(Number(code.slice(-1)) + shift) % 10}`;
        expect(checkProjectCode(wrong).ok).toBe(false);
      }),
    );
    expect(() => makeProjectCode('123')).toThrow(RangeError);
  });
});

describe('unified social credit codes', () => {
  it.each(['91350100M000100Y43', '91110000101623741K', '911101066976941872'])('%s is right', (code) => {
    expect(checkUscc(code)).toEqual({ ok: true });
  });

  it.each(['91350211M0000XUF46', '91310115MA1H8R7C6D'])('%s fails its check digit only: a warning', (code) => {
    expect(checkUscc(code)).toMatchObject({ ok: false, severity: 'check' });
  });

  it.each(['91350100M000100Y4', '91350100M000100I43', '9135010xM000100Y43', '91350100m000100y43', ''])(
    '%s is malformed',
    (code) => {
      expect(checkUscc(code)).toMatchObject({ ok: false, severity: 'format' });
    },
  );

  it('with a sum divisible by 31 end in 0', () => {
    expect(checkUscc('000000000000000000')).toEqual({ ok: true });
  });
});

describe('assertNever', () => {
  it('names the value nobody expected', () => {
    const value: unknown = 'other';
    expect(() => assertNever(value as never)).toThrow(/other/);
  });
});
