import type { CalendarYear } from '@yichuang/kernel';
import { z } from 'zod';
import { civilDate, name } from './text.ts';

/** A year's file. The same date cannot be both off and a make-up day. */
export const calendarYearSchema: z.ZodType<CalendarYear> = z
  .strictObject({
    year: z.int().min(2000).max(2100),
    notice: z.strictObject({ title: name, url: z.url(), publishedOn: civilDate }),
    off: z.array(civilDate),
    work: z.array(civilDate),
    names: z.record(civilDate, name).exactOptional(),
  })
  .superRefine(({ year, off, work }, context) => {
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
  });
