/** Documents of an item's review, each with the fact that causes it. */
import type { Addressee, CommonFact, ItemFact, NoticeChannel } from '@yichuang/contracts';
import { itemWorkflowId } from '@yichuang/contracts/temporal';
import type { DocumentFunction } from '@yichuang/regions/types';
import { issue } from '../lib/documents.ts';
import { type ItemState, unitName } from './model.ts';

/** To the applicant unless told otherwise; from the department, or whoever the region says. */
export function documentOf(
  state: ItemState,
  fact: Pick<ItemFact, 'at' | 'actor' | 'basis'>,
  kind: DocumentFunction,
  lines: string[],
  { to = state.applicant, ...channels }: { to?: Addressee; channels?: NoticeChannel[] } = {},
): CommonFact[] {
  const { slice, item, applicationNo, issued } = state;
  const document = slice.documents[kind];
  const { at, actor, basis } = fact;
  return issue(slice, {
    workflowId: itemWorkflowId(applicationNo, item.code),
    kind,
    n: (issued[kind] ?? 0) + 1,
    to,
    issuer: document && document.issuedBy !== 'department' ? document.holder : unitName(state),
    itemCode: item.code,
    lines,
    ...channels,
    at,
    actor,
    basis,
  });
}
