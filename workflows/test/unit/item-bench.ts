/** An item under review in a region. */
import type { ItemFact } from '@yichuang/contracts';
import { dateOf, type Instant } from '@yichuang/kernel';
import type { StageCode } from '@yichuang/regions/types';
import type { ItemCommand, ItemEvent } from '../../src/item-review/messages.ts';
import { type ItemState, initialItem } from '../../src/item-review/model.ts';
import { itemMachine } from '../../src/item-review/state.ts';
import { Bench } from './bench.ts';
import { calendar, caseNo, caseSlice, itemOf, local } from './cases.ts';

export type ItemBench = Bench<ItemState, ItemCommand, ItemEvent, ItemFact>;

/** Accepted and begun at an instant (Beijing time), that day not counted; its complete materials received on `receivedOn`, where that was told. */
export function underReview(
  region: string,
  code: string,
  accepted: string,
  { stage, receivedOn }: { stage?: StageCode; receivedOn?: string | undefined } = {},
): ItemBench {
  const slice = caseSlice(region, 'online', [code], stage);
  const item = itemOf(slice, code);
  const at: Instant = local(accepted);
  const input = {
    caseNo,
    realm: 'live',
    at,
    clockOffsetMs: 0,
    calendar,
    slice,
    item,
    projectCode: '2609-430102-89-01-123451',
    applicant: { name: '示例建设有限公司', uscc: '91430100MA4L00001J' },
    department: item.department,
    acceptedOn: dateOf(at),
    ...(receivedOn !== undefined && { receivedOn }),
  };
  return new Bench(itemMachine, initialItem(input), at);
}
