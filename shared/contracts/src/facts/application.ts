/** Facts of `applicationWorkflow`: everything up to acceptance. Names and words: `words.ts`. */
import type { CalendarData, CivilDate, Deadline, Instant } from '@yichuang/kernel';
import type { NewFact } from '../temporal/core.ts';
import type { CorrectionFact } from './correction.ts';
import type { DocumentIssuedData } from './document.ts';

export type Channel = 'online' | 'onsite';

/** A file that was handed in: what names it and proves its content. */
export interface FiledFile {
  fileId: string;
  sha256: string;
  name: string;
}

/** What was handed in of a material: files, and granted results that are held already (003-04) as `{applicationNo}-{itemCode}`. */
export interface FiledContents {
  files: FiledFile[];
  results: string[];
}

/** 帮办: with approvals and technical reviews; 代办: with utilities. */
export interface Helper {
  name: string;
  kind: '帮办' | '代办';
}

/** Who helps from then on, in the place of whoever did before; or nobody any more. Before acceptance the application's, afterwards the stage's. */
export type HelperFact =
  | NewFact<'helperNamed', { helper: Helper; reason?: string }>
  | NewFact<'helperRemoved', { reason?: string }>;

/** `project` and `applicant` as filed; `uscc` is the 统一社会信用代码. */
export interface FiledData {
  applicationNo: string;
  region: string;
  stage: string;
  channel: Channel;
  projectCode: string;
  projectName: string;
  applicantName: string;
  uscc: string;
  itemCodes: string[];
  /** Names by item; what has no contents is on paper or declared. */
  materials: Record<string, string[]>;
  /** 帮办代办 outside a commission: whoever helps the enterprise, by name (002 二(二)5; 004 二(一)). */
  helper?: Helper;
  /** SHA-256 of the rules it was filed under: every part of its way goes by these, whatever is in force later. */
  rules: string;
  /** By the name of the material: handed in once, for every item that needs it (000-03). */
  contents?: Record<string, FiledContents>;
}

/**
 * The item is with `department`, which must answer before the deadline runs out. `silence` says from which day an unanswered
 * item counts as accepted: the day the period ran out, or the day of receipt (行政许可法 32(4)).
 */
export interface PushedData {
  itemCode: string;
  department: string;
  round: number;
  reason?: string;
  deadline: Deadline;
  silence: 'expiry' | 'receipt';
}

export interface ReturnedData {
  itemCode: string;
  department: string;
  round: number;
  reason: string;
  suggestedDepartment?: string;
}

/**
 * `acceptedOn` is the acceptance date, from which the item's clock counts (the start day excluded). `deficits`: materials that may
 * follow (容缺受理); `onCommitment`: accepted on the applicant's letter (告知承诺). `receivedOn`: the day of receipt of the complete
 * materials, from which some laws count (环境影响评价法 22); filings of earlier releases lack it.
 */
export interface AcceptedData {
  itemCode: string;
  department: string;
  deemed: boolean;
  acceptedOn: CivilDate;
  receivedOn?: CivilDate;
  deficits?: string[];
  onCommitment?: boolean;
}

/**
 * Answered with acceptance, but an item of the same application must be granted first: not accepted yet, no clock runs (policy
 * 1.8-12). `prerequisites`: of each list any one.
 */
export interface WaitingData extends Omit<AcceptedData, 'acceptedOn'> {
  prerequisites: string[][];
}

/** Materials of an item that are still to come. */
export interface Deficit {
  itemCode: string;
  materials: string[];
}

export interface RefusedData {
  itemCode: string;
  department: string;
  reason: string;
  clause: string;
  /** Where to apply instead, if it is known (行政许可法 32(2)). */
  competentAuthority?: string;
}

/** No permit is needed for it (行政许可法 32(1)). */
export interface NotRequiredData {
  itemCode: string;
  department: string;
  reason: string;
}

export interface ApplicationAcceptedData {
  deemed: boolean;
  partial: boolean;
  acceptedOn: CivilDate;
  accepted: string[];
}

export type ApplicationFact =
  | NewFact<'applicationFiled', FiledData>
  /** The five days of the law begin: with the filing, and anew in every later `round` (许可法 32; policy 1.8-15). */
  | NewFact<'checkOpened', { deadline: Deadline; round?: number }>
  /** 首问责任人: the clerk who first has to do with the case (000 三(三)). */
  | NewFact<'firstContactAssigned', { id: string; name: string }>
  /** 000 二(1)1: one paper set beside the electronic one; it never holds anything up. */
  | NewFact<'paperExpected', Record<string, never>>
  /** `toForward`: it goes on to the units (003 四1). */
  | NewFact<'paperReceived', { by: string; toForward?: true }>
  | NewFact<'paperForwarded', { departments: string[] }>
  | NewFact<'itemPushed', PushedData>
  | NewFact<'itemReturned', ReturnedData>
  /** The department would accept the item; not formal before the window has accepted, or the last department answered (003 四1; 004 二(五)). */
  | NewFact<'itemConfirmed', { itemCode: string; department: string; round: number }>
  | NewFact<'itemAccepted', AcceptedData>
  /** Handed on to the stage, which accepts it when its prerequisite is granted. */
  | NewFact<'itemWaiting', WaitingData>
  | NewFact<'itemAcceptanceRefused', RefusedData>
  | NewFact<'itemNotRequired', NotRequiredData>
  | NewFact<'applicationAccepted', ApplicationAcceptedData>
  | NewFact<'applicationRefused', Pick<RefusedData, 'reason' | 'clause' | 'competentAuthority'>>
  | NewFact<'applicationNotRequired', { reason: string }>
  /**
   * `items`: those it withdraws, where others are accepted already; all without it. `owed`: materials of items that were decided before,
   * which may still follow.
   */
  | NewFact<'applicationWithdrawn', { reason?: string; items?: string[]; owed?: Deficit[] }>
  /** 004 二(五): not an acceptance; the five days stop until the deficits are in, before `deadline` where the region has one. */
  | NewFact<'preAccepted', { deficits: Deficit[]; deadline?: Deadline }>
  /** `remaining`: what is still missing afterwards. */
  | NewFact<'deficitSupplied', { materials: string[]; remaining: Deficit[] }>
  /** What was pre-accepted was not completed in time: these items are at their end. */
  | NewFact<'deficitsLapsed', { deficits: Deficit[]; dueAt: Instant }>
  | NewFact<'commitmentSigned', { itemCode: string }>
  /** `waiting`: neither accepted nor refused yet. */
  | NewFact<'acceptanceConcluded', { accepted: string[]; notAccepted: string[]; waiting?: string[] }>
  | HelperFact
  | CorrectionFact
  | CommonFact;

/** Facts every workflow may record. */
export type CommonFact =
  | NewFact<'documentIssued', DocumentIssuedData>
  | NewFact<'calendarAdopted', { calendar: CalendarData }>
  | NewFact<'deadlineRetimed', { key: string; from: Deadline; to: Deadline }>
  | NewFact<'lateEventRecorded', { eventId: string; eventType: string }>
  | NewFact<'operatorIntervened', OperatorFinding>;

/** What a workflow noticed that only an operator can put right: a cancel from outside, a child that ended without its result. */
export interface OperatorFinding {
  what: 'cancelRequested' | 'childFailed';
  /** The workflow it happened to: the one that records the fact, or its child. */
  workflowId: string;
  detail: string;
}
