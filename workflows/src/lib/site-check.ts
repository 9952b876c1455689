/** 行政许可法 34¶3: what is checked on site is checked by two or more of the organ's staff, and put down. */
import type { Refusal } from '@yichuang/contracts';
import { reasonMissing } from './machine.ts';

export const siteBasis = ['行政许可法 34¶3'];

/** The names, each once; why they or the findings do not do. */
export function checkedBy(names: string[], findings: string): { staff: string[] } | { problem: Refusal } {
  const staff = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
  if (staff.length < 2)
    return {
      problem: {
        code: 'two-staff-needed',
        title: '核查人员不足两名',
        detail: '实地核查应当指派两名以上工作人员;请写明每个人的姓名。',
        clause: siteBasis.join(';'),
      },
    };
  if (findings.trim() === '') return { problem: reasonMissing('现场核查必须写明核查情况。', siteBasis) };
  return { staff };
}
