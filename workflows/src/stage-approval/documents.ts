/** Documents of a stage: the answer to an item that waited for another one (许可法 32¶2: in writing, dated, sealed). */
import type { AcceptedData, CommonFact, RefusedData, StageFact } from '@yichuang/contracts';
import { stageWorkflowId } from '@yichuang/contracts/temporal';
import type { DocumentFunction } from '@yichuang/regions/types';
import { issue, remedies } from '../lib/documents.ts';
import { limitOf, limitText } from '../lib/limit.ts';
import { departmentName, type StageState } from './model.ts';

type Cause = Pick<StageFact, 'at' | 'actor' | 'basis'>;

/** To the applicant, about one item, from its department or whoever the region says. */
function documentOf(
  state: StageState,
  { at, actor, basis }: Cause,
  kind: DocumentFunction,
  { itemCode, department }: { itemCode: string; department: string },
  lines: string[],
): CommonFact[] {
  const { slice, applicationNo, applicant, issued } = state;
  const document = slice.documents[kind];
  return issue(slice, {
    workflowId: stageWorkflowId(applicationNo),
    kind,
    n: (issued[kind] ?? 0) + 1,
    to: applicant,
    issuer: document && document.issuedBy !== 'department' ? document.holder : departmentName(state, department),
    itemCode,
    lines: [`${applicant.name}:`, ...lines],
    at,
    actor,
    basis,
  });
}

export const named = ({ slice }: StageState, code: string): string =>
  `${slice.items.find((item) => item.code === code)?.name ?? ''}(${code})`;

const about = (state: StageState, code: string): string =>
  `你单位(办件编号 ${state.applicationNo})申报的${named(state, code)}`;

export function acceptanceDocument(
  state: StageState,
  cause: Cause,
  { itemCode, department, acceptedOn }: AcceptedData,
  granted: string[],
): CommonFact[] {
  const item = state.slice.items.find(({ code }) => code === itemCode);
  const due = item && limitOf(item, acceptedOn, state.calendar, state.slice);
  const limit = due ? `,${limitText(item, due)}` : '';
  return documentOf(state, cause, 'acceptance', { itemCode, department }, [
    `${about(state, itemCode)},前置事项${granted.map((code) => named(state, code)).join('、')}已经准予,予以受理。`,
    `由${departmentName(state, department)}办理${limit}`,
    `受理日期:${acceptedOn}`,
  ]);
}

export const refusalDocument = (state: StageState, cause: Cause, data: RefusedData): CommonFact[] =>
  documentOf(state, cause, 'acceptanceRefusal', data, [
    `${about(state, data.itemCode)},决定不予受理。`,
    `理由:${data.reason}`,
    `依据:${data.clause}`,
    '该事项可以另行申报。',
    remedies,
  ]);
