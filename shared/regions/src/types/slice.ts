/** What a workflow takes of a pack and the catalogue: plain JSON, pinned for the life of the case. */
import type { AcceptanceRule, Channel } from './acceptance.ts';
import type { AssistRule, ProjectKind } from './assist.ts';
import type { StageCode, StatutoryLimit } from './catalogue.ts';
import type { DocumentFunction, Issuer } from './documents.ts';
import type { IssuanceSlice } from './issuance.ts';
import type { OfficeHours, PackPeriods } from './pack.ts';
import type { Basis, Period } from './period.ts';
import type { PackRules } from './rules.ts';

export interface ItemSlice {
  code: string;
  name: string;
  department: string;
  departmentName: string;
  handling: 'immediate' | 'promised';
  promised: Period | null;
  statutory: StatutoryLimit | null;
  /**
   * Each inner list is satisfied by any one of its items. Only items of this application stand here; those outside it count as held.
   */
  prerequisites: string[][];
  materials: { name: string; critical: boolean }[];
  deficitsAllowed: boolean;
  commitmentAllowed: boolean;
  specialProcedures: string[];
  /** Consultations whose time the item's own law does not count; filings of earlier releases lack them. */
  consultations?: { name: string; department?: string; period?: Period; basis: Basis }[];
  result: string;
  basis: Basis;
}

/** `{department}` in the seal stands for the name of the department that issues. */
export interface DocumentSlice {
  name: string;
  /** Name of whoever issues it; of departments in general where a department does. */
  holder: string;
  issuedBy: Issuer;
  seal: string;
}

/** The rules that workflows read. What they do not need stays out of their histories; filings of earlier releases lack the optional ones. */
export type RuleSlice = Pick<
  PackRules,
  | 'deficits'
  | 'commitment'
  | 'stageInquiry'
  | 'consultationSilence'
  | 'paper'
  | 'resultMismatch'
  | 'scanWatermark'
  | 'deliveryFeedback'
  | 'selfPrint'
  | 'ladder'
  | 'assistance'
  | 'offDayReceipt'
  | 'stageCompletion'
  | 'noticeChannels'
  | 'extension'
  | 'specialProcedures'
> &
  Partial<Pick<PackRules, 'correctionNotice' | 'consultationClock'>>;

export interface CaseSlice {
  region: { id: string; name: string; packVersion: string };
  stage: { code: StageCode; name: string; leadDepartment: string };
  channel: Channel;
  acceptance: AcceptanceRule;
  items: ItemSlice[];
  documents: Partial<Record<DocumentFunction, DocumentSlice>>;
  periods: PackPeriods;
  rules: RuleSlice;
  issuance: IssuanceSlice;
  /** Names of all departments by code: an item may be moved to one that had none. */
  departments: Record<string, string>;
  windowName: string;
  officeHours: OfficeHours;
}

type AssistPeriod = 'assistContact' | 'assistHandover' | 'terminationConfirmation' | 'terminationAnnouncement';

/** What a commission takes of its pack, pinned for as long as it runs. */
export interface AssistSlice {
  region: { id: string; name: string; packVersion: string };
  kind: ProjectKind;
  rule: AssistRule;
  deskName: string;
  documents: Partial<Record<DocumentFunction, DocumentSlice>>;
  periods: Record<AssistPeriod, Period>;
  officeHours: OfficeHours;
}

/** What a question takes of its pack. */
export interface QuestionSlice {
  region: { id: string; name: string; packVersion: string };
  item?: { code: string; name: string };
  /** Kind of 咨询联络单 it is kept as. */
  contactSheet?: string;
  /** Who coordinates an overdue answer: a department, or `window`. */
  coordinator: string;
  documents: Partial<Record<DocumentFunction, DocumentSlice>>;
  period: Period;
  /** Source of the coordination. */
  basis: Basis;
  departments: Record<string, string>;
  windowName: string;
  officeHours: OfficeHours;
}

/** What a stage inquiry takes of its pack and the catalogue. */
export interface InquirySlice {
  region: { id: string; name: string; packVersion: string };
  stage: { code: StageCode; name: string; leadDepartment: string };
  /** Items of the stage, with the materials that a reply names unless told otherwise. */
  items: { code: string; name: string; materials: string[] }[];
  departments: Record<string, string>;
  documents: Partial<Record<DocumentFunction, DocumentSlice>>;
  reply: Period;
  basis: Basis;
  windowName: string;
  officeHours: OfficeHours;
}
