/** What operators read about one department's part of an inquiry in the Temporal UI. */
import { assertNever, formatLocal } from '@yichuang/kernel';
import type { OperatorView } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { askedName, type DepartmentInquiryState } from './model.ts';

export function viewOfAsk(state: DepartmentInquiryState): OperatorView {
  const { slice, due, inquiryNo } = state;
  return {
    state: stateWord(state),
    waiting: waiting(state),
    due: due
      ? [
          `征询 ${formatLocal(due.start.instant)} 收到,${String(due.amount)}个工作日,${formatLocal(due.dueAt)} 届满(${due.basis.join('、')})`,
        ]
      : [],
    attributes: {
      YcRegion: slice.region.name,
      YcStage: slice.stage.name,
      YcApplicationNo: inquiryNo,
      YcDepartment: askedName(state),
    },
  };
}

function stateWord({ now, overdue }: DepartmentInquiryState): string {
  switch (now.phase) {
    case 'asked':
      return overdue ? '已超期' : '待答复';
    case 'doubtful':
      return '待协调';
    case 'answered':
      return '已答复';
    case 'cancelled':
      return '已取消';
    default:
      return assertNever(now);
  }
}

function waiting(state: DepartmentInquiryState): OperatorView['waiting'] {
  const { now, slice, due, overdue } = state;
  const who = askedName(state);
  if (now.phase === 'doubtful') {
    const lead = departmentName(state, slice.stage.leadDepartment);
    return [{ who: lead, text: `${lead} 协调 ${who}的征询意见(存在疑问)` }];
  }
  if (now.phase !== 'asked') return [];
  const until = due ? ` · 应于 ${formatLocal(due.dueAt)} 前答复${due.provisional ? '(暂定)' : ''}` : '';
  return [{ who, text: `${who} 答复征询${until}${overdue ? ' · 已超期' : ''}` }];
}
