/** State of a result: the fold of its facts. */
import type { Difference, IssuanceFact, ResultData, ResultSubject, Signer } from '@yichuang/contracts';
import type { Deadline, Instant } from '@yichuang/kernel';
import type { CaseSlice, ItemSlice } from '@yichuang/regions/types';
import type { CaseState } from '../lib/machine.ts';
import { departmentName } from '../lib/names.ts';
import type { IssuanceInput } from './messages.ts';

/** Where the result is. `rejected`: still with the department; `discrepancy`, `held`: at the window, not to be released. */
export type ResultPhase =
  | { phase: 'awaitingHandover' }
  | { phase: 'rejected'; differences: Difference[] }
  | { phase: 'discrepancy'; differences: Difference[] }
  | { phase: 'held' }
  | { phase: 'ready' }
  | { phase: 'delivered'; at: Instant; to: Signer };

export interface IssuanceState extends CaseState {
  slice: CaseSlice;
  item: ItemSlice;
  applicationNo: string;
  department: string;
  accepted: ResultSubject;
  uscc: string;
  decidedAt: Instant;
  limit?: Deadline;
  /** What is known of the result so far. */
  result: ResultData;
  /** What the result states of the application; as accepted until the department says otherwise. */
  subject: ResultSubject;
  /** Materials still to come: the result waits for them. */
  deficits: string[];
  /** Hand-overs so far. */
  rounds: number;
  where: ResultPhase;
  /** Both run from the start of the workflow on. */
  handover?: Deadline;
  delivery?: Deadline;
  handoverOverdue: boolean;
  deliveryOverdue: boolean;
}

export const initialIssuance = (input: IssuanceInput): IssuanceState => ({
  calendar: input.calendar,
  slice: input.slice,
  item: input.item,
  applicationNo: input.caseNo,
  department: input.department,
  accepted: input.accepted,
  uscc: input.uscc,
  decidedAt: input.at,
  ...(input.limit && { limit: input.limit }),
  result: input.result,
  subject: input.accepted,
  deficits: input.deficits ?? [],
  rounds: 0,
  where: { phase: 'awaitingHandover' },
  handoverOverdue: false,
  deliveryOverdue: false,
});

/** The next state. Facts of a newer release that this one does not know change nothing. */
export function applyToIssuance(state: IssuanceState, fact: IssuanceFact): IssuanceState {
  switch (fact.type) {
    case 'issuanceOpened':
      return { ...state, handover: fact.data.handover, delivery: fact.data.delivery };
    case 'handoverOverdue':
      return { ...state, handoverOverdue: true };
    case 'deliveryOverdue':
      return { ...state, deliveryOverdue: true };
    case 'resultHandedOver': {
      const { result, subject, round } = fact.data;
      return { ...state, result, subject, rounds: round };
    }
    case 'resultRejected':
      return { ...state, where: { phase: 'rejected', differences: fact.data.differences } };
    case 'discrepancyOpened':
      return { ...state, where: { phase: 'discrepancy', differences: fact.data.differences } };
    case 'resultCorrected': {
      const { result, subject } = fact.data;
      // A rejected result is the department's again, to be handed over anew; one at the window is compared where it is.
      const where = state.where.phase === 'rejected' ? { phase: 'awaitingHandover' as const } : state.where;
      return { ...state, result, subject, where };
    }
    case 'resultHeld':
      return { ...state, where: { phase: 'held' } };
    case 'deficitSettled':
      return { ...state, deficits: fact.data.remaining };
    case 'readyForPickup':
      return { ...state, where: { phase: 'ready' } };
    case 'resultDelivered':
      return { ...state, where: { phase: 'delivered', at: fact.at, to: fact.data.to } };
    case 'calendarAdopted':
      return { ...state, calendar: fact.data.calendar };
    case 'deadlineRetimed': {
      const { key, to } = fact.data;
      return {
        ...state,
        ...(state.handover?.key === key && { handover: to }),
        ...(state.delivery?.key === key && { delivery: to }),
      };
    }
    case 'resultMatched':
    case 'deliveryFedBack':
    case 'documentIssued':
    case 'lateEventRecorded':
      return state;
    default:
      return state;
  }
}

export const unitName = (state: IssuanceState): string => departmentName(state, state.department);

/** What people call the fields of a result. */
export const dataWords: Record<keyof ResultData, string> = {
  decidedOn: '决定日期',
  documentNo: '文号',
  validUntil: '有效期',
};

export const subjectWords: Record<keyof ResultSubject, string> = {
  applicantName: '建设单位',
  projectName: '项目名称',
  projectCode: '项目代码',
};
