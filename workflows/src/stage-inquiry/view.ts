/** What operators read about a stage inquiry in the Temporal UI. */
import { formatLocal } from '@yichuang/kernel';
import type { OperatorView } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import { type InquiryState, outstanding } from './model.ts';

export function viewOfInquiry(state: InquiryState): OperatorView {
  const { slice, opened, notice } = state;
  const left = outstanding(state).map((code) => departmentName(state, code));
  return {
    state: stateWord(state),
    waiting: waiting(state, left),
    due: [
      `${formatLocal(state.openedAt)} 发起,征询 ${String(opened.departments.length)} 个单位,尚待 ${String(left.length)} 个`,
      ...(notice ? [`一单告知 ${formatLocal(notice.dueAt)}(${notice.basis.join('、')})`] : []),
    ],
    attributes: {
      YcRegion: slice.region.name,
      YcStage: slice.stage.name,
      YcApplicationNo: opened.inquiryNo,
      YcProjectCode: opened.projectCode,
    },
  };
}

function stateWord({ cancelledAt, notifiedAt, notice }: InquiryState): string {
  if (cancelledAt !== undefined) return '已取消';
  if (notifiedAt !== undefined) return '已告知';
  return notice ? '待告知' : '征询中';
}

function waiting({ slice, notice, notifiedAt, cancelledAt }: InquiryState, left: string[]): OperatorView['waiting'] {
  if (notifiedAt !== undefined) return [];
  if (notice && cancelledAt === undefined)
    return [{ who: slice.windowName, text: `${slice.windowName} 一单告知 · ${formatLocal(notice.dueAt)}` }];
  return left.map((who) => ({ who, text: `${who} ${cancelledAt === undefined ? '答复征询' : '结束征询'}` }));
}
