/** Working-day arithmetic: deadlines per second on one core, against the target and against a count day by day. */
import {
  addDays,
  at,
  Calendar,
  type Deadline,
  type DeadlineInput,
  deadline,
  type Period,
  retime,
  rungs,
} from '@yichuang/kernel';
import { loadCalendarYears } from '@yichuang/regions';
import { type Benchmark, perSecond } from './benchmark.ts';

/** Deadlines per second that the design asks for. */
const target = 2_000_000;

const calendar = new Calendar({ version: 1, years: loadCalendarYears() });
const period = (amount: number, unit: Period['unit'] = 'workingDay'): Period => ({
  amount,
  unit,
  dayEnd: 'office',
  basis: ['行政许可法 42'],
});

/** Starts on every day of two years and limits as the catalogue has them, in an order that no cache can guess. */
const limits = [1, 3, 5, 10, 15, 20, 45];
const inputs: DeadlineInput[] = Array.from({ length: 4096 }, (_, i) => {
  const n = (i * 2654435761) % 4096;
  return {
    key: 'bench',
    start: at(addDays('2024-03-01', n % 730), '10:00'),
    period: period(limits[n % limits.length] ?? 20),
    calendar,
  };
});
const paused: DeadlineInput[] = inputs.map((input) => {
  const start = input.start.slice(0, 10);
  return {
    ...input,
    pauses: [{ start: addDays(start, 1), end: addDays(start, 12) }],
    extensions: [{ days: 10, approver: '本行政机关负责人' }],
  };
});
const natural: DeadlineInput[] = inputs.map((input) => ({ ...input, period: period(30, 'naturalDay') }));

const of =
  (list: DeadlineInput[]) =>
  (n: number): Deadline =>
    deadline(list[n % list.length] ?? raise());

function raise(): never {
  throw new Error('no input');
}

/** What most systems do: look at each day in turn. */
function dayByDay(n: number): string {
  const { start, period: limit } = inputs[n % inputs.length] ?? raise();
  let date = start.slice(0, 10);
  for (let left = limit.amount; left > 0; ) {
    date = addDays(date, 1);
    if (calendar.isWorkingDay(date)) left -= 1;
  }
  return at(date, '17:30');
}

export const arithmetic: Benchmark = (print) => {
  const plain = perSecond(of(inputs));
  const base = perSecond(dayByDay);
  const shapes: [string, number][] = [
    ['工作日 / working days', plain],
    ['工作日,暂停并延长 / with a pause and an extension', perSecond(of(paused))],
    ['自然日,顺延 / natural days, moved off days off', perSecond(of(natural))],
    [
      '重算 / counted again for another version',
      perSecond((n) => retime(deadlines[n % deadlines.length] ?? raise(), calendar)),
    ],
    [
      '三级倒数 / ladder of three rungs',
      perSecond((n) => rungs(deadlines[n % deadlines.length]?.dueDate ?? '', calendar, [7, 5, 3])),
    ],
    ['逐日数 / day by day, for comparison', base],
  ];
  print(`期限计算,单核每秒 / deadlines per second on one core; target ${millions(target)}`);
  for (const [name, rate] of shapes)
    print(`  ${millions(rate)}  ${ratio(rate / target)} 目标/target  ${ratio(rate / base)} 逐日/day by day  ${name}`);
  const met = plain >= target;
  print(met ? '达到目标 / target met' : '未达到目标 / target missed');
  return met;
};

const deadlines = inputs.map((input) => deadline(input));
const millions = (rate: number): string => `${(rate / 1e6).toFixed(2)} M/s`.padStart(10);
const ratio = (value: number): string => `${value.toFixed(2)}×`.padStart(7);
