import { assertNever, periodText } from '@yichuang/kernel';
import type { AcceptanceRule } from './types/acceptance.ts';
import type { RegionPack } from './types/pack.ts';

/** 办理程序 of a region, step by step, for an item of `department`. */
export function procedureOf(pack: RegionPack, department: string): string[] {
  const { online, onsite } = pack.acceptance;
  const accepted = acceptedBy(pack, online, department);
  const differs = online.by !== onsite.by;
  return [
    '网上申报，或者到窗口申报：填写申请表单，提交申报材料',
    ...(differs ? [`网上申报的，${accepted}`, `窗口申报的，${acceptedBy(pack, onsite, department)}`] : [accepted]),
    `材料不齐全的，一次性告知需要补正的全部内容（${pack.documentNames.correction.name}）`,
    `${department}审查，在承诺时限内作出决定`,
    `${pack.holders.window.name}统一出件，由申请人领取或者寄送`,
  ];
}

function acceptedBy({ documentNames, holders }: RegionPack, rule: AcceptanceRule, department: string): string {
  const document = documentNames.acceptance.name;
  const window = holders.window.name;
  switch (rule.by) {
    case 'window':
      return `${window}审查材料，符合条件的受理，出具${document}`;
    case 'department':
      return `材料推送${department}，由其受理，出具${document}；${periodText(rule.misroute.period)}内未退回的视为受理`;
    case 'departmentsThenWindow':
      return `材料推送${department}，经其确认后由${window}受理，出具${document}`;
    case 'allDepartments':
      return `材料推送${department}，各部门均受理后由${window}出具${document}`;
    default:
      return assertNever(rule);
  }
}
