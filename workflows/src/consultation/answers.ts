/** What an act on a consultation is told that comes too late or from the wrong hand; also what a closed one answers. */
import type { Refusal } from '@yichuang/contracts';
import { assertNever, formatLocal } from '@yichuang/kernel';
import { departmentName } from '../lib/names.ts';
import type { ConsultationState } from './model.ts';

/** Nothing while the opinion is still owed. */
export function endedProblem(state: ConsultationState): Refusal | undefined {
  const { now, asked, basis } = state;
  const clause = basis.join(';');
  switch (now.phase) {
    case 'asked':
      return undefined;
    case 'answered':
      return {
        code: 'consultation-answered',
        title: '征求意见已答复',
        detail: `${departmentName(state, asked.department)}已于${formatLocal(now.at)}答复,不得再次答复;意见有变的,请承办单位另行征求。`,
        clause,
      };
    case 'ended':
      return {
        code: 'consultation-closed',
        title: '征求意见已终结',
        detail: `该次征求意见已于${formatLocal(now.at)}终结(${now.reason}),不再答复。`,
        clause,
      };
    default:
      return assertNever(now);
  }
}

export const elsewhere = (state: ConsultationState): Refusal => ({
  code: 'consultation-elsewhere',
  title: '征求意见的不是本单位',
  detail: `被征求意见的是${departmentName(state, state.asked.department)},由该单位答复。`,
  clause: state.basis.join(';'),
});

export const notOverdue = (state: ConsultationState): Refusal => ({
  code: 'nothing-overdue',
  title: '没有需要督促的事项',
  detail: '该次征求意见尚在答复期限内,届满仍未答复的再行督促。',
  clause: state.silenceBasis.join(';'),
});
