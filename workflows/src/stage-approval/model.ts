/** State of a stage: the fold of its facts. */
import type { ItemOpenedData, ItemResult, NewFact, StageFact } from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import type { CaseSlice } from '@yichuang/regions/types';
import type { CaseState } from '../lib/machine.ts';
import type { StageInput } from './messages.ts';

export interface StageItem extends ItemOpenedData {
  openedAt: Instant;
  result?: ItemResult;
}

export interface StageState extends CaseState {
  slice: CaseSlice;
  applicationNo: string;
  projectCode: string;
  opened: boolean;
  items: Record<string, StageItem>;
  /** Every item the application will bring; unknown while acceptance goes on. */
  expected?: string[];
  completed: boolean;
  /** The last instant at which something the stage waits for happened; news of it may arrive in another order. */
  latest?: Instant;
}

export const initialStage = ({ calendar, slice, caseNo, projectCode }: StageInput): StageState => ({
  calendar,
  slice,
  applicationNo: caseNo,
  projectCode,
  opened: false,
  items: {},
  completed: false,
});

const isStageFact = (fact: NewFact): fact is StageFact => fact.type !== '';

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToStage(state: StageState, fact: NewFact): StageState {
  if (!isStageFact(fact)) return state;
  switch (fact.type) {
    case 'stageOpened':
      return { ...state, opened: true };
    case 'itemOpened':
      return { ...state, items: { ...state.items, [fact.data.itemCode]: { ...fact.data, openedAt: fact.at } } };
    case 'itemReassigned': {
      const item = state.items[fact.data.itemCode];
      if (!item) return state;
      return { ...state, items: { ...state.items, [item.itemCode]: { ...item, department: fact.data.department } } };
    }
    case 'itemConcluded': {
      const item = state.items[fact.data.itemCode];
      if (!item) return state;
      const items = { ...state.items, [item.itemCode]: { ...item, result: fact.data.result } };
      return { ...state, items, latest: later(state.latest, fact.at) };
    }
    case 'stageItemsKnown':
      return { ...state, expected: fact.data.items, latest: later(state.latest, fact.at) };
    case 'stageCompleted':
      return { ...state, completed: true };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed':
    case 'lateEventRecorded':
      return state;
    default:
      return state;
  }
}

const later = (a: Instant | undefined, b: Instant): Instant => (a !== undefined && a > b ? a : b);

export const openItems = (state: StageState): StageItem[] => Object.values(state.items).filter((item) => !item.result);
