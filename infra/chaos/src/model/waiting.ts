/**
 * What becomes of an item that waits (000 二(2)2; policy 1.8-12): accepted on the day its last prerequisite is granted, refused once one
 * of them cannot be granted any more, or the application is withdrawn.
 */
import { dayOf } from '../days.ts';
import type { ApplicationModel } from './application-model.ts';
import type { ReviewExpectation } from './review.ts';
import type { Withdrawal } from './types.ts';

export type Settled = { is: 'released' | 'refused'; at: string; day: string } | { is: 'open' };

export function settle(
  code: string,
  application: ApplicationModel,
  reviews: Map<string, ReviewExpectation>,
  withdrawal: Withdrawal | undefined,
  /** The stage had heard of it before the withdrawal. */
  heard: boolean,
): Settled {
  const item = application.items.get(code);
  const awaits = application.frame.items.find((one) => one.code === code)?.awaits ?? [];
  if (item?.is !== 'waiting') throw new Error(`${code} does not wait`);
  const ends = awaits.map((one) => endOf(one, application, reviews));
  const granted = ends.filter((end) => end?.granted === true);
  const lost = ends.filter((end) => end?.granted === false);
  const latest = (...instants: (string | undefined)[]): string =>
    instants.reduce<string>((a, b) => (b && b > a ? b : a), item.at);
  const settled = (is: 'released' | 'refused', at: string): Settled => ({ is, at, day: dayOf(at) });
  const releasedAt = latest(...granted.map((end) => end?.at));
  const released = granted.length === awaits.length;
  if (released && (!withdrawal || (heard && releasedAt <= withdrawal.at))) return settled('released', releasedAt);
  const lostAt = lost.length > 0 ? latest(...lost.map((end) => end?.at)) : undefined;
  if (lostAt !== undefined && (!withdrawal || (heard && lostAt < withdrawal.at))) return settled('refused', lostAt);
  if (withdrawal) return settled('refused', latest(withdrawal.at));
  return { is: 'open' };
}

/** Of an item that the stage never got the end is known with that of the application's acceptance. */
function endOf(
  code: string,
  { items, concludedAt }: ApplicationModel,
  reviews: Map<string, ReviewExpectation>,
): { granted: boolean; at: string } | undefined {
  if (items.get(code)?.is !== 'accepted')
    return concludedAt === undefined ? undefined : { granted: false, at: concludedAt };
  const decided = reviews.get(code)?.model.decided;
  return decided && { granted: decided.result === 'granted', at: decided.at };
}
