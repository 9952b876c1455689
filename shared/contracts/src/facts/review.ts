/** Facts of `stageApprovalWorkflow` and `itemReviewWorkflow`. */
import type { CivilDate, Deadline, Instant } from '@yichuang/kernel';
import type { NewFact } from '../temporal/core.ts';
import type { AcceptedData, CommonFact, HelperFact, RefusedData, WaitingData } from './application.ts';
import type { ItemConsultationFact } from './consultation.ts';
import type { CorrectionOverriddenFact } from './correction.ts';
import type { HearingFact } from './hearing.ts';

export interface StageOpenedData {
  applicationNo: string;
  region: string;
  stage: string;
  leadDepartment: string;
}

/** An accepted item comes under the stage; its review starts in the same instant. */
export interface ItemOpenedData {
  itemCode: string;
  department: string;
  acceptedOn: CivilDate;
  receivedOn?: CivilDate;
  /** With the first item: the limit of the stage as a whole (行政许可法 42¶2). */
  limit?: Deadline;
}

/** The joint limit of the stage, longer once with the approval of the people's government (行政许可法 42¶2). */
export interface StageExtendedData {
  leadDepartment: string;
  days: number;
  approver: string;
  reason: string;
  from: Deadline;
  to: Deadline;
}

export type ItemResult = 'granted' | 'denied' | 'withdrawn';

/** With the application it belongs to; what was decided before stays decided. */
export interface WithdrawnData {
  itemCode: string;
  department: string;
  reason?: string;
}

/** One visit for several departments (004 二(三)); `n` counts those of the stage, `visitAt` is when they meet. */
export interface SiteVisitCalledData {
  n: number;
  visitAt: Instant;
  place?: string;
  items: { itemCode: string; department: string }[];
}

/** A department's part of a visit. */
export interface SiteVisitPart {
  n: number;
  itemCode: string;
  department: string;
}

/** What a coordination meeting of the departments came to (会商); minutes of a meeting decide nothing by themselves. */
export interface MeetingData {
  n: number;
  subject: string;
  heldAt: Instant;
  departments: string[];
  items: string[];
  minutes: string;
}

export type StageFact =
  | NewFact<'stageOpened', StageOpenedData>
  /** An item that waits for another of the application (policy 1.8-12) is with the stage from here on. */
  | NewFact<'waitingItemTaken', WaitingData>
  /** What it waited for is granted: it is accepted in the same instant. */
  | NewFact<'itemReleased', { itemCode: string; department: string; granted: string[] }>
  | NewFact<'itemAccepted', AcceptedData>
  /** What it waited for will not be granted. */
  | NewFact<'itemAcceptanceRefused', RefusedData>
  | NewFact<'itemOpened', ItemOpenedData>
  | NewFact<'itemConcluded', { itemCode: string; result: ItemResult }>
  | NewFact<'itemReassigned', { itemCode: string; department: string }>
  | NewFact<'stageItemsKnown', { items: string[] }>
  /** LCBSXLX 2: where the region counts the stage's milestone as reached with the first item that is decided. */
  | NewFact<'milestoneReached', { itemCode: string }>
  | NewFact<'stageCompleted', { granted: string[]; denied: string[] }>
  /** A special procedure of an item runs: the joint limit stands still with the first, and goes on with the end of the last (45). */
  | NewFact<'itemSuspended', { itemCode: string; limit?: Deadline }>
  | NewFact<'itemResumed', { itemCode: string; limit?: Deadline }>
  | NewFact<'stageExtended', StageExtendedData>
  | NewFact<'meetingHeld', MeetingData>
  | NewFact<'siteVisitCalled', SiteVisitCalledData>
  | NewFact<'siteVisitConfirmed', SiteVisitPart>
  /** What a department found; no clock moves (行政许可法 34¶3, 45). */
  | NewFact<'siteVisited', SiteVisitPart & { staff: string[]; findings: string }>
  /** `items`: those under review that it withdraws. */
  | NewFact<'stageWithdrawn', { items: string[]; reason?: string }>
  /** Accepted after the withdrawal, before the application had heard of it. */
  | NewFact<'itemWithdrawn', WithdrawnData>
  | HelperFact
  | CommonFact;

/** `deadline` is absent where neither law nor promise sets a limit. */
export interface ReviewStartedData {
  itemCode: string;
  department: string;
  acceptedOn: CivilDate;
  deadline?: Deadline;
  /** The law's own limit, where another one is promised (policy 1.8-16). */
  statutory?: Deadline;
}

/** The item moves to another unit; acceptance and clock stay as they are (002 二(一)2(2)). */
export interface TransferredData {
  itemCode: string;
  from: string;
  department: string;
  reason: string;
}

/** 行政许可法 45: the clock stands still until it ends. `expected` is when the time told in writing runs out. */
export interface SpecialProcedureData {
  itemCode: string;
  department: string;
  procedure: string;
  workingDays: number;
  expected: Deadline;
  /** The due date with the pause, open until the procedure ends. */
  due?: Deadline;
}

export interface ExtendedData {
  itemCode: string;
  department: string;
  days: number;
  approver: string;
  reason: string;
  from: Deadline;
  to: Deadline;
}

/** A rung of the ladder, or a daily report (`rung` 0), counted from the due date as it stood. One document to all of `to`. */
export interface RungSentData {
  itemCode: string;
  department: string;
  rung: number;
  dueDate: CivilDate;
  document: string;
  to: { role: string; name: string }[];
}

export type ItemFact =
  | NewFact<'reviewStarted', ReviewStartedData>
  | NewFact<'itemTransferred', TransferredData>
  | NewFact<'specialProcedureStarted', SpecialProcedureData>
  /** A further written notice, after the time told before had run out: the pause goes on (policy 1.8-18). */
  | NewFact<'specialProcedureRenewed', Omit<SpecialProcedureData, 'due'>>
  | NewFact<'specialProcedureOverrun', { itemCode: string; department: string; procedure: string; answerBy: Deadline }>
  | NewFact<'specialProcedureEnded', { itemCode: string; department: string; procedure: string; due?: Deadline }>
  | NewFact<'deadlineExtended', ExtendedData>
  | NewFact<'siteChecked', { itemCode: string; department: string; staff: string[]; findings: string }>
  /** 取阅登记 (000 二(2)1): the papers stay at the window, where the unit reads or copies them. */
  | NewFact<'paperRead', { itemCode: string; department: string; how: 'read' | 'copy'; materials: string[] }>
  | NewFact<'itemUrged', { itemCode: string; department: string; text: string }>
  | NewFact<'rungSent', RungSentData>
  | NewFact<'itemOverdue', { itemCode: string; department: string; dueAt: Instant }>
  | NewFact<'statutoryLimitReached', { itemCode: string; department: string; dueAt: Instant }>
  | NewFact<'itemGranted', GrantedData>
  | NewFact<'itemWithdrawn', WithdrawnData>
  | NewFact<'itemDenied', { itemCode: string; department: string; reasons: string[] }>
  | ItemConsultationFact
  | HearingFact
  | CorrectionOverriddenFact
  | CommonFact;

/** `limit` is the item's deadline as it stood at the decision: the result is handed over inside it (policy 1.8-17). */
export interface GrantedData {
  itemCode: string;
  department: string;
  result: ResultData;
  limit?: Deadline;
}

/** Data of a result; completeness is asked for at hand-over, not at the grant (policy 1.8-8). */
export interface ResultData {
  decidedOn?: CivilDate;
  documentNo?: string;
  validUntil?: CivilDate;
}
