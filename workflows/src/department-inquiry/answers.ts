/** What an act on an inquiry's part is told that comes too late or from the wrong hand; also what a closed part answers. */
import type { Refusal } from '@yichuang/contracts';
import { formatLocal } from '@yichuang/kernel';
import { askedName, type DepartmentInquiryState } from './model.ts';

/** Nothing while the department still has to reply, or its reply is in doubt. */
export function endedProblem(state: DepartmentInquiryState): Refusal | undefined {
  const { now, slice } = state;
  const clause = slice.basis.join(';');
  if (now.phase === 'cancelled')
    return {
      code: 'inquiry-cancelled',
      title: '征询已取消',
      detail: `申请人已于${formatLocal(now.at)}取消该次征询,不再答复。`,
      clause,
    };
  if (now.phase !== 'answered') return undefined;
  return {
    code: 'inquiry-answered',
    title: '征询已答复',
    detail: `${askedName(state)}的征询意见已于${formatLocal(now.at)}确定,不得再次答复。`,
    clause,
  };
}

export const inDoubt = (state: DepartmentInquiryState): Refusal => ({
  code: 'inquiry-answered',
  title: '征询已答复',
  detail: `${askedName(state)}已答复,其意见存在疑问,正在协调,不得再次答复。`,
  clause: state.slice.basis.join(';'),
});

export const elsewhere = (state: DepartmentInquiryState): Refusal => ({
  code: 'inquiry-elsewhere',
  title: '征询的不是本单位',
  detail: `被征询的是${askedName(state)},由该单位答复。`,
  clause: state.slice.basis.join(';'),
});

/** 002 二(一)1(2): urged and coordinated; nobody answers for a department, and silence is no answer. */
export const outstanding = (state: DepartmentInquiryState): Refusal => ({
  code: 'inquiry-outstanding',
  title: '被征询单位尚未答复',
  detail: `${askedName(state)}尚未答复,只能督促,不得代为确定事项。`,
  clause: state.slice.basis.join(';'),
});

export const notOverdue = (state: DepartmentInquiryState): Refusal => ({
  code: 'nothing-overdue',
  title: '没有需要督促的事项',
  detail: '该征询尚在答复期限内,届满仍未答复的再行督促。',
  clause: state.slice.basis.join(';'),
});

export const notInStage = (codes: string[], { slice }: DepartmentInquiryState): Refusal => ({
  code: 'item-not-in-stage',
  title: '本阶段没有该事项',
  detail: `${codes.join('、')}不是${slice.stage.name}阶段的事项;材料只就所列的事项填写。`,
  clause: slice.basis.join(';'),
});
