/** 一单告知: what the stage needs, by whom, with which materials, on one sheet (002 二(一)1(2)). */
import type { CommonFact, DepartmentReply } from '@yichuang/contracts';
import { inquiryWorkflowId, systemActor } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import { issue } from '../lib/documents.ts';
import { departmentName } from '../lib/names.ts';
import { type InquiryState } from './model.ts';

export function singleNotice(state: InquiryState, replies: DepartmentReply[], at: Instant): CommonFact[] {
  const { slice, opened } = state;
  const itemName = (code: string): string => slice.items.find((item) => item.code === code)?.name ?? '';
  const needed = replies
    .flatMap(({ department, items }) => items.map((item) => ({ ...item, department })))
    .flatMap(({ department, itemCode, materials }, i) => [
      `${String(i + 1)}. ${itemName(itemCode)}(${itemCode}),办理单位:${departmentName(state, department)}`,
      ...(materials.length > 0 ? [`申报材料:${materials.join('、')}`] : []),
    ]);
  const nothing = replies.filter(({ items }) => items.length === 0).map((one) => departmentName(state, one.department));
  return issue(slice, {
    workflowId: inquiryWorkflowId(opened.inquiryNo),
    kind: 'singleNotice',
    n: 1,
    to: { name: opened.applicantName, uscc: opened.uscc },
    issuer: slice.windowName,
    lines: [
      `征询编号:${opened.inquiryNo}`,
      `项目:${opened.projectName}(${opened.projectCode})`,
      `阶段:${slice.stage.name}`,
      ...(needed.length > 0 ? ['本阶段需要办理的事项如下:', ...needed] : ['各被征询单位均无需办理的事项。']),
      ...(nothing.length > 0 ? [`无需办理事项的单位:${nothing.join('、')}`] : []),
    ],
    at,
    actor: systemActor,
    basis: slice.basis,
  });
}
