/** State of a stage inquiry: the fold of its facts. */
import type { DepartmentReply, InquiryFact, InquiryOpenedData } from '@yichuang/contracts';
import type { Deadline, Instant } from '@yichuang/kernel';
import type { InquirySlice } from '@yichuang/regions/types';
import type { CaseState } from '../lib/machine.ts';
import type { InquiryInput } from './messages.ts';

export interface InquiryState extends CaseState {
  slice: InquirySlice;
  opened: InquiryOpenedData;
  openedAt: Instant;
  /** What each department that has answered said. */
  replies: Record<string, DepartmentReply>;
  /** Departments whose part was ended by the cancellation. */
  stopped: string[];
  /** The last instant at which something was answered; news of it may arrive in another order. */
  latest: Instant;
  /** Every reply is in: the notice goes out at this instant. */
  notice?: Deadline;
  notifiedAt?: Instant;
  cancelledAt?: Instant;
}

export const initialInquiry = ({ calendar, slice, opened, at }: InquiryInput): InquiryState => ({
  calendar,
  slice,
  opened,
  openedAt: at,
  replies: {},
  stopped: [],
  latest: at,
});

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToInquiry(state: InquiryState, fact: InquiryFact): InquiryState {
  switch (fact.type) {
    case 'inquiryReplyTaken': {
      const replies = { ...state.replies, [fact.data.department]: fact.data };
      return { ...state, replies, latest: fact.at > state.latest ? fact.at : state.latest };
    }
    case 'inquiryStopped':
      return { ...state, stopped: [...state.stopped, fact.data.department] };
    case 'inquiryConsolidated':
      return { ...state, notice: fact.data.deadline };
    case 'singleNoticeIssued':
      return { ...state, notifiedAt: fact.at };
    case 'inquiryCancelled':
      return { ...state, cancelledAt: fact.at };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed':
      return state.notice?.key === fact.data.key ? { ...state, notice: fact.data.to } : state;
    default:
      return state;
  }
}

/** Departments whose part still runs. */
export const outstanding = ({ opened, replies, stopped }: InquiryState): string[] =>
  opened.departments.filter((department) => !(department in replies) && !stopped.includes(department));
