/** The limit by which an item is decided, wherever it is told: in its review and on the document of acceptance. */
import { at, type CivilDate, type Deadline, periodText } from '@yichuang/kernel';
import type { ItemSlice } from '@yichuang/regions/types';
import { type Counting, counted } from './deadlines.ts';

/** The limit that the item is held to: the promised one; where none is promised, the statutory one (policy 1.8-16); none where neither is set. */
export function limitOf(state: Counting, item: ItemSlice, acceptedOn: CivilDate): Deadline | undefined {
  const period = item.promised ?? item.statutory?.period;
  if (!period) return undefined;
  return counted(state, {
    key: `due:${item.code}`,
    start: at(acceptedOn, '00:00'),
    rule: '受理之日的次日起算',
    period,
  });
}

/** The limit as a document of acceptance tells it. */
export const limitText = ({ promised }: Pick<ItemSlice, 'promised'>, due: Deadline): string =>
  `${promised ? '承诺' : '法定'}时限${periodText(due)},到期日${due.dueDate}${due.provisional ? '(暂定)' : ''}`;

/** The law's own limit where another one is promised: in its own unit, from acceptance or from receipt (policy 1.8-16). */
export function statutoryLimitOf(
  state: Counting,
  { code, promised, statutory }: ItemSlice,
  { acceptedOn, receivedOn }: { acceptedOn: CivilDate; receivedOn: CivilDate },
): Deadline | undefined {
  if (!promised || !statutory) return undefined;
  const fromReceipt = statutory.start === 'receipt';
  return counted(state, {
    key: `statutory:${code}`,
    start: at(fromReceipt ? receivedOn : acceptedOn, '00:00'),
    rule: fromReceipt ? '收到齐全材料之日的次日起算' : '受理之日的次日起算',
    period: statutory.period,
  });
}
