import type { Calendar } from './calendar.ts';
import { dateOf, daysBetween, formatEnd } from './civil.ts';
import type { Deadline, Pause, Period, Unit } from './deadline-types.ts';

const UNIT_NAME: Readonly<Record<Unit, string>> = {
  workingDay: '个工作日',
  naturalDay: '个自然日',
  month: '个月',
  hour: '小时',
  officeHour: '个办公小时',
};

/** `5个工作日`: an amount in its unit. */
export const periodText = ({ amount, unit }: Pick<Period, 'amount' | 'unit'>): string => `${amount}${UNIT_NAME[unit]}`;

function because(reason: string | undefined): string {
  return reason === undefined ? '' : `（${reason}）`;
}

function countsWorkingDays(d: Deadline): boolean {
  return d.unit === 'workingDay' || d.unit === 'officeHour';
}

function pauseLine(d: Deadline, p: Pause, calendar: Calendar | undefined): string {
  if (p.end === undefined) return `自${p.start}起暂停计时${because(p.reason)}，尚未恢复`;
  const line = `${p.start}至${p.end}暂停计时${because(p.reason)}`;
  if (!countsWorkingDays(d)) return `${line}，其间${daysBetween(p.start, p.end)}个自然日不计入`;
  return calendar === undefined ? line : `${line}，其间${calendar.countWorkingDays(p.start, p.end)}个工作日不计入`;
}

function changeLines(d: Deadline, calendar: Calendar | undefined): string[] {
  const start = dateOf(d.start.instant);
  const within = (calendar?.changes ?? []).filter((c) => c.date > start && c.date <= d.dueDate);
  return within.map((c) => `工作日历修订：${c.date}改为${c.working ? '工作日' : '休息日'}（${c.reason}，${c.source}）`);
}

/** What people read of a basis: what rests on nothing outside (`default`) is no clause. */
export const clausesIn = (basis: readonly string[]): string[] => basis.filter((one) => one !== 'default');

/**
 * Why a deadline ends when it does, line by line in Chinese: start day and period, each pause and extension, calendar
 * amendments within it (only if its calendar is given), the end, and the clauses it rests on.
 * @throws {RangeError} if an instant of the deadline is malformed
 */
export function explainText(d: Deadline, calendar?: Calendar): string[] {
  const extensionUnit = countsWorkingDays(d) ? '个工作日' : '个自然日';
  const basis = clausesIn(d.basis);
  return [
    `自${dateOf(d.start.instant)}起算，${d.start.rule}，期限${periodText(d)}`,
    ...d.pauses.map((p) => pauseLine(d, p, calendar)),
    ...d.extensions.map((e) => `经${e.approver}批准延长${e.days}${extensionUnit}${because(e.reason)}`),
    ...changeLines(d, calendar),
    `${formatEnd(d.dueAt)}届满（工作日历第${d.calendarVersion}版）`,
    ...(d.provisional ? [`${d.dueDate.slice(0, 4)}年放假安排尚未公布，届满日为暂定`] : []),
    ...(basis.length > 0 ? [`依据：${basis.join('、')}`] : []),
  ];
}
