/** What an act on a question is told that comes too late or from the wrong hand; also what a closed question answers. */
import type { Refusal } from '@yichuang/contracts';
import { formatLocal } from '@yichuang/kernel';
import { departmentName } from '../lib/names.ts';
import { type QuestionState } from './model.ts';

/** Nothing while the question waits for its answer. */
export function endedProblem({ ended, slice }: QuestionState): Refusal | undefined {
  if (!ended) return undefined;
  const at = formatLocal(ended.at);
  if (ended.how === 'withdrawn')
    return {
      code: 'question-withdrawn',
      title: '该咨询已撤回',
      detail: `该咨询已于${at}撤回,不再答复。`,
      clause: slice.period.basis.join(';'),
    };
  return {
    code: 'question-answered',
    title: '该咨询已答复',
    detail: `${departmentName({ slice }, ended.by)}已于${at}答复该咨询;有新问题的,请另行咨询。`,
    clause: slice.period.basis.join(';'),
  };
}

export const elsewhere = (state: QuestionState): Refusal => ({
  code: 'question-elsewhere',
  title: '该咨询不由本单位答复',
  detail: `该咨询现由${departmentName(state, state.department)}承办,由该单位答复。`,
});

export const sameDepartment = (state: QuestionState): Refusal => ({
  code: 'forwarded-to-itself',
  title: '该咨询已由该单位承办',
  detail: `该咨询现由${departmentName(state, state.department)}承办;请指明另一单位。`,
});

export const answerMissing: Refusal = {
  code: 'answer-missing',
  title: '没有答复内容',
  detail: '答复必须写明内容。',
};

export const notOverdue = ({ slice }: QuestionState): Refusal => ({
  code: 'nothing-overdue',
  title: '没有需要督促的事项',
  detail: '该咨询尚在答复期限内,届满仍未答复的再行协调督促。',
  clause: slice.basis.join(';'),
});
