/** What operators read about a question in the Temporal UI. */
import { formatLocal } from '@yichuang/kernel';
import type { OperatorView } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { type QuestionState } from './model.ts';

export function viewOfQuestion(state: QuestionState): OperatorView {
  const { slice, asked, due, overdue, ended, department } = state;
  const who = departmentName(state, department);
  const about = slice.item ? ` ${slice.item.code}` : '';
  const until = due ? ` · 应于 ${formatLocal(due.dueAt)} 前答复${due.provisional ? '(暂定)' : ''}` : '';
  return {
    state: stateWord(state),
    waiting: ended ? [] : [{ who, text: `${who} 答复咨询${about}${until}${overdue ? ' · 已超期' : ''}` }],
    due: due
      ? [
          `咨询 ${formatLocal(due.start.instant)} 收到,${String(due.amount)}个工作日,${formatLocal(due.dueAt)} 届满(${due.basis.join('、')})`,
        ]
      : [],
    attributes: {
      YcRegion: slice.region.name,
      YcStage: '咨询',
      YcApplicationNo: asked.questionNo,
      ...(slice.item && { YcItemCode: slice.item.code }),
    },
  };
}

function stateWord({ ended, overdue }: QuestionState): string {
  if (ended) return ended.how === 'answered' ? '已答复' : '已撤回';
  return overdue ? '已超期' : '待答复';
}
