import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CalendarYear } from '@yichuang/kernel';
import { calendarYearSchema } from '../schema/calendar-year.ts';
import { bundledCalendar } from './bundled.ts';
import { readJsonFile } from './json-file.ts';
import { DataError } from './problems.ts';

/** The published years of `dir` (one `{year}.json` each), in order. */
export function loadCalendarYears(dir: string = bundledCalendar): CalendarYear[] {
  if (!existsSync(dir)) {
    throw new DataError([{ file: dir, path: '', message: '没有这个文件夹 / no such folder' }]);
  }
  return readdirSync(dir)
    .filter((file) => /^\d{4}\.json$/.test(file))
    .sort()
    .map((file) => {
      const path = join(dir, file);
      const year = readJsonFile(calendarYearSchema, path);
      if (`${String(year.year)}.json` !== basename(path)) {
        throw new DataError([
          { file: path, path: 'year', message: '应与文件名一致 / must be the year of the file name' },
        ]);
      }
      return year;
    });
}
