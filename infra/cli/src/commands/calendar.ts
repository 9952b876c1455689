/** `calendar show Y`: the days of a year on which the calendar differs from the week, and why. */
import { parseArgs } from 'node:util';
import { addDays, Calendar, type Day, weekday } from '@yichuang/kernel';
import { loadCalendarYears } from '@yichuang/regions';
import { type Command, UsageError } from '../command.ts';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

export const calendar: Command = {
  usage: ['calendar show YEAR'],
  summary: '一年的放假与调休安排及其来源 / days off and make-up days of a year with their source',
  run(args, { out, err }) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    const [action, year = '', ...rest] = positionals;
    if (action !== 'show' || !/^\d{4}$/.test(year) || rest.length > 0)
      throw new UsageError('calendar show 需要四位年份 / needs a year');
    const years = loadCalendarYears();
    const first = years[0]?.year ?? 0;
    if (Number(year) < first) {
      err(`没有 ${year} 年的日历,最早为 ${String(first)} 年 / no calendar before ${String(first)}`);
      return Promise.resolve(1);
    }
    const notice = years.find((one) => String(one.year) === year)?.notice;
    out(
      notice
        ? `${year} 年 ${notice.title}(${notice.publishedOn})${notice.url}`
        : `${year} 年放假安排尚未公布,以下为暂定 / not published yet, provisional`,
    );
    const days = daysOf(year, new Calendar({ version: 1, years }));
    for (const day of days.filter(differs)) out(lineOf(day));
    out(`工作日共 ${String(days.filter(({ working }) => working).length)} 天 / working days`);
    return Promise.resolve(0);
  },
};

function daysOf(year: string, of: Calendar): Day[] {
  const days: Day[] = [];
  for (let date = `${year}-01-01`; date.startsWith(year); date = addDays(date, 1)) days.push(of.day(date));
  return days;
}

/** A holiday on any day, or work on a weekend. */
const differs = ({ working, reason, date }: Day): boolean => (working ? weekday(date) > 5 : reason !== '周末');

const lineOf = ({ date, working, reason }: Day): string =>
  `${date} 周${weekdays[weekday(date) - 1] ?? ''}  ${working ? '上班' : '休息'}  ${reason}`;
