/** How the limits of an item move: the one promised, and the law's own. What has run out stays run out. */
import type { CommonFact, ItemFact } from '@yichuang/contracts';
import { type Deadline, dateOf } from '@yichuang/kernel';
import { recounted } from '../lib/deadlines.ts';
import type { ItemState } from './model.ts';

type Change = Partial<Pick<Deadline, 'pauses' | 'extensions'>>;

/** Limits that have not run out. */
export const runningLimits = (state: ItemState): Deadline[] => {
  const { due, overdue } = state;
  return due && !overdue ? [due, ...runningStatutory(state)] : runningStatutory(state);
};

/** The law's own, where it has not run out. */
export const runningStatutory = ({ statutory, statutoryReached }: ItemState): Deadline[] =>
  statutory && !statutoryReached ? [statutory] : [];

/** The earlier of the two is what one is warned of (policy 1.8-16). */
export const alarming = ({ due, statutory }: Pick<ItemState, 'due' | 'statutory'>): Deadline | undefined =>
  due && statutory && statutory.dueAt < due.dueAt ? statutory : due;

/** The clock stands still: a special procedure runs (行政许可法 45), or a consultation whose time the item's own law does not count. */
export const isStopped = ({ special, consultations }: ItemState): boolean =>
  special !== undefined || consultations.some(({ stopsClock, now }) => stopsClock && now === 'open');

/** The same reason begins a pause and finds it again; two that overlap count once. */
export const begun = (limit: Deadline, reason: string, at: string): Change => ({
  pauses: [...limit.pauses, { start: dateOf(at), reason }],
});

export function ended({ pauses }: Deadline, reason: string, at: string): Change | undefined {
  const open = pauses.findLast((pause) => pause.end === undefined && pause.reason === reason);
  return open && { pauses: pauses.map((pause) => (pause === open ? { ...pause, end: dateOf(at) } : pause)) };
}

/** What moves limits besides the act that says so itself. */
export function moved(
  state: ItemState,
  limits: Deadline[],
  change: (limit: Deadline) => Change | undefined,
  { at, actor, basis }: Pick<ItemFact, 'at' | 'actor' | 'basis'>,
): CommonFact[] {
  return limits.flatMap((from): CommonFact[] => {
    const changed = change(from);
    if (!changed) return [];
    const data = { key: from.key, from, to: recounted(state, from, changed) };
    return [{ type: 'deadlineRetimed', at, actor, basis, data }];
  });
}
