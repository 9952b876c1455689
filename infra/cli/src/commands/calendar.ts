/** `calendar show | import | amend`: the calendar as it is published, and as a new notice or a local decision would have it. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { addDays, Calendar, type CalendarData, type Day, instant, weekday, withChanges } from '@yichuang/kernel';
import { type CalendarAddition, loadCalendarYears, parseCalendar, problemLine } from '@yichuang/regions';
import { type Command, type Io, messageOf, UsageError } from '../command.ts';
import { publishedCalendar } from '../deadlines.ts';
import { preview } from '../preview.ts';
import { amend } from './calendar-amend.ts';

const weekdays = ['一', '二', '三', '四', '五', '六', '日'];

export const calendar: Command = {
  usage: [
    'calendar show YEAR',
    'calendar import FILE [--preview REQUESTS] [--json]',
    'calendar amend FILE --reason TEXT',
  ],
  summary:
    '放假与调休安排及其来源;检查新的通知或地方规定,列出将变动的期限,提出修订 / days off and their source; checks what is to be brought in, proposes it',
  run(args, io) {
    const { positionals, values } = parseArgs({
      args,
      options: {
        preview: { type: 'string' },
        json: { type: 'boolean', default: false },
        reason: { type: 'string', default: '' },
      },
      allowPositionals: true,
    });
    const [action, subject = '', ...rest] = positionals;
    if (action === 'show' && /^\d{4}$/.test(subject) && rest.length === 0) return Promise.resolve(show(subject, io));
    if ((action === 'import' || action === 'amend') && subject !== '' && rest.length === 0) {
      const addition = additionOf(subject, io);
      if (addition === undefined) return Promise.resolve(1);
      return action === 'amend' ? amend(addition, values.reason, io) : Promise.resolve(bringIn(addition, values, io));
    }
    throw new UsageError('show 需要四位年份,import 和 amend 需要一个文件 / show needs a year, the others a file');
  },
};

function show(year: string, { out, err }: Io): number {
  const years = loadCalendarYears();
  const first = years[0]?.year ?? 0;
  if (Number(year) < first) {
    err(`没有 ${year} 年的日历,最早为 ${String(first)} 年 / no calendar before ${String(first)}`);
    return 1;
  }
  const notice = years.find((one) => String(one.year) === year)?.notice;
  out(
    notice
      ? `${year} 年 ${notice.title}(${notice.publishedOn})${notice.url}`
      : `${year} 年放假安排尚未公布,以下为暂定 / not published yet, provisional`,
  );
  printYear(year, new Calendar({ version: 1, years }), out);
  return 0;
}

function printYear(year: string, of: Calendar, out: Io['out']): void {
  const days = daysOf(year, of);
  for (const day of days.filter(differs)) out(lineOf(day));
  out(`工作日共 ${String(days.filter(({ working }) => working).length)} 天 / working days`);
}

/** What a file says; nothing, with every broken place told, where it is wrong. */
function additionOf(file: string, io: Io): CalendarAddition | undefined {
  const parsed = parseCalendar(contentOf(file), file);
  if (parsed.ok) return parsed.value;
  for (const problem of parsed.problems) io.err(problemLine(problem));
  return undefined;
}

/** Shows what a file would change; `amend` proposes it. */
function bringIn(addition: CalendarAddition, options: { preview?: string; json: boolean }, io: Io): number {
  if (options.json) {
    io.out(JSON.stringify(addition));
    return 0;
  }
  const before = publishedCalendar();
  const after = withChanges(before, instant(Date.now()), addition);
  for (const line of described(addition, before)) io.out(line);
  for (const { year } of addition.years) printYear(String(year), new Calendar(after), io.out);
  if (options.preview !== undefined) preview(options.preview, { before, after }, io);
  return 0;
}

function contentOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file}: 无法读取 / cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

function described({ years, days }: CalendarAddition, before: CalendarData): string[] {
  const known = new Set(before.years.map(({ year }) => year));
  return [
    ...years.map(({ year, notice }) => {
      const standing = known.has(year) ? '替换已有安排 / replaces' : '由暂定转为确定 / becomes firm';
      return `${String(year)} 年 ${notice.title}(${notice.publishedOn})${notice.url} ${standing}`;
    }),
    ...days.map(({ date, working, reason, source, region }) => {
      const where = region === undefined ? '' : ` 仅 ${region}`;
      return `${date} 周${weekdays[weekday(date) - 1] ?? ''} 改为${working ? '工作日' : '休息日'}${where}  ${reason}  ${source}`;
    }),
  ];
}

function daysOf(year: string, of: Calendar): Day[] {
  const days: Day[] = [];
  for (let date = `${year}-01-01`; date.startsWith(year); date = addDays(date, 1)) days.push(of.day(date));
  return days;
}

/** A holiday on any day, or work on a weekend. */
const differs = ({ working, reason, date }: Day): boolean => (working ? weekday(date) > 5 : reason !== '周末');

const lineOf = ({ date, working, reason }: Day): string =>
  `${date} 周${weekdays[weekday(date) - 1] ?? ''}  ${working ? '上班' : '休息'}  ${reason}`;
