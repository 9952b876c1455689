/** Facts of the correction (补正): the one notice of what a filing lacks, and what became of it (行政许可法 32(4); 000 三(二)). */
import type { Deadline, Instant } from '@yichuang/kernel';
import type { NewFact } from '../temporal/core.ts';

/** What a notice tells besides the materials (000 三(二)), in words: 法律依据, 补正期限, 办理程序和承诺时限, 收费依据和标准. */
export interface NoticeContents {
  legalBasis: string;
  period: string;
  procedure: string;
  fees: string;
}

/** 000 三(二): the window cannot tell on the spot and asks the item's department; `deadline` only alerts (policy 1.8-14). */
export interface DraftRequestedData {
  itemCode: string;
  department: string;
  round: number;
  deadline: Deadline;
}

export interface DraftedData {
  itemCode: string;
  department: string;
  materials: string[];
  contents: NoticeContents;
}

/** Notice `n` of the application, from 1; `itemCodes` wait for the applicant, who has until `deadline`. */
export interface CorrectionIssuedData {
  n: number;
  itemCodes: string[];
  materials: string[];
  contents: NoticeContents;
  deadline: Deadline;
}

/**
 * The day of the correction is the day of receipt (policy 1.8-15). `statutory`: the law's five days of the item, where each item is
 * answered by itself; else they begin anew with `checkOpened`.
 */
export interface CorrectionCompletedData {
  n: number;
  itemCodes: string[];
  statutory?: Deadline;
}

export interface CorrectionLapsedData {
  n: number;
  itemCodes: string[];
  dueAt: Instant;
  missing: string[];
}

/** A supervisor tells what no second notice may (policy 1.8-7): it informs, and touches no clock. */
export interface CorrectionOverriddenData {
  itemCode?: string;
  materials: string[];
  reason: string;
}

export type CorrectionOverriddenFact = NewFact<'correctionOverridden', CorrectionOverriddenData>;

export type CorrectionFact =
  | NewFact<'correctionDraftRequested', DraftRequestedData>
  | NewFact<'correctionDraftOverdue', { itemCode: string; department: string; dueAt: Instant }>
  | NewFact<'correctionDrafted', DraftedData>
  | NewFact<'correctionNoticeOverdue', { dueAt: Instant }>
  | NewFact<'correctionIssued', CorrectionIssuedData>
  | NewFact<'materialSupplied', { n: number; materials: string[] }>
  | NewFact<'correctionCompleted', CorrectionCompletedData>
  | NewFact<'correctionLapsed', CorrectionLapsedData>
  | CorrectionOverriddenFact;
