/** State of an application up to acceptance: the fold of its facts. */
import type {
  AcceptedData,
  Actor,
  ApplicationFact,
  CorrectionFact,
  Deficit,
  FiledData,
  Helper,
  PushedData,
  WaitingData,
} from '@yichuang/contracts';
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
import {
  applyToCorrection,
  type CorrectionState,
  initialCorrection,
  isCorrectionFact,
  noticeOf,
  retimedCorrection,
  withoutNoticeDue,
} from './correction.ts';
import type { ApplicationInput } from './messages.ts';

export type ItemPhase =
  | { phase: 'notPushed' }
  | ({ phase: 'pushed' } & Pick<PushedData, 'department' | 'round' | 'deadline' | 'silence'>)
  | { phase: 'returned'; department: string; round: number; reason: string }
  /** Its department would accept it; not formal yet. */
  | { phase: 'confirmed'; department: string; round: number }
  | ({ phase: 'accepted'; basis: string[] } & Pick<
      AcceptedData,
      'department' | 'deemed' | 'acceptedOn' | 'onCommitment'
    >)
  /** As good as accepted, but for an item of the same filing that must be granted first. */
  | ({ phase: 'waiting' } & Pick<WaitingData, 'department' | 'deemed' | 'prerequisites'>)
  | { phase: 'refused'; department: string; reason: string; clause: string }
  /** No permit is needed for it (许可法 32(1)). */
  | { phase: 'notRequired'; department: string; reason: string }
  /** Its department, which answers for it by itself, told the applicant what to correct (policy 1.8-10). */
  | { phase: 'correcting'; department: string; round: number }
  /** Not corrected in time, or its deficits not brought by then. */
  | { phase: 'lapsed'; deficitsDueAt?: Instant };

export interface ApplicationState extends CaseState {
  slice: CaseSlice;
  filed: FiledData;
  edition: number;
  /** Who filed; unknown only before the first fact. */
  filedBy?: Actor;
  /** Of complete materials: the filing's instant, or that of what completed it (policy 1.8-15). */
  receivedAt: Instant;
  /** Five working days after receipt (许可法 32(4)): silence beyond them accepts. */
  statutory: Deadline;
  /** Counts the beginnings of the five days. */
  round: number;
  /** Why the five days stand still: the applicant was told what is missing. They begin anew when it is in. */
  stopped?: 'deficits' | 'correction';
  items: Record<string, ItemPhase>;
  /** Materials still to come, of items accepted or pre-accepted with deficits. */
  deficits: Deficit[];
  /** Until when what was pre-accepted is to be completed. */
  deficitsDue?: Deadline;
  correction: CorrectionState;
  /** Items for which the applicant signed a commitment. */
  commitments: string[];
  paper?: 'due' | 'received' | 'toForward' | 'forwarded';
  firstContact?: string;
  /** 帮办代办; null where nobody was named. */
  helper: Helper | null;
  /** How many documents of each kind were issued. */
  issued: Record<string, number>;
  /** The application's own answer, once every item has one. */
  answer?: 'accepted' | 'refused' | 'notRequired' | 'withdrawn' | 'lapsed';
  concluded: boolean;
}

export function initialApplication(input: ApplicationInput): ApplicationState {
  const { slice, calendar } = input;
  return {
    calendar,
    slice,
    filed: input.filed,
    helper: input.filed.helper ?? null,
    edition: input.edition ?? 1,
    receivedAt: input.at,
    statutory: statutoryPeriod({ calendar, slice }, input.at),
    round: 0,
    items: Object.fromEntries(slice.items.map((item) => [item.code, { phase: 'notPushed' }])),
    deficits: [],
    correction: initialCorrection(noticeDue(input)),
    commitments: [],
    issued: {},
    concluded: false,
  };
}

export const statutoryPeriod = (state: Pick<ApplicationState, 'calendar' | 'slice'>, start: Instant): Deadline =>
  period(state, 'statutory', start, state.slice.acceptance.statutory.period);

/** Where the region gives the notice a time of its own; it only alerts (policy 1.8-14). */
function noticeDue({ slice, calendar, at }: ApplicationInput): Deadline | undefined {
  const rule = slice.rules.correctionNotice;
  return rule?.mode === 'within' ? period({ calendar, slice }, 'notice', at, rule.period) : undefined;
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

/** Nothing is awaited any more of an item that ends here. */
const ended = (state: ApplicationState, code: string, item: ItemPhase): ApplicationState =>
  withItem({ ...state, deficits: state.deficits.filter(({ itemCode }) => itemCode !== code) }, code, item);

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToApplication(state: ApplicationState, fact: ApplicationFact): ApplicationState {
  if (isCorrectionFact(fact))
    return corrected({ ...state, correction: applyToCorrection(state.correction, fact) }, fact);
  switch (fact.type) {
    case 'applicationFiled':
      return { ...state, filedBy: fact.actor };
    case 'checkOpened': {
      const { stopped: _, deficitsDue: __, ...running } = state;
      return { ...running, receivedAt: fact.at, statutory: fact.data.deadline, round: fact.data.round ?? 1 };
    }
    case 'firstContactAssigned':
      return { ...state, firstContact: fact.data.id };
    case 'paperExpected':
      return { ...state, paper: 'due' };
    case 'paperReceived':
      return { ...state, paper: fact.data.toForward ? 'toForward' : 'received' };
    case 'paperForwarded':
      return { ...state, paper: 'forwarded' };
    case 'itemPushed': {
      const { itemCode, department, round, deadline, silence } = fact.data;
      return withItem(state, itemCode, { phase: 'pushed', department, round, deadline, silence });
    }
    case 'itemReturned': {
      const { itemCode, department, round, reason } = fact.data;
      return withItem(state, itemCode, { phase: 'returned', department, round, reason });
    }
    case 'itemConfirmed': {
      const { itemCode, department, round } = fact.data;
      return withItem(state, itemCode, { phase: 'confirmed', department, round });
    }
    case 'itemAccepted':
      return withDeficits(withItem(state, fact.data.itemCode, acceptedPhase(fact.data, fact.basis)), fact.data);
    case 'itemWaiting': {
      const { itemCode, department, deemed, prerequisites } = fact.data;
      const item: ItemPhase = { phase: 'waiting', department, deemed, prerequisites };
      return withDeficits(withItem(state, itemCode, item), fact.data);
    }
    case 'itemAcceptanceRefused': {
      const { itemCode, department, reason, clause } = fact.data;
      return ended(state, itemCode, { phase: 'refused', department, reason, clause });
    }
    case 'itemNotRequired': {
      const { itemCode, department, reason } = fact.data;
      return ended(state, itemCode, { phase: 'notRequired', department, reason });
    }
    case 'preAccepted':
      return {
        ...state,
        stopped: 'deficits',
        deficits: fact.data.deficits,
        ...(fact.data.deadline && { deficitsDue: fact.data.deadline }),
        correction: withoutNoticeDue(state.correction),
      };
    case 'deficitsLapsed': {
      const lapsed: ItemPhase = { phase: 'lapsed', deficitsDueAt: fact.data.dueAt };
      const { deficitsDue: _, ...rest } = state;
      return fact.data.deficits.reduce((next, { itemCode }) => ended(next, itemCode, lapsed), rest);
    }
    case 'deficitSupplied':
      return { ...state, deficits: fact.data.remaining };
    case 'helperNamed':
      return { ...state, helper: fact.data.helper };
    case 'helperRemoved':
      return { ...state, helper: null };
    case 'commitmentSigned':
      return { ...state, commitments: [...state.commitments, fact.data.itemCode] };
    case 'applicationAccepted':
      return { ...state, answer: 'accepted' };
    case 'applicationRefused':
      return { ...state, answer: 'refused' };
    case 'applicationNotRequired':
      return { ...state, answer: 'notRequired' };
    case 'applicationWithdrawn':
      return withdrawn(state, fact.data.owed ?? []);
    case 'acceptanceConcluded':
      return { ...state, concluded: true };
    case 'documentIssued':
      return { ...state, issued: { ...state.issued, [fact.data.kind]: (state.issued[fact.data.kind] ?? 0) + 1 } };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed':
      return retimed(state, fact.data.key, fact.data.to);
    case 'lateEventRecorded':
      return state;
    default:
      return state;
  }
}

/** Papers are neither asked for nor passed on any more. */
function withdrawn({ paper, ...state }: ApplicationState, deficits: Deficit[]): ApplicationState {
  return { ...state, ...((paper === 'received' || paper === 'forwarded') && { paper }), answer: 'withdrawn', deficits };
}

const withDeficits = (
  state: ApplicationState,
  { itemCode, deficits }: Pick<AcceptedData, 'itemCode' | 'deficits'>,
): ApplicationState =>
  deficits ? { ...state, deficits: [...state.deficits, { itemCode, materials: deficits }] } : state;

const acceptedPhase = ({ itemCode: _, deficits: __, ...accepted }: AcceptedData, basis: string[]): ItemPhase => ({
  phase: 'accepted',
  ...accepted,
  basis,
});

/** What a correction does to the answers: told for the whole filing it stops the five days, told for an item that item's period. */
function corrected(state: ApplicationState, fact: CorrectionFact): ApplicationState {
  const whole = state.slice.acceptance.correction.by === 'window';
  switch (fact.type) {
    case 'correctionIssued':
      return whole ? { ...state, stopped: 'correction' } : fact.data.itemCodes.reduce(correcting, state);
    case 'correctionLapsed': {
      const over = fact.data.itemCodes.reduce((next, code) => withItem(next, code, { phase: 'lapsed' }), state);
      return whole ? { ...over, answer: 'lapsed' } : over;
    }
    default:
      return state;
  }
}

function correcting(state: ApplicationState, code: string): ApplicationState {
  const item = state.items[code];
  if (item?.phase !== 'pushed') return state;
  const { department, round } = item;
  return withItem(state, code, { phase: 'correcting', department, round });
}

function retimed(before: ApplicationState, key: string, to: Deadline): ApplicationState {
  const state = { ...before, correction: retimedCorrection(before.correction, key, to) };
  if (key === state.statutory.key) return capped({ ...state, statutory: to });
  if (key === state.deficitsDue?.key) return { ...state, deficitsDue: to };
  for (const [code, item] of Object.entries(state.items)) {
    if (item.phase === 'pushed' && item.deadline.key === key)
      return capped(withItem(state, code, { ...item, deadline: to }));
  }
  return capped(state);
}

/** No round passes the five days, however an amendment moves the two (policy 1.8-9). */
function capped(state: ApplicationState): ApplicationState {
  return Object.entries(state.items).reduce((next, [code, item]) => {
    const { statutory } = receiptOf(state, code);
    if (item.phase !== 'pushed' || item.deadline.dueAt < statutory.dueAt || item.silence === 'receipt') return next;
    return withItem(next, code, { ...item, deadline: { ...statutory, key: item.deadline.key }, silence: 'receipt' });
  }, state);
}

/** What the five days of an item count from, and until when: its own correction begins them anew (policy 1.8-15). */
export function receiptOf(state: ApplicationState, code: string): Pick<ApplicationState, 'receivedAt' | 'statutory'> {
  const notice = noticeOf(state.correction, code);
  if (notice?.phase !== 'complete' || !notice.statutory) return state;
  return { receivedAt: notice.receivedAt, statutory: notice.statutory };
}

/** The day of receipt (the instant's day; `offDayReceipt` = as is, policy 1.7-7). */
export const receiptDay = ({ receivedAt }: Pick<ApplicationState, 'receivedAt'>): CivilDate => dateOf(receivedAt);
