/**
 * The ladder (004 三(三)): some working days before the due date, each with its own document and recipients; then a report every day until
 * the item is decided, overdue or not. Planned anew whenever the due date moves; what lay before the planning is skipped, nothing
 * goes out while the clock stands still, nothing twice for one due date (policy 1.8-1).
 */
import type { ItemFact, Wake } from '@yichuang/contracts';
import { systemActor } from '@yichuang/contracts/temporal';
import {
  addDays,
  at,
  type Calendar,
  type CivilDate,
  type Deadline,
  dateOf,
  type Instant,
  rungs,
} from '@yichuang/kernel';
import type { CaseSlice } from '@yichuang/regions/types';
import { calendarOf } from '../lib/machine.ts';
import { documentOf } from './documents.ts';
import { alarming, isStopped } from './limits.ts';
import { type ItemState, unitName } from './model.ts';

type Ladder = Extract<CaseSlice['rules']['ladder'], { mode: 'rungs' }>;
type Recipient = Ladder['daily']['to'][number];

const key = (rung: number): string => `rung:${String(rung)}`;
/** The daily report counts as a rung of its own. */
const daily = 0;

const words: Record<Recipient, string> = {
  handler: '承办人',
  department: '承办部门',
  deputyHead: '分管领导',
  head: '委办局领导',
};

export function ladderWakes(state: ItemState): Wake[] {
  const { slice, decided } = state;
  const { ladder } = slice.rules;
  const due = alarming(state);
  if (ladder.mode === 'off' || !due || isStopped(state) || decided) return [];
  const calendar = calendarOf(state.calendar, slice.region.id);
  const days = ladder.rungs.map(({ workingDaysBefore }) => workingDaysBefore);
  const planned = rungs(due.dueDate, calendar, days, ladder.at);
  const open = planned.filter((rung) => rung.at > state.plannedAt && !wasSent(state, rung.daysBefore, due.dueDate));
  const last = planned.reduce((a, b) => (a.at > b.at ? a : b));
  const report = nextReport(state, ladder, calendar, last.date);
  return [...open.map((rung) => ({ key: key(rung.daysBefore), at: rung.at })), { key: key(daily), at: report }];
}

const wasSent = ({ rungs: sent }: ItemState, rung: number, dueDate: CivilDate): boolean =>
  sent.some((one) => one.rung === rung && one.dueDate === dueDate);

/** The first day after the last rung, after the planning and after the report before it. */
function nextReport(state: ItemState, ladder: Ladder, calendar: Calendar, lastRung: CivilDate): Instant {
  const before = state.rungs.findLast(({ rung }) => rung === daily)?.at ?? '';
  const floor = before > state.plannedAt ? before : state.plannedAt;
  const next = (day: CivilDate): CivilDate =>
    ladder.daily.every.value === 'workingDay' ? calendar.addWorkingDays(day, 1) : addDays(day, 1);
  const eve = addDays(dateOf(floor), -1);
  let day = next(lastRung > eve ? lastRung : eve);
  while (at(day, ladder.at) <= floor) day = next(day);
  return at(day, ladder.at);
}

/** What a rung, or a day's report, sends. */
export function sent(state: ItemState, wakeKey: string, instant: Instant): ItemFact[] {
  const { ladder } = state.slice.rules;
  const due = alarming(state);
  if (ladder.mode === 'off' || !due) return [];
  if (wakeKey === key(daily)) return rungSent(state, due, daily, ladder.daily, instant);
  const rung = ladder.rungs.find(({ workingDaysBefore }) => key(workingDaysBefore) === wakeKey);
  return rung ? rungSent(state, due, rung.workingDaysBefore, rung, instant) : [];
}

function rungSent(
  state: ItemState,
  due: Deadline,
  rung: number,
  {
    document,
    to,
    basis,
  }: Pick<Ladder['rungs'][number], 'to' | 'basis'> & {
    document: Ladder['rungs'][number]['document'] | 'trackingReport';
  },
  instant: Instant,
): ItemFact[] {
  const { item, department, slice } = state;
  const recipients = to.map((role) => ({ role, name: words[role] }));
  const fact: ItemFact = {
    type: 'rungSent',
    at: instant,
    actor: systemActor,
    basis,
    data: {
      itemCode: item.code,
      department,
      rung,
      dueDate: due.dueDate,
      document: slice.documents[document]?.name ?? '',
      to: recipients,
    },
  };
  const limit = `${unitName(state)}承办的${item.name}(${item.code},办件编号 ${state.applicationNo})应于${due.dueDate}前办结`;
  const lines = [
    state.overdue
      ? `${limit},已经超期,尚未办结。`
      : `${limit}${rung === daily ? ',尚未办结' : `,距期限届满还有${String(rung)}个工作日`}。`,
    '请抓紧办理。',
  ];
  const name = `${unitName(state)}${recipients.map((one) => one.name).join('、')}`;
  return [fact, ...documentOf(state, fact, document, lines, { to: { name } })];
}

export const isLadder = (wakeKey: string): boolean => wakeKey.startsWith('rung:');
