/** State of a stage: the fold of its facts. */
import type {
  Actor,
  Addressee,
  Helper,
  ItemOpenedData,
  ItemResult,
  SiteVisitPart,
  StageFact,
  WaitingData,
} from '@yichuang/contracts';
import { type Deadline, dateOf, type Instant } from '@yichuang/kernel';
import type { CaseSlice } from '@yichuang/regions/types';
import type { CaseState, Decision } from '../lib/machine.ts';
import type { StageInput } from './messages.ts';

export interface StageItem extends ItemOpenedData {
  openedAt: Instant;
  ended?: { result: ItemResult; at: Instant };
}

/** Waits for another item of the application to be granted (policy 1.8-12). */
export interface WaitingItem extends WaitingData {
  /** Since when, and on what its answer rests. */
  at: Instant;
  basis: string[];
}

/** A visit of several departments; what each has done of it. */
export interface SiteVisit {
  n: number;
  visitAt: Instant;
  parts: Record<string, 'called' | 'confirmed' | 'visited'>;
}

export interface StageState extends CaseState {
  slice: CaseSlice;
  applicationNo: string;
  projectCode: string;
  applicant: Addressee;
  opened: boolean;
  items: Record<string, StageItem>;
  waiting: Record<string, WaitingItem>;
  /** Waiting items that were not accepted in the end, and since when. */
  refused: Record<string, Instant>;
  /** Every item the application will bring; unknown while acceptance goes on. */
  expected?: { items: string[]; at: Instant };
  /** How many documents of each kind were issued. */
  issued: Record<string, number>;
  visits: SiteVisit[];
  /** How many coordination meetings there were. */
  meetings: number;
  /** Of the stage as a whole; the limits of its items run inside it, and only they alarm. */
  limit?: Deadline;
  /** Items with a special procedure under way. */
  suspended: string[];
  completed: boolean;
  /** The first item is decided, and the region counts that as the milestone. */
  milestone: boolean;
  withdrawn?: { at: Instant; actor: Actor; reason?: string };
  /** 帮办代办, once the stage was told of it: null where nobody helps any more. */
  helper?: Helper | null;
  /** The last instant at which something the stage waits for happened; news of it may arrive in another order. */
  latest?: Instant;
}

export type StageDecision = Decision<StageFact>;

export const initialStage = ({ calendar, slice, caseNo, projectCode, applicant }: StageInput): StageState => ({
  calendar,
  slice,
  applicationNo: caseNo,
  projectCode,
  applicant,
  opened: false,
  items: {},
  waiting: {},
  refused: {},
  issued: {},
  visits: [],
  meetings: 0,
  suspended: [],
  completed: false,
  milestone: false,
});

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToStage(state: StageState, fact: StageFact): StageState {
  switch (fact.type) {
    case 'stageOpened':
      return { ...state, opened: true };
    case 'waitingItemTaken': {
      const { at, basis, data } = fact;
      return { ...state, waiting: { ...state.waiting, [data.itemCode]: { ...data, at, basis } } };
    }
    case 'itemOpened': {
      const { limit, ...opened } = fact.data;
      const items = { ...state.items, [opened.itemCode]: { ...opened, openedAt: fact.at } };
      return { ...withoutWaiting(state, opened.itemCode), items, ...(limit && { limit }) };
    }
    case 'itemAcceptanceRefused': {
      const { itemCode } = fact.data;
      const refused = { ...state.refused, [itemCode]: fact.at };
      return { ...withoutWaiting(state, itemCode), refused, latest: later(state.latest, fact.at) };
    }
    case 'itemReassigned': {
      const item = state.items[fact.data.itemCode];
      if (!item) return state;
      return { ...state, items: { ...state.items, [item.itemCode]: { ...item, department: fact.data.department } } };
    }
    case 'itemConcluded': {
      const item = state.items[fact.data.itemCode];
      if (!item) return state;
      const ended = { result: fact.data.result, at: fact.at };
      const items = { ...state.items, [item.itemCode]: { ...item, ended } };
      return { ...state, items, latest: later(state.latest, fact.at) };
    }
    case 'stageItemsKnown':
      return {
        ...state,
        expected: { items: fact.data.items, at: fact.at },
        latest: later(state.latest, fact.at),
      };
    case 'itemSuspended': {
      const { itemCode, limit } = fact.data;
      return { ...state, suspended: [...state.suspended, itemCode], ...(limit && { limit }) };
    }
    case 'itemResumed': {
      const { itemCode, limit } = fact.data;
      return { ...state, suspended: state.suspended.filter((code) => code !== itemCode), ...(limit && { limit }) };
    }
    case 'stageExtended':
      return { ...state, limit: fact.data.to };
    case 'deadlineRetimed':
      return fact.data.key === state.limit?.key ? { ...state, limit: fact.data.to } : state;
    case 'meetingHeld':
      return { ...state, meetings: fact.data.n };
    case 'siteVisitCalled': {
      const { n, visitAt, items } = fact.data;
      const parts = Object.fromEntries(items.map(({ itemCode }) => [itemCode, 'called' as const]));
      return { ...state, visits: [...state.visits, { n, visitAt, parts }] };
    }
    case 'siteVisitConfirmed':
      return withPart(state, fact.data, 'confirmed');
    case 'siteVisited':
      return withPart(state, fact.data, 'visited');
    case 'milestoneReached':
      return { ...state, milestone: true };
    case 'stageCompleted':
      return { ...state, completed: true };
    case 'stageWithdrawn':
      return { ...state, withdrawn: { at: fact.at, actor: fact.actor, ...reasonOf(fact.data) } };
    case 'itemWithdrawn': {
      const { itemCode, department } = fact.data;
      const item = { itemCode, department, acceptedOn: dateOf(fact.at), openedAt: fact.at };
      const ended = { result: 'withdrawn' as const, at: fact.at };
      return { ...state, items: { ...state.items, [itemCode]: { ...item, ended } } };
    }
    case 'helperNamed':
      return { ...state, helper: fact.data.helper };
    case 'helperRemoved':
      return { ...state, helper: null };
    case 'documentIssued':
      return { ...state, issued: { ...state.issued, [fact.data.kind]: (state.issued[fact.data.kind] ?? 0) + 1 } };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    default:
      return state;
  }
}

function withPart(state: StageState, { n, itemCode }: SiteVisitPart, part: 'confirmed' | 'visited'): StageState {
  const visits = state.visits.map((one) => (one.n === n ? { ...one, parts: { ...one.parts, [itemCode]: part } } : one));
  return { ...state, visits };
}

/** The visit that still awaits the department of an item; none once the item is at its end. */
export const visitOf = ({ visits, items }: StageState, itemCode: string): SiteVisit | undefined =>
  items[itemCode]?.ended
    ? undefined
    : visits.find(({ parts }) => parts[itemCode] !== undefined && parts[itemCode] !== 'visited');

export const reasonOf = ({ reason }: { reason?: string }): { reason?: string } =>
  reason === undefined ? {} : { reason };

function withoutWaiting(state: StageState, itemCode: string): StageState {
  const { [itemCode]: _, ...waiting } = state.waiting;
  return { ...state, waiting };
}

const later = (a: Instant | undefined, b: Instant): Instant => (a !== undefined && a > b ? a : b);

export const openItems = (state: StageState): StageItem[] => Object.values(state.items).filter((item) => !item.ended);

/** What the application brought and is not at its end yet; unknown while acceptance goes on. */
export const allEnded = ({ expected, items, refused }: StageState): boolean =>
  expected?.items.every((code) => items[code]?.ended !== undefined || refused[code] !== undefined) ?? false;
