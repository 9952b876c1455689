import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadCalendarYears } from '../src/index.ts';
import { refusal } from './data.ts';

const sound = {
  year: 2030,
  notice: { title: '放假通知', url: 'https://www.gov.cn/', publishedOn: '2029-11-01' },
  off: ['2029-12-31', '2030-01-01'],
  work: ['2030-01-05'],
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
    ['a date of another year', { work: ['2031-01-05'] }, 'work[0]'],
    ['off and working at once', { work: ['2030-01-01'] }, 'work[0]'],
    ['no notice', { notice: undefined }, 'notice'],
    ['another year than the file', { year: 2030, off: [], work: [] }, 'year'],
  ])('refuses %s', (what, change, path) => {
    const file = what.startsWith('another') ? '2031.json' : '2030.json';
    const found = refusal(() => loadCalendarYears(folder(file, { ...sound, ...change })));
    expect(found.map((problem) => problem.path)).toContain(path);
  });
});
