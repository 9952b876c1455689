/** State of what one department is asked: the fold of its facts. */
import type { DepartmentInquiryFact, DepartmentReply } from '@yichuang/contracts';
import type { Deadline, Instant } from '@yichuang/kernel';
import type { InquirySlice } from '@yichuang/regions/types';
import type { CaseState } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import type { DepartmentInquiryInput } from './messages.ts';

/** `doubtful` waits for whoever coordinates. */
export type AskPhase =
  | { phase: 'asked' }
  | { phase: 'doubtful'; reply: DepartmentReply; reason: string }
  | { phase: 'answered'; reply: DepartmentReply; at: Instant }
  | { phase: 'cancelled'; at: Instant };

export interface DepartmentInquiryState extends CaseState {
  slice: InquirySlice;
  inquiryNo: string;
  department: string;
  due?: Deadline;
  overdue: boolean;
  now: AskPhase;
}

export const initialAsk = ({
  calendar,
  slice,
  caseNo,
  department,
}: DepartmentInquiryInput): DepartmentInquiryState => ({
  calendar,
  slice,
  inquiryNo: caseNo,
  department,
  overdue: false,
  now: { phase: 'asked' },
});

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToAsk(state: DepartmentInquiryState, fact: DepartmentInquiryFact): DepartmentInquiryState {
  switch (fact.type) {
    case 'inquiryAsked':
      return { ...state, due: fact.data.deadline };
    case 'inquiryOverdue':
      return { ...state, overdue: true };
    case 'inquiryAnswered': {
      const { department, items, doubt } = fact.data;
      const reply = { department, items };
      const now: AskPhase = doubt
        ? { phase: 'doubtful', reply, reason: doubt.reason }
        : { phase: 'answered', reply, at: fact.at };
      return { ...state, now };
    }
    case 'inquirySettled': {
      const { department, items } = fact.data;
      return { ...state, now: { phase: 'answered', reply: { department, items }, at: fact.at } };
    }
    case 'inquiryAskEnded':
      return { ...state, now: { phase: 'cancelled', at: fact.at } };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed':
      return state.due?.key === fact.data.key ? { ...state, due: fact.data.to } : state;
    default:
      return state;
  }
}

export const askedName = (state: DepartmentInquiryState): string => departmentName(state, state.department);
