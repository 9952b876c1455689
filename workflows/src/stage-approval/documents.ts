/** Documents of a stage, to the applicant unless told otherwise. */
import type {
  AcceptedData,
  Addressee,
  CommonFact,
  MeetingData,
  RefusedData,
  SiteVisitCalledData,
  StageExtendedData,
  StageFact,
} from '@yichuang/contracts';
import { stageWorkflowId } from '@yichuang/contracts/temporal';
import { formatLocal } from '@yichuang/kernel';
import type { DocumentFunction } from '@yichuang/regions/types';
import { issue, remedies } from '../lib/documents.ts';
import { limitOf, limitText } from '../lib/limit.ts';
import { departmentName, named } from '../lib/names.ts';
import { type StageState } from './model.ts';

type Cause = Pick<StageFact, 'at' | 'actor' | 'basis'>;

/** From the department, or whoever the region says; of the stage as a whole where no item is named. */
function documentOf(
  state: StageState,
  { at, actor, basis }: Cause,
  kind: DocumentFunction,
  { itemCode, department, to = state.applicant }: { itemCode?: string; department: string; to?: Addressee },
  lines: string[],
): CommonFact[] {
  const { slice, applicationNo, issued } = state;
  const document = slice.documents[kind];
  return issue(slice, {
    workflowId: stageWorkflowId(applicationNo),
    kind,
    n: (issued[kind] ?? 0) + 1,
    to,
    issuer: document && document.issuedBy !== 'department' ? document.holder : departmentName(state, department),
    ...(itemCode !== undefined && { itemCode }),
    lines: [`${to.name}:`, ...lines],
    at,
    actor,
    basis,
  });
}

const about = (state: StageState, code: string): string =>
  `你单位(办件编号 ${state.applicationNo})申报的${named(state, code)}`;

/** 许可法 32¶2: in writing, dated, sealed. */
export function acceptanceDocument(
  state: StageState,
  cause: Cause,
  { itemCode, department, acceptedOn }: AcceptedData,
  granted: string[],
): CommonFact[] {
  const item = state.slice.items.find(({ code }) => code === itemCode);
  const due = item && limitOf(state, item, acceptedOn);
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

export const visitNotice = (
  state: StageState,
  cause: Cause,
  { items, visitAt, place }: SiteVisitCalledData,
): CommonFact[] =>
  documentOf(state, cause, 'siteVisitNotice', { department: state.slice.stage.leadDepartment }, [
    `你单位(办件编号 ${state.applicationNo})申报的下列事项,定于${formatLocal(visitAt)}联合勘查${place === undefined ? '' : `,地点:${place}`}:`,
    ...items.map(({ itemCode, department }) => `${named(state, itemCode)}:${departmentName(state, department)}`),
    '请届时到场配合。联合勘查不停止计算办理期限。',
  ]);

export const extensionDocument = (
  state: StageState,
  cause: Cause,
  { days, approver, reason, to }: StageExtendedData,
): CommonFact[] =>
  documentOf(state, cause, 'extension', { department: state.slice.stage.leadDepartment }, [
    `你单位(办件编号 ${state.applicationNo})申报的${state.slice.stage.name}阶段各事项不能在联合办理的期限内全部办结,经${approver}批准,联合办理的期限延长${String(days)}个工作日,至${to.dueDate}。`,
    `延长的理由:${reason}`,
  ]);

/** To the departments that took part. */
export function minutesDocument(state: StageState, cause: Cause, data: MeetingData): CommonFact[] {
  const { slice, applicationNo } = state;
  const to = { name: data.departments.map((code) => departmentName(state, code)).join('、') };
  return documentOf(state, cause, 'meetingMinutes', { department: slice.stage.leadDepartment, to }, [
    `${formatLocal(data.heldAt)},${departmentName(state, slice.stage.leadDepartment)}就办件${applicationNo}组织会商,议题:${data.subject}`,
    ...(data.items.length > 0 ? [`涉及事项:${data.items.map((code) => named(state, code)).join('、')}`] : []),
    `会商意见:${data.minutes}`,
    '会商不停止计算办理期限,各部门依法分别作出决定。',
  ]);
}
