import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, Calendar, slice } from '../src/index.ts';
import { amended, calendar, cn } from './calendars.ts';

const someDay = fc.integer({ min: 0, max: 1826 }).map((n) => addDays('2024-01-01', n));
const notice2026 = cn.years[2]!.notice.url;

describe('working days', () => {
  it.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('of %i are %i', (year, expected) => {
    const first = calendar.isWorkingDay(`${year}-01-01`) ? 1 : 0;
    expect(first + calendar.countWorkingDays(`${year}-01-01`, `${year}-12-31`)).toBe(expected);
  });

  it('name their reason and source', () => {
    expect(calendar.day('2026-09-20')).toEqual({
      date: '2026-09-20',
      working: true,
      reason: '国庆节调休上班',
      source: notice2026,
      provisional: false,
    });
    expect(calendar.day('2026-09-25')).toMatchObject({ working: false, reason: '中秋节放假', source: notice2026 });
    expect(calendar.day('2026-11-21')).toMatchObject({ working: false, reason: '周末' });
    expect(calendar.day('2026-11-20')).toMatchObject({ working: true, reason: '工作日' });
    expect(calendar.day('2026-06-01')).toMatchObject({ working: true, reason: '工作日' });
  });

  it('go backwards and forwards', () => {
    expect(calendar.addWorkingDays('2026-09-28', -7)).toBe('2026-09-17');
    expect(calendar.addWorkingDays('2026-10-04', -1)).toBe('2026-09-30');
    expect(calendar.addWorkingDays('2026-10-04', 0)).toBe('2026-10-04');
    expect(calendar.countWorkingDays('2026-09-28', '2026-09-17')).toBe(-7);
  });

  it('are always what a count ends on, and counting back finds the number', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 600 }), (from, n) => {
        const due = calendar.addWorkingDays(from, n);
        expect(calendar.isWorkingDay(due)).toBe(true);
        expect(due > from).toBe(true);
        expect(calendar.countWorkingDays(from, due)).toBe(n);
        expect(calendar.addWorkingDays(from, n + 1) > due).toBe(true);
        if (calendar.isWorkingDay(from)) expect(calendar.addWorkingDays(due, -n)).toBe(from);
      }),
    );
  });

  it('counted one by one agree with the prefix sums', () => {
    fc.assert(
      fc.property(someDay, fc.integer({ min: 1, max: 60 }), (from, n) => {
        let date = from;
        for (let left = n; left > 0; ) {
          date = addDays(date, 1);
          if (calendar.day(date).working) left -= 1;
        }
        expect(calendar.addWorkingDays(from, n)).toBe(date);
      }),
    );
  });
});

describe('beyond the published years', () => {
  it('only days fixed by the holiday law are off, and every day is provisional', () => {
    expect(calendar.lastPublishedDate).toBe('2026-12-31');
    expect(calendar.isProvisional('2026-12-31')).toBe(false);
    const off = ['2027-01-01', '2027-02-05', '2027-02-08', '2027-04-05', '2027-06-09', '2027-09-15', '2027-10-01'];
    for (const date of off) expect(calendar.day(date)).toMatchObject({ working: false, provisional: true });
    for (const date of ['2027-01-04', '2027-02-04', '2027-02-09', '2027-05-03', '2027-10-04']) {
      expect(calendar.day(date)).toMatchObject({ working: true, reason: '工作日', provisional: true });
    }
    expect(calendar.day('2027-02-05').source).toContain('全国年节及纪念日放假办法');
  });

  it('knows the lunar holidays until 2030 and the solar ones after', () => {
    const off = ['2028-01-26', '2029-02-13', '2030-02-04', '2029-04-04', '2030-06-05', '2030-09-12', '2031-10-01'];
    for (const date of off) expect(calendar.isWorkingDay(date)).toBe(false);
    expect(calendar.isWorkingDay('2031-01-23')).toBe(true);
  });

  it('does not depend on the order of the questions', () => {
    const fresh = new Calendar(cn);
    expect(fresh.isWorkingDay('2035-03-01')).toBe(true);
    expect(fresh.addWorkingDays('2026-12-31', 30)).toBe(calendar.addWorkingDays('2026-12-31', 30));
  });

  it('refuses days before the first year, naming those it knows', () => {
    expect(() => calendar.isWorkingDay('2023-12-31')).toThrow(/2024-2026/);
    expect(() => calendar.addWorkingDays('2024-01-03', -5)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays('2026-01-01', 0.5)).toThrow(RangeError);
    expect(() => calendar.addWorkingDays('2026-02-30', 1)).toThrow(RangeError);
  });
});

describe('calendar data', () => {
  const notice = { title: '测试', url: 'https://example.invalid/2027', publishedOn: '2026-11-10' };
  const year2027 = { year: 2027, notice, off: ['2026-12-31', '2027-01-01'], work: ['2026-12-26'] };

  it('merges December days that stand in the next notice', () => {
    const merged = new Calendar({ version: 2, years: [year2027, ...cn.years] });
    expect(merged.day('2026-12-26')).toMatchObject({ working: true, reason: '调休上班', source: notice.url });
    expect(merged.day('2026-12-31')).toMatchObject({ working: false, reason: '放假' });
    expect(merged.addWorkingDays('2026-12-30', 1)).toBe('2027-01-04');
    expect(merged.lastPublishedDate).toBe('2027-12-31');
  });

  it('lets the last amendment of a day win', () => {
    const later = amended(2, '2026-11-20', false);
    expect(later.day('2026-11-20')).toMatchObject({ working: false, source: '市政府令1号' });
    expect(later.day('2026-11-20').reason).toContain('工作日历修订');
    const change = later.data.changes![0]!;
    const back = new Calendar({ ...later.data, version: 3, changes: [change, { ...change, working: true }] });
    expect(back.isWorkingDay('2026-11-20')).toBe(true);
    expect(amended(2, '2027-02-05', true).isWorkingDay('2027-02-05')).toBe(true);
  });

  it('refuses gaps, doubles, emptiness and malformed days', () => {
    const [y24, , y26] = cn.years;
    expect(() => new Calendar({ version: 1, years: [] })).toThrow(RangeError);
    expect(() => new Calendar({ version: 1, years: [y24!, y26!] })).toThrow(/2024, 2026/);
    expect(() => new Calendar({ version: 1, years: [y24!, y24!] })).toThrow(RangeError);
    expect(() => new Calendar({ version: 1, years: [{ ...y24!, off: ['2024-02-30'] }] })).toThrow(RangeError);
  });

  it('can be cut to the years a workflow needs', () => {
    const full = { ...amended(4, '2026-11-20', false).data, years: [...cn.years, year2027] };
    const small = slice(full, 2026, 2026);
    expect(small.years.map((y) => y.year)).toEqual([2026]);
    expect(small.version).toBe(4);
    const [a, b] = [new Calendar(full), new Calendar(small)];
    for (let d = '2026-01-01'; d <= '2026-12-31'; d = addDays(d, 1)) expect(b.isWorkingDay(d)).toBe(a.isWorkingDay(d));
    expect(slice(full, 2024, 2025).changes).toBeUndefined();
    expect(slice(cn, 2025, 2030).years.map((y) => y.year)).toEqual([2025, 2026]);
    expect(() => slice(cn, 2010, 2012)).toThrow(RangeError);
    expect(JSON.parse(JSON.stringify(small))).toEqual(small);
  });
});
