/** The one extension of a running limit (行政许可法 42): how often, by how much, with whose approval, and why. */
import type { Refusal } from '@yichuang/contracts';
import { type Deadline, formatLocal } from '@yichuang/kernel';
import { reasonMissing } from './machine.ts';

export interface Extension {
  days: number;
  approver: string;
  reason: string;
}

export interface ExtensionRule {
  /** What is extended, as people read it. */
  what: string;
  times: number;
  approver: string;
  /** Working days at most. */
  longest: number;
  basis: string[];
}

/** The limit with the extension added, not counted again yet. */
export function extended(
  due: Deadline | undefined,
  overdue: boolean,
  { days, approver, reason }: Extension,
  rule: ExtensionRule,
): { due: Deadline; extensions: Deadline['extensions'] } | { problem: Refusal } {
  const { what, times, longest, basis } = rule;
  const clause = basis.join(';');
  if (!due || overdue)
    return {
      problem: {
        code: 'no-running-limit',
        title: '没有可以延长的期限',
        detail: due ? `${what}的期限已于${formatLocal(due.dueAt)}届满,不得再延长。` : `${what}未设期限。`,
        clause,
      },
    };
  if (due.extensions.length >= times)
    return {
      problem: {
        code: 'extended-already',
        title: '期限只能延长一次',
        detail: `${what}的期限已经延长,只能延长${times === 1 ? '一次' : `${String(times)}次`}。`,
        clause,
      },
    };
  if (approver !== rule.approver)
    return {
      problem: {
        code: 'wrong-approver',
        title: '批准人不符合规定',
        detail: `延长期限的批准人应为${rule.approver},不是“${approver}”。`,
        clause,
      },
    };
  if (days > longest)
    return {
      problem: {
        code: 'extension-too-long',
        title: '延长的天数超过规定',
        detail: `最多延长${String(longest)}个工作日。`,
        clause,
      },
    };
  if (reason.trim() === '') return { problem: reasonMissing('延长期限必须写明理由,并告知申请人。', basis) };
  const extension = { days, approver, reason: `${reason}（行政许可法第四十二条）` };
  return { due, extensions: [...due.extensions, extension] };
}
