/** State of one item's review: the fold of its facts. */
import type { Addressee, ConsultationQuestion, ConsultationReply, ItemFact, ItemResult } from '@yichuang/contracts';
import type { CivilDate, Deadline, Instant } from '@yichuang/kernel';
import type { CaseSlice, ItemSlice } from '@yichuang/regions/types';
import type { CaseState, Decision } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import type { ItemInput } from './messages.ts';

/** A special procedure that runs; `answerBy` once the time told in writing has run out (policy 1.8-18). */
export interface SpecialProcedure {
  procedure: string;
  expected: Deadline;
  answerBy?: Deadline;
}

/** `open` while the opinion is owed. */
export interface ItemConsultation extends ConsultationQuestion {
  askedAt: Instant;
  stopsClock: boolean;
  now: 'open' | ConsultationReply | 'closed';
}

/** `right`: the parties' period to ask for it; `over` once it ran out or somebody asked. */
export interface Hearing {
  parties: string[];
  right?: { until: Deadline; over: boolean };
  requested?: { holdBy: Deadline; overdue: boolean };
  announced?: { heldAt: Instant };
  held: boolean;
}

export interface ItemState extends CaseState {
  slice: CaseSlice;
  item: ItemSlice;
  applicationNo: string;
  projectCode: string;
  applicant: Addressee;
  department: string;
  acceptedOn: CivilDate;
  receivedOn?: CivilDate;
  started: boolean;
  /** Absent where neither law nor promise sets a limit. */
  due?: Deadline;
  overdue: boolean;
  /** The law's own limit beside the promised one, with its own unit and start (policy 1.8-16). */
  statutory?: Deadline;
  statutoryReached: boolean;
  special?: SpecialProcedure;
  /** How many special procedures there were. */
  procedures: number;
  /** When the ladder was planned for the due date as it stands: what lay before is skipped (policy 1.8-1). */
  plannedAt: Instant;
  /** Rungs sent, each with the due date it was counted from. */
  rungs: { rung: number; dueDate: CivilDate; at: Instant }[];
  /** Documents issued so far, by kind. */
  issued: Record<string, number>;
  consultations: ItemConsultation[];
  hearing?: Hearing;
  decided?: { result: ItemResult; at: Instant; basis: string[] };
}

export type ItemDecision = Decision<ItemFact>;

export const initialItem = (input: ItemInput): ItemState => ({
  calendar: input.calendar,
  slice: input.slice,
  item: input.item,
  applicationNo: input.caseNo,
  projectCode: input.projectCode,
  applicant: input.applicant,
  department: input.department,
  acceptedOn: input.acceptedOn,
  ...(input.receivedOn !== undefined && { receivedOn: input.receivedOn }),
  started: false,
  overdue: false,
  statutoryReached: false,
  procedures: 0,
  plannedAt: input.at,
  rungs: [],
  issued: {},
  consultations: [],
});

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToItem(state: ItemState, fact: ItemFact): ItemState {
  switch (fact.type) {
    case 'reviewStarted': {
      const { deadline, statutory } = fact.data;
      return { ...withDue(state, deadline, fact.at), started: true, ...(statutory && { statutory }) };
    }
    case 'itemTransferred':
      return { ...state, department: fact.data.department };
    case 'specialProcedureStarted': {
      const { procedure, expected, due } = fact.data;
      return { ...withDue(state, due, fact.at), procedures: state.procedures + 1, special: { procedure, expected } };
    }
    case 'specialProcedureRenewed': {
      const { procedure, expected } = fact.data;
      return { ...state, procedures: state.procedures + 1, special: { procedure, expected } };
    }
    case 'specialProcedureOverrun':
      return state.special ? { ...state, special: { ...state.special, answerBy: fact.data.answerBy } } : state;
    case 'specialProcedureEnded': {
      const { special: _, ...rest } = withDue(state, fact.data.due, fact.at);
      return rest;
    }
    case 'deadlineExtended':
      return withDue(state, fact.data.to, fact.at);
    case 'rungSent': {
      const { rung, dueDate } = fact.data;
      return { ...state, rungs: [...state.rungs, { rung, dueDate, at: fact.at }] };
    }
    case 'documentIssued': {
      const { kind } = fact.data;
      return { ...state, issued: { ...state.issued, [kind]: (state.issued[kind] ?? 0) + 1 } };
    }
    case 'consultationRequested': {
      const one: ItemConsultation = { ...fact.data, askedAt: fact.at, now: 'open' };
      return { ...state, consultations: [...state.consultations, one] };
    }
    case 'consultationReplyTaken': {
      const { itemCode: _, department: _asked, n, ...reply } = fact.data;
      return settled(state, n, reply);
    }
    case 'consultationClosed':
      return settled(state, fact.data.n, 'closed');
    case 'hearingRightTold': {
      const { parties, deadline: until } = fact.data;
      return withHearing(state, { parties, right: { until, over: false } });
    }
    case 'hearingRightLapsed':
      return rightOver(state);
    case 'hearingRequested':
      return withHearing(rightOver(state), { requested: { holdBy: fact.data.deadline, overdue: false } });
    case 'hearingOverdue': {
      const requested = state.hearing?.requested;
      return requested ? withHearing(state, { requested: { ...requested, overdue: true } }) : state;
    }
    case 'hearingAnnounced':
      return withHearing(state, { announced: { heldAt: fact.data.heldAt } });
    case 'hearingHeld':
      return withHearing(state, { held: true });
    case 'itemOverdue':
      return { ...state, overdue: true };
    case 'statutoryLimitReached':
      return { ...state, statutoryReached: true };
    case 'itemGranted':
      return { ...state, decided: { result: 'granted', at: fact.at, basis: fact.basis } };
    case 'itemDenied':
      return { ...state, decided: { result: 'denied', at: fact.at, basis: fact.basis } };
    case 'itemWithdrawn':
      return { ...state, decided: { result: 'withdrawn', at: fact.at, basis: fact.basis } };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed':
      return retimed(state, fact.data.key, fact.data.to, fact.at);
    default:
      return state;
  }
}

/** A due date that moved has its ladder planned anew; one that did not, not. */
function withDue(state: ItemState, due: Deadline | undefined, at: Instant): ItemState {
  return due ? { ...state, due, plannedAt: at } : state;
}

const withHearing = (state: ItemState, change: Partial<Hearing>): ItemState => ({
  ...state,
  hearing: { parties: [], held: false, ...state.hearing, ...change },
});

const rightOver = (state: ItemState): ItemState => {
  const right = state.hearing?.right;
  return right ? withHearing(state, { right: { ...right, over: true } }) : state;
};

function retimed(state: ItemState, key: string, to: Deadline, at: Instant): ItemState {
  const { due, statutory, special, hearing } = state;
  if (due?.key === key) return withDue(state, to, at);
  if (statutory?.key === key) return { ...state, statutory: to, plannedAt: at };
  if (special?.expected.key === key) return { ...state, special: { ...special, expected: to } };
  if (special?.answerBy?.key === key) return { ...state, special: { ...special, answerBy: to } };
  const { right, requested } = hearing ?? {};
  if (right?.until.key === key) return withHearing(state, { right: { ...right, until: to } });
  if (requested?.holdBy.key === key) return withHearing(state, { requested: { ...requested, holdBy: to } });
  return state;
}

const settled = (state: ItemState, n: number, now: ItemConsultation['now']): ItemState => ({
  ...state,
  consultations: state.consultations.map((one) => (one.n === n ? { ...one, now } : one)),
});

export const unitName = (state: ItemState): string => departmentName(state, state.department);
