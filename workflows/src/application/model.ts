/** State of an application up to acceptance: the fold of its facts. */
import type { AcceptedData, ApplicationFact, FiledData, NewFact, PushedData } from '@yichuang/contracts';
import {
  type CivilDate,
  type Deadline,
  dateOf,
  deadline,
  type Instant,
  type Period,
  receiptStart,
} from '@yichuang/kernel';
import type { CaseSlice } from '@yichuang/regions/types';
import { type CaseState, calendarOf } from '../lib/machine.ts';
import type { ApplicationInput } from './messages.ts';

export type ItemPhase =
  | { phase: 'notPushed' }
  | ({ phase: 'pushed' } & Pick<PushedData, 'department' | 'round' | 'deadline' | 'silence'>)
  | { phase: 'returned'; department: string; round: number; reason: string }
  | { phase: 'accepted'; department: string; deemed: boolean; acceptedOn: CivilDate; basis: string[] }
  | { phase: 'refused'; department: string; reason: string; clause: string };

export interface ApplicationState extends CaseState {
  slice: CaseSlice;
  filed: FiledData;
  receivedAt: Instant;
  /** Five working days after receipt (许可法 32(4)): silence beyond them accepts. */
  statutory: Deadline;
  items: Record<string, ItemPhase>;
  /** The application's own answer, once every item has one. */
  answer?: 'accepted' | 'refused' | 'notRequired';
  concluded: boolean;
}

export function initialApplication(input: ApplicationInput): ApplicationState {
  const { slice, calendar } = input;
  return {
    calendar,
    slice,
    filed: input.filed,
    receivedAt: input.at,
    statutory: period({ calendar, slice }, 'statutory', input.at, slice.acceptance.statutory.period),
    items: Object.fromEntries(slice.items.map((item) => [item.code, { phase: 'notPushed' }])),
    concluded: false,
  };
}

export function period(
  state: Pick<ApplicationState, 'calendar' | 'slice'>,
  key: string,
  start: Instant,
  period: Period,
): Deadline {
  const calendar = calendarOf(state.calendar, state.slice.region.id);
  // Every period of this workflow begins with a receipt, by the window or by a department.
  const receipt = receiptStart(start, state.slice.rules.offDayReceipt.value, calendar);
  return deadline({ key, ...receipt, period, calendar, hours: state.slice.officeHours });
}

const withItem = (state: ApplicationState, code: string, item: ItemPhase): ApplicationState => ({
  ...state,
  items: { ...state.items, [code]: item },
});

const isApplicationFact = (fact: NewFact): fact is ApplicationFact => fact.type !== '';

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToApplication(state: ApplicationState, fact: NewFact): ApplicationState {
  if (!isApplicationFact(fact)) return state;
  switch (fact.type) {
    case 'itemPushed': {
      const { itemCode, department, round, deadline, silence } = fact.data;
      return withItem(state, itemCode, { phase: 'pushed', department, round, deadline, silence });
    }
    case 'itemReturned': {
      const { itemCode, department, round, reason } = fact.data;
      return withItem(state, itemCode, { phase: 'returned', department, round, reason });
    }
    case 'itemAccepted':
      return withItem(state, fact.data.itemCode, acceptedPhase(fact.data, fact.basis));
    case 'itemAcceptanceRefused': {
      const { itemCode, department, reason, clause } = fact.data;
      return withItem(state, itemCode, { phase: 'refused', department, reason, clause });
    }
    case 'applicationAccepted':
      return { ...state, answer: 'accepted' };
    case 'applicationRefused':
      return { ...state, answer: 'refused' };
    case 'applicationNotRequired':
      return { ...state, answer: 'notRequired' };
    case 'acceptanceConcluded':
      return { ...state, concluded: true };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed':
      return retimed(state, fact.data.key, fact.data.to);
    case 'applicationFiled':
    case 'checkOpened':
    case 'lateEventRecorded':
      return state;
    default:
      return state;
  }
}

const acceptedPhase = ({ department, deemed, acceptedOn }: AcceptedData, basis: string[]): ItemPhase => ({
  phase: 'accepted',
  department,
  deemed,
  acceptedOn,
  basis,
});

function retimed(state: ApplicationState, key: string, to: Deadline): ApplicationState {
  if (key === state.statutory.key) return capped({ ...state, statutory: to });
  for (const [code, item] of Object.entries(state.items)) {
    if (item.phase === 'pushed' && item.deadline.key === key)
      return capped(withItem(state, code, { ...item, deadline: to }));
  }
  return state;
}

/** No round passes the five days, however an amendment moves the two (policy 1.8-9). */
function capped(state: ApplicationState): ApplicationState {
  const { statutory } = state;
  return Object.entries(state.items).reduce((next, [code, item]) => {
    if (item.phase !== 'pushed' || item.deadline.dueAt < statutory.dueAt || item.silence === 'receipt') return next;
    return withItem(next, code, { ...item, deadline: { ...statutory, key: item.deadline.key }, silence: 'receipt' });
  }, state);
}

/** The day of receipt (the instant's day; `offDayReceipt` = as is, policy 1.7-7). */
export const receiptDay = (state: ApplicationState): CivilDate => dateOf(state.receivedAt);

export const openItems = (state: ApplicationState): string[] =>
  Object.entries(state.items).flatMap(([code, item]) =>
    item.phase === 'pushed' || item.phase === 'notPushed' ? [code] : [],
  );

export const codesIn = (state: ApplicationState, phase: ItemPhase['phase']): string[] =>
  Object.entries(state.items).flatMap(([code, item]) => (item.phase === phase ? [code] : []));

export const departmentName = (state: ApplicationState, code: string): string => state.slice.departments[code] ?? code;
