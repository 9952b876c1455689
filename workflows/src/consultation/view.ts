/** What operators read about a consultation in the Temporal UI. */
import { opinionWords } from '@yichuang/contracts';
import { assertNever, formatLocal, periodText } from '@yichuang/kernel';
import type { OperatorView } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import type { ConsultationState } from './model.ts';

export function viewOfConsultation(state: ConsultationState): OperatorView {
  const { slice, due, caseNo, projectCode, asked } = state;
  return {
    state: stateWord(state),
    waiting: waiting(state),
    due: due
      ? [
          `${departmentName(state, asked.from)} ${formatLocal(due.start.instant)} 征求意见,${periodText(due)},${formatLocal(due.dueAt)} 届满(${due.basis.join('、')})`,
          '逾期不答复不视为同意',
        ]
      : [],
    attributes: {
      YcRegion: slice.region.name,
      YcStage: slice.stage.name,
      YcApplicationNo: caseNo,
      YcProjectCode: projectCode,
      YcItemCode: asked.itemCode,
      YcDepartment: departmentName(state, asked.department),
    },
  };
}

function stateWord({ now, overdue }: ConsultationState): string {
  switch (now.phase) {
    case 'asked':
      return overdue ? '已超期' : '待答复';
    case 'answered':
      return opinionWords[now.reply.opinion];
    case 'ended':
      return '已终结';
    default:
      return assertNever(now);
  }
}

function waiting(state: ConsultationState): OperatorView['waiting'] {
  const { now, due, overdue, asked } = state;
  if (now.phase !== 'asked') return [];
  const who = departmentName(state, asked.department);
  const until = due ? ` · 应于 ${formatLocal(due.dueAt)} 前答复${due.provisional ? '(暂定)' : ''}` : '';
  return [{ who, text: `${who} 就 ${asked.itemCode} 答复征求意见${until}${overdue ? ' · 已超期' : ''}` }];
}
