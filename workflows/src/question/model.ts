/** State of a question: the fold of its facts. */
import type { QuestionAskedData, QuestionFact } from '@yichuang/contracts';
import type { Deadline, Instant } from '@yichuang/kernel';
import type { QuestionSlice } from '@yichuang/regions/types';
import type { CaseState } from '../lib/machine.ts';
import type { QuestionInput } from './messages.ts';

export interface QuestionState extends CaseState {
  slice: QuestionSlice;
  asked: QuestionAskedData;
  /** The department that has to answer now. */
  department: string;
  due?: Deadline;
  overdue: boolean;
  ended?: { how: 'answered' | 'withdrawn'; at: Instant; by: string };
}

export const initialQuestion = ({ calendar, slice, asked }: QuestionInput): QuestionState => ({
  calendar,
  slice,
  asked,
  department: asked.department,
  overdue: false,
});

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToQuestion(state: QuestionState, fact: QuestionFact): QuestionState {
  switch (fact.type) {
    case 'questionSent':
      return { ...state, due: fact.data.deadline };
    case 'questionForwarded':
      return { ...state, department: fact.data.department };
    case 'questionOverdue':
      return { ...state, overdue: true };
    case 'questionAnswered':
      return { ...state, ended: { how: 'answered', at: fact.at, by: fact.data.department } };
    case 'questionWithdrawn':
      return { ...state, ended: { how: 'withdrawn', at: fact.at, by: 'applicant' } };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed':
      return state.due?.key === fact.data.key ? { ...state, due: fact.data.to } : state;
    default:
      return state;
  }
}
