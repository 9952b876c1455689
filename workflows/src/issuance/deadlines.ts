/** The two periods of a result: to the window, and to the applicant. */
import type { Deadline } from '@yichuang/kernel';
import { counted, recounted } from '../lib/deadlines.ts';
import type { IssuanceState } from './model.ts';

const rule = '作出决定之日的次日起算';

/**
 * 002 二(二)4(1), 003 四3, policy 1.8-17: by the earlier of one working day after the decision and the item's own limit. A limit that
 * had run out before the decision cannot be kept any more; then the day after the decision counts alone. `amend` counts each of the
 * two under a calendar that comes into force.
 */
export function handoverDeadline(state: IssuanceState, amend: (of: Deadline) => Deadline = (of) => of): Deadline {
  const { slice, item, decidedAt, limit } = state;
  const key = `handover:${item.code}`;
  const period = slice.periods.handover;
  const afterDecision = amend(counted(state, { key, start: decidedAt, rule, period }));
  if (!limit) return afterDecision;
  const own = amend(recounted(state, limit));
  if (own.dueAt <= decidedAt || own.dueAt >= afterDecision.dueAt) return afterDecision;
  return { ...own, key, basis: [...own.basis, ...period.basis] };
}

/** 行政许可法 44: issued and served within ten working days of the decision. */
export const deliveryDeadline = (state: IssuanceState): Deadline =>
  counted(state, {
    key: `delivery:${state.item.code}`,
    start: state.decidedAt,
    rule,
    period: state.slice.periods.delivery,
  });

/** A rejected result has not been handed over; one in dispute at the window has. */
export const handoverRuns = ({ where, handoverOverdue }: IssuanceState): boolean =>
  !handoverOverdue && (where.phase === 'awaitingHandover' || where.phase === 'rejected');

const deliveryRuns = ({ where, deliveryOverdue }: IssuanceState): boolean =>
  !deliveryOverdue && where.phase !== 'delivered';

/** What can still run out: what has run out stays so. */
export const running = (state: IssuanceState): Deadline[] => [
  ...(state.handover && handoverRuns(state) ? [state.handover] : []),
  ...(state.delivery && deliveryRuns(state) ? [state.delivery] : []),
];
