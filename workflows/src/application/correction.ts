/**
 * The correction (补正) of a filing as its own small state: drafts of departments, the notices, and what came of each.
 * 000 三(二): told once, the window by a draft of the department where it cannot tell on the spot. 许可法 32(4): inside five working
 * days. Before acceptance only.
 */
import type { CorrectionFact, CorrectionIssuedData, NewFact } from '@yichuang/contracts';
import type { Deadline, Instant } from '@yichuang/kernel';

type Notice = Pick<CorrectionIssuedData, 'n' | 'itemCodes'>;

export type Correction =
  | (Notice & { phase: 'awaited'; materials: string[]; supplied: string[]; deadline: Deadline })
  /** Where each item is answered by itself, its five days count from `receivedAt` (policy 1.8-15). */
  | (Notice & { phase: 'complete'; receivedAt: Instant; statutory?: Deadline })
  | (Notice & { phase: 'lapsed'; dueAt: Instant });

export type Awaited = Extract<Correction, { phase: 'awaited' }>;

/** What a department was asked to draft for its item; the deadline only alerts (policy 1.8-14). */
export type Draft =
  | { phase: 'asked'; department: string; round: number; deadline: Deadline; overdue: boolean }
  | { phase: 'drafted'; department: string; round: number; materials: string[] };

export interface CorrectionState {
  notices: Correction[];
  /** Whatever the applicant supplied since the filing. */
  supplied: string[];
  /** By item. */
  drafts: Record<string, Draft>;
  /** Until when the region wants the notice told; it only alerts (policy 1.8-14). */
  noticeDue?: Deadline;
}

export const initialCorrection = (noticeDue?: Deadline): CorrectionState => ({
  notices: [],
  supplied: [],
  drafts: {},
  ...(noticeDue && { noticeDue }),
});

export function applyToCorrection(state: CorrectionState, fact: CorrectionFact): CorrectionState {
  switch (fact.type) {
    case 'correctionDraftRequested': {
      const { itemCode, department, round, deadline } = fact.data;
      return withDraft(state, itemCode, { phase: 'asked', department, round, deadline, overdue: false });
    }
    case 'correctionDraftOverdue': {
      const draft = state.drafts[fact.data.itemCode];
      return draft?.phase === 'asked' ? withDraft(state, fact.data.itemCode, { ...draft, overdue: true }) : state;
    }
    case 'correctionDrafted': {
      const { itemCode, department, materials } = fact.data;
      const round = state.drafts[itemCode]?.round ?? 1;
      return withDraft(state, itemCode, { phase: 'drafted', department, round, materials });
    }
    case 'correctionNoticeOverdue':
      return withoutNoticeDue(state);
    case 'correctionIssued': {
      const { n, itemCodes, materials, deadline } = fact.data;
      const notice: Awaited = { phase: 'awaited', n, itemCodes, materials, supplied: [], deadline };
      return withoutNoticeDue({ ...state, notices: [...state.notices, notice] });
    }
    case 'materialSupplied':
      return changed({ ...state, supplied: both(state.supplied, fact.data.materials) }, fact.data.n, (notice) => ({
        ...notice,
        supplied: both(notice.supplied, fact.data.materials),
      }));
    case 'correctionCompleted':
      return changed(state, fact.data.n, ({ n, itemCodes }) => ({
        phase: 'complete',
        n,
        itemCodes,
        receivedAt: fact.at,
        ...(fact.data.statutory && { statutory: fact.data.statutory }),
      }));
    case 'correctionLapsed':
      return changed(state, fact.data.n, ({ n, itemCodes }) => ({
        phase: 'lapsed',
        n,
        itemCodes,
        dueAt: fact.data.dueAt,
      }));
    case 'correctionOverridden':
      return state;
  }
}

const both = (one: string[], other: string[]): string[] => [...new Set([...one, ...other])];

const types: readonly string[] = [
  'correctionDraftRequested',
  'correctionDraftOverdue',
  'correctionDrafted',
  'correctionNoticeOverdue',
  'correctionIssued',
  'materialSupplied',
  'correctionCompleted',
  'correctionLapsed',
  'correctionOverridden',
] satisfies CorrectionFact['type'][];

export const isCorrectionFact = (fact: NewFact): fact is CorrectionFact => types.includes(fact.type);

const withDraft = (state: CorrectionState, itemCode: string, draft: Draft): CorrectionState => ({
  ...state,
  drafts: { ...state.drafts, [itemCode]: draft },
});

/** The applicant was told what is missing. */
export const withoutNoticeDue = ({ noticeDue: _, ...state }: CorrectionState): CorrectionState => state;

const changed = (state: CorrectionState, n: number, change: (notice: Awaited) => Correction): CorrectionState => ({
  ...state,
  notices: state.notices.map((one) => (one.n === n && one.phase === 'awaited' ? change(one) : one)),
});

export const awaited = ({ notices }: CorrectionState): Awaited[] =>
  notices.filter((one): one is Awaited => one.phase === 'awaited');

/** The notice that names the item, whatever came of it. */
export const noticeOf = ({ notices }: CorrectionState, itemCode: string): Correction | undefined =>
  notices.find(({ itemCodes }) => itemCodes.includes(itemCode));

export const missing = ({ materials, supplied }: Awaited): string[] =>
  materials.filter((name) => !supplied.includes(name));

/** Drafts still awaited; none once the applicant was told. */
export const askedDrafts = ({ notices, drafts }: CorrectionState): [string, Extract<Draft, { phase: 'asked' }>][] =>
  notices.length > 0
    ? []
    : Object.entries(drafts).flatMap(([code, draft]) => (draft.phase === 'asked' ? [[code, draft]] : []));

/** Deadlines that still run: the applicant's; those of drafts and of the notice, which only alert. */
export const runningDeadlines = (state: CorrectionState): Deadline[] => [
  ...awaited(state).map(({ deadline }) => deadline),
  ...askedDrafts(state).flatMap(([, { deadline, overdue }]) => (overdue ? [] : [deadline])),
  ...(state.noticeDue ? [state.noticeDue] : []),
];

/** A deadline of the correction counted anew, by its key. */
export function retimedCorrection(state: CorrectionState, key: string, to: Deadline): CorrectionState {
  const { notices, drafts, noticeDue } = state;
  return {
    ...state,
    notices: notices.map((one) => {
      if (one.phase === 'awaited' && one.deadline.key === key) return { ...one, deadline: to };
      return one.phase === 'complete' && one.statutory?.key === key ? { ...one, statutory: to } : one;
    }),
    drafts: Object.fromEntries(
      Object.entries(drafts).map(([code, draft]) => [
        code,
        draft.phase === 'asked' && draft.deadline.key === key ? { ...draft, deadline: to } : draft,
      ]),
    ),
    ...(noticeDue && { noticeDue: noticeDue.key === key ? to : noticeDue }),
  };
}
