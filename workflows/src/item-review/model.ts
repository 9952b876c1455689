/** State of one item's review: the fold of its facts. */
import type { ItemFact, ItemResult, NewFact } from '@yichuang/contracts';
import type { CivilDate, Deadline, Instant } from '@yichuang/kernel';
import type { CaseSlice, ItemSlice } from '@yichuang/regions/types';
import type { CaseState } from '../lib/machine.ts';
import type { ItemInput } from './messages.ts';

export interface ItemState extends CaseState {
  slice: CaseSlice;
  item: ItemSlice;
  applicationNo: string;
  projectCode: string;
  department: string;
  acceptedOn: CivilDate;
  started: boolean;
  /** Absent where neither law nor promise sets a limit. */
  due?: Deadline;
  overdue: boolean;
  decided?: { result: ItemResult; at: Instant; basis: string[] };
}

export const initialItem = (input: ItemInput): ItemState => ({
  calendar: input.calendar,
  slice: input.slice,
  item: input.item,
  applicationNo: input.caseNo,
  projectCode: input.projectCode,
  department: input.department,
  acceptedOn: input.acceptedOn,
  started: false,
  overdue: false,
});

const isItemFact = (fact: NewFact): fact is ItemFact => fact.type !== '';

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToItem(state: ItemState, fact: NewFact): ItemState {
  if (!isItemFact(fact)) return state;
  switch (fact.type) {
    case 'reviewStarted': {
      const { deadline } = fact.data;
      return { ...state, started: true, ...(deadline && { due: deadline }) };
    }
    case 'itemTransferred':
      return { ...state, department: fact.data.department };
    case 'itemOverdue':
      return { ...state, overdue: true };
    case 'itemGranted':
      return { ...state, decided: { result: 'granted', at: fact.at, basis: fact.basis } };
    case 'itemDenied':
      return { ...state, decided: { result: 'denied', at: fact.at, basis: fact.basis } };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed':
      return state.due?.key === fact.data.key ? { ...state, due: fact.data.to } : state;
    case 'lateEventRecorded':
      return state;
    default:
      return state;
  }
}

export const departmentName = (state: ItemState): string =>
  state.slice.departments[state.department] ?? state.department;
