import { type CalendarYear, isCivilDate, statutoryDays, weekday } from '@yichuang/kernel';
import { z } from 'zod';
import { civilDate, name } from './text.ts';

/** Days of the holiday law: 11 until 2024, 13 since (全国年节及纪念日放假办法 2, as revised on 2024-11-10). */
const lawfulDays = (year: number): number => (year < 2025 ? 11 : 13);

/**
 * A year's file as its notice says it. Refused where it contradicts itself: a date both off and a make-up day, a make-up day that is no
 * weekend; or is not whole: a day of the law that is not off, or more or fewer working days lost than the law gives.
 */
export const calendarYearSchema: z.ZodType<CalendarYear> = z
  .strictObject({
    year: z.int().min(2000).max(2100),
    notice: z.strictObject({ title: name, url: z.url(), publishedOn: civilDate }),
    off: z.array(civilDate),
    work: z.array(civilDate),
    names: z.record(civilDate, name).exactOptional(),
  })
  .superRefine(({ year, off, work, names }, context) => {
    const seen = new Set<string>();
    const visit = (field: 'off' | 'work', dates: string[]): void => {
      dates.forEach((date, index) => {
        const path = [field, index];
        if (seen.has(date)) context.addIssue({ code: 'custom', path, message: `${date} 重复 / ${date} occurs twice` });
        seen.add(date);
        if (!date.startsWith(String(year)) && !date.startsWith(`${String(year - 1)}-12`)) {
          const message = `${date} 不属于 ${String(year)} 年 / ${date} is not of ${String(year)}`;
          context.addIssue({ code: 'custom', path, message });
        }
      });
    };
    visit('off', off);
    visit('work', work);

    if (![...off, ...work].every(isCivilDate)) return;
    work.forEach((date, index) => {
      if (weekday(date) <= 5) {
        const message = `${date} 不是周末，不是调休上班日 / ${date} is no weekend, so no make-up day`;
        context.addIssue({ code: 'custom', path: ['work', index], message });
      }
    });
    for (const { date, name: holiday } of statutoryDays(year)) {
      if (!off.includes(date)) {
        const message = `缺少 ${date}（${holiday}） / ${date} is missing`;
        context.addIssue({ code: 'custom', path: ['off'], message });
      }
    }
    const lost = off.filter((date) => weekday(date) <= 5).length - work.length;
    if (lost !== lawfulDays(year)) {
      const message =
        `放假的工作日减去调休上班日应为 ${String(lawfulDays(year))} 天，现为 ${String(lost)} 天 / ` +
        'working days off less make-up days must be the days of the holiday law';
      context.addIssue({ code: 'custom', path: ['off'], message });
    }
    for (const date of Object.keys(names ?? {})) {
      if (!seen.has(date))
        context.addIssue({ code: 'custom', path: ['names', date], message: `${date} 不在放假或调休之列 / not listed` });
    }
  });
