import { z } from 'zod';
import type { CalendarOverlay } from '../types/calendar.ts';
import { civilDate, code, name } from './text.ts';

/** A local decision on single days, for one region or for all. */
export const calendarOverlaySchema: z.ZodType<CalendarOverlay> = z
  .strictObject({
    region: code.exactOptional(),
    source: name,
    publishedOn: civilDate,
    days: z.array(z.strictObject({ date: civilDate, working: z.boolean(), reason: name })).min(1),
  })
  .superRefine(({ days }, context) => {
    days.forEach(({ date }, index) => {
      if (days.findIndex((day) => day.date === date) !== index) {
        const message = `${date} 重复 / ${date} occurs twice`;
        context.addIssue({ code: 'custom', path: ['days', index, 'date'], message });
      }
    });
  });
