import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { addDays, Calendar, withChanges } from '@yichuang/kernel';
import { loadCalendarYears, parseCalendar } from '../src/index.ts';
import { refusal } from './data.ts';

const sound = {
  year: 2030,
  notice: { title: '放假通知', url: 'https://www.gov.cn/', publishedOn: '2029-11-01' },
  off: [
    ...['2029-12-31', '2030-01-01', '2030-02-02', '2030-02-03', '2030-02-04', '2030-02-05', '2030-02-06', '2030-02-07'],
    ...['2030-04-05', '2030-05-01', '2030-05-02', '2030-06-05', '2030-09-12', '2030-10-01', '2030-10-02', '2030-10-03'],
  ],
  work: ['2030-01-05'],
  names: { '2030-01-05': '元旦' },
};

function folder(file: string, data: unknown): string {
  const dir = mkdtempSync(join(tmpdir(), 'calendar-'));
  writeFileSync(join(dir, file), JSON.stringify(data));
  return dir;
}

describe('published years', () => {
  it('2024 to 2026 are vendored, with their notices', () => {
    const years = loadCalendarYears();
    expect(years.map(({ year }) => year)).toEqual(expect.arrayContaining([2024, 2025, 2026]));
    for (const { notice } of years) expect(notice.url).toMatch(/gov\.cn/);
    expect(years.find(({ year }) => year === 2026)?.work).toContain('2026-09-20');
  });

  it('a December day of the year before may stand in a notice', () => {
    expect(loadCalendarYears(folder('2030.json', sound))).toEqual([sound]);
  });

  it.each([
    ['a date that does not exist', { off: ['2030-02-30'] }, 'off[0]'],
    ['a day of the law left out', { off: sound.off.filter((date) => date !== '2030-05-02') }, 'off'],
    ['a working day too many off', { off: [...sound.off, '2030-10-04'] }, 'off'],
    ['a make-up day too many', { work: ['2030-01-05', '2030-01-06'] }, 'off'],
    ['work on a Wednesday', { work: ['2030-01-09'] }, 'work[0]'],
    ['a name for a day it does not list', { names: { '2030-07-01': '建党节' } }, 'names.2030-07-01'],
    ['no date of publication', { notice: { ...sound.notice, publishedOn: undefined } }, 'notice.publishedOn'],
    ['a source that is no address', { notice: { ...sound.notice, url: '国办发明电' } }, 'notice.url'],
    ['a date of another year', { work: ['2031-01-05'] }, 'work[0]'],
    ['off and working at once', { off: [...sound.off, '2030-01-05'] }, 'work[0]'],
    ['no notice', { notice: undefined }, 'notice'],
    ['another year than the file', {}, 'year'],
  ])('refuses %s', (what, change, path) => {
    const file = what.startsWith('another') ? '2031.json' : '2030.json';
    const found = refusal(() => loadCalendarYears(folder(file, { ...sound, ...change })));
    expect(found.map((problem) => problem.path)).toContain(path);
  });
});

describe('what is brought in', () => {
  const overlay = {
    region: 'yunzhou',
    source: '云州人大常委会决定〔2026〕1号',
    publishedOn: '2026-08-01',
    days: [
      { date: '2026-11-20', working: false, reason: '建州纪念日' },
      { date: '2026-11-22', working: true, reason: '调休' },
    ],
  };
  const base = { version: 1, years: loadCalendarYears() };
  const added = (value: unknown): Parameters<typeof withChanges>[2] => {
    const parsed = parseCalendar(value, 'FILE');
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
    return parsed.value;
  };

  it('a notice settles its year and nothing else', () => {
    const gap = ['2027', '2028', '2029'].map((year) => ({ ...sound, year: Number(year), off: [], work: [] }));
    const next = withChanges({ ...base, years: [...base.years, ...gap] }, '2029-11-01T00:00:00.000Z', added(sound));
    const calendar = new Calendar(next);
    expect([next.version, calendar.lastPublishedDate]).toEqual([2, '2030-12-31']);
    expect(calendar.day('2030-01-05')).toMatchObject({ working: true, reason: '元旦调休上班', provisional: false });
    expect(calendar.day('2029-12-31')).toMatchObject({ working: false });
  });

  it('an overlay counts in its region, with its decision, and nowhere else', () => {
    const next = withChanges(base, '2026-11-01T00:00:00.000Z', added(overlay));
    const [here, elsewhere] = [new Calendar(next, 'yunzhou'), new Calendar(next, 'hunan')];
    expect(here.day('2026-11-20')).toMatchObject({
      working: false,
      reason: '工作日历修订改为休息日（建州纪念日）',
      source: overlay.source,
    });
    expect([here.isWorkingDay('2026-11-22'), elsewhere.isWorkingDay('2026-11-22')]).toEqual([true, false]);
    const before = new Calendar(base);
    for (let day = '2023-01-01'; day <= '2026-12-31'; day = addDays(day, 1))
      expect(elsewhere.isWorkingDay(day)).toBe(before.isWorkingDay(day));
    const { region: _, ...everywhereElse } = overlay;
    const everywhere = withChanges(base, '2026-11-01T00:00:00.000Z', added(everywhereElse));
    expect(new Calendar(everywhere, 'hunan').isWorkingDay('2026-11-20')).toBe(false);
  });

  it.each([
    ['the same day twice', { days: [overlay.days[0], overlay.days[0]] }, 'days[1].date'],
    ['no decision', { source: undefined }, 'source'],
    ['a day without a reason', { days: [{ date: '2026-11-20', working: false }] }, 'days[0].reason'],
    ['no day', { days: [] }, 'days'],
    ['a key that does not belong there', { off: [] }, 'off'],
  ])('refuses an overlay with %s', (_, change, path) => {
    const parsed = parseCalendar({ ...overlay, ...change }, 'FILE');
    expect(parsed.ok ? [] : parsed.problems.map((problem) => problem.path)).toContain(path);
  });

  it('refuses what is neither', () => {
    for (const value of [null, 3, 'x', [], {}]) expect(parseCalendar(value, 'FILE').ok).toBe(false);
  });
});
