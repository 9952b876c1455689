import { assertNever } from '../util/assert-never.ts';
import type { Calendar } from './calendar.ts';
import type { CivilDate } from './civil.ts';
import { addDays, dateOf, formatLocal } from './civil.ts';
import type { Deadline } from './deadline-types.ts';
import { endedPauses, pauseOn } from './pauses.ts';
import { extensionDays, naturalEnd } from './reckon.ts';

/** One day of a count: counted as the n-th, or passed over for a reason. */
export interface Step {
  date: CivilDate;
  counted: boolean;
  n?: number;
  reason: string;
  source?: string;
  /** The year's notice is not published: the day may still change. */
  provisional?: true;
}

const SHIFT = '民法典第二百零三条';

function walk(d: Deadline, step: (date: CivilDate) => Step): Step[] {
  const start = dateOf(d.start.instant);
  const steps: Step[] = [{ date: start, counted: false, reason: d.start.rule }];
  for (let date = addDays(start, 1); date <= d.dueDate; date = addDays(date, 1)) steps.push(step(date));
  return steps;
}

/** Marks the days whose kind is not settled yet. */
const marked = (step: Step, calendar: Calendar): Step =>
  calendar.isProvisional(step.date) ? { ...step, provisional: true } : step;

function pausedReason(reason: string | undefined): string {
  return reason === undefined ? '暂停计时' : `暂停计时（${reason}）`;
}

function workingDaySteps(d: Deadline, calendar: Calendar): Step[] {
  const pauses = endedPauses(d.pauses);
  const total = d.amount + extensionDays(d.extensions);
  let n = 0;
  return walk(d, (date) => {
    const { working, reason, source } = calendar.day(date);
    const from = source === undefined ? {} : { source };
    if (!working) return { date, counted: false, reason, ...from };
    const pause = pauseOn(date, pauses);
    if (pause !== undefined) return { date, counted: false, reason: pausedReason(pause.reason) };
    if (n === total) return { date, counted: false, reason: d.pauses.length > 0 ? '按暂停天数顺延' : '顺延至工作日' };
    n += 1;
    return { date, counted: true, n, reason: n > d.amount ? `${reason}（延长）` : reason, ...from };
  });
}

function naturalSteps(d: Deadline, calendar: Calendar): Step[] {
  const pauses = endedPauses(d.pauses);
  const end = naturalEnd(d);
  let n = 0;
  return walk(d, (date) => {
    if (date > end) {
      const { working, reason } = calendar.day(date);
      return { date, counted: false, reason: working ? '顺延至工作日' : `${reason}，顺延`, source: SHIFT };
    }
    const pause = pauseOn(date, pauses);
    if (pause !== undefined) return { date, counted: false, reason: pausedReason(pause.reason) };
    n += 1;
    // Months have no n-th day; only their end is numbered.
    if (d.unit === 'month') return { date, counted: true, ...(date === end ? { n: d.amount } : {}), reason: '自然日' };
    return { date, counted: true, n, reason: '自然日' };
  });
}

function hourSteps(d: Deadline): Step[] {
  const paused = endedPauses(d.pauses).map(
    (p): Step => ({ date: p.end, counted: false, reason: `${p.start}起${pausedReason(p.reason)}` }),
  );
  return [
    { date: dateOf(d.start.instant), counted: true, reason: `自${formatLocal(d.start.instant)}起连续计算` },
    ...paused,
    { date: d.dueDate, counted: true, n: d.amount, reason: `至${formatLocal(d.dueAt)}届满` },
  ];
}

function officeHourSteps(d: Deadline, calendar: Calendar): Step[] {
  const pauses = endedPauses(d.pauses);
  const step = (date: CivilDate): Step => {
    const { working, reason } = calendar.day(date);
    const pause = pauseOn(date, pauses);
    if (!working || pause === undefined) return { date, counted: working, reason: working ? '办公时间' : reason };
    return { date, counted: false, reason: pausedReason(pause.reason) };
  };
  const [, ...later] = walk(d, step);
  const steps = [step(dateOf(d.start.instant)), ...later];
  const last = steps[steps.length - 1];
  if (last?.counted === true) last.n = d.amount;
  return steps;
}

/**
 * Every day from the start day to the due date, counted or passed over, with the reason and its source. Give the calendar
 * version the deadline was counted with ({@link Deadline.calendarVersion}); another one may tell another story.
 * @throws {RangeError} before the first known calendar year
 */
export function explain(d: Deadline, calendar: Calendar): Step[] {
  const steps = stepsOf(d, calendar);
  return d.unit === 'hour' ? steps : steps.map((step) => marked(step, calendar));
}

function stepsOf(d: Deadline, calendar: Calendar): Step[] {
  switch (d.unit) {
    case 'workingDay':
      return workingDaySteps(d, calendar);
    case 'naturalDay':
    case 'month':
      return naturalSteps(d, calendar);
    case 'hour':
      return hourSteps(d);
    case 'officeHour':
      return officeHourSteps(d, calendar);
    default:
      return assertNever(d.unit);
  }
}
