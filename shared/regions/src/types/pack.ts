/** A region pack: one jurisdiction as data. */
import type { AcceptanceRule } from './acceptance.ts';
import type { AssistRule } from './assist.ts';
import type { StageCode } from './catalogue.ts';
import type { DocumentRules } from './documents.ts';
import type { IssuanceRules } from './issuance.ts';
import type { Basis, Period } from './period.ts';
import type { PackRules } from './rules.ts';

type PackStatus = 'draft' | 'in-force' | 'trial' | 'expired';

/** A source regulation; citations name it by `seed`. */
interface SourceDocument {
  seed: string;
  title: string;
}

/** Clock times `HH:mm`; the close of the last session ends an office day. */
interface OfficeSession {
  from: string;
  to: string;
}

/** Sessions of a part of the year, `MM-DD` to `MM-DD` inclusive; it may run across new year. */
interface OfficeSeason {
  from: string;
  to: string;
  sessions: OfficeSession[];
}

export interface OfficeHours {
  sessions: OfficeSession[];
  seasons?: OfficeSeason[];
  basis: Basis;
}

/** What people call a holder of papers, and what stands on its documents; `{department}` there stands for the department's name. */
interface Holder {
  name: string;
  seal: string;
  /** At the head of its documents. */
  header: string;
  /** What its document numbers begin with (机关代字). */
  series: string;
  basis: Basis;
}

interface Holders {
  window: Holder;
  department: Holder;
  'assist-desk'?: Holder;
  /** Whoever coordinates and urges (004 二(四)); issues the notices of the ladder. */
  supervisor?: Holder;
}

interface LeadDepartment {
  department: string;
  basis: Basis;
}

/** What the region calls a stage, where it has a name of its own. */
interface StageName {
  name: string;
  alsoCalled?: string[];
  basis: Basis;
}

/** A part of the region, and whether the regulation binds there (004-01). */
interface Scope {
  name: string;
  binding: 'binding' | 'reference';
  basis: Basis;
}

export interface PackPeriods {
  /** Department's draft of a correction notice that the window could not write on the spot. */
  correctionDraft?: Period;
  /** Applicant's time to correct. */
  correctionByApplicant: Period;
  questionAnswer: Period;
  /** Department's answer to a stage inquiry (一次征询). */
  inquiryReply?: Period;
  consultationReply: Period;
  /** Limit of a licence whose own law says nothing; the promised limit of the item comes first. */
  itemLimit: Period;
  /** The longest extension of one item. */
  itemExtension: Period;
  stageLimit: Period;
  stageExtension: Period;
  /** Result to the window, after the decision. */
  handover: Period;
  /** Own target inside `delivery`; it only alerts. */
  issue: Period;
  /** Issue and serve, after the decision. */
  delivery: Period;
  deliveryFeedback?: Period;
  /** Repeated until the result is collected. */
  pickupReminder: Period;
  ratingCallback: Period;
  ratingRectification: Period;
  assistContact?: Period;
  assistHandover?: Period;
  terminationConfirmation?: Period;
  terminationAnnouncement?: Period;
}

export interface RegionPack {
  /** ASCII, the name of the pack's folder. */
  id: string;
  name: string;
  /** 行政区划代码, six digits. */
  code: string;
  version: string;
  status: PackStatus;
  /** Absent while the regulation is a draft without a date. */
  effectiveFrom?: string;
  effectiveTo?: string;
  /** 试行期 in months from the day it takes effect. */
  trial?: { months: number; basis: Basis };
  /** Does the regulation bind, or do we follow it as a reference? */
  binding: 'binding' | 'reference';
  /** Parts of the region where this differs. */
  scopes?: Scope[];
  documents: SourceDocument[];
  /** Source of the fields above. */
  basis: Basis;
  acceptance: { online: AcceptanceRule; onsite: AcceptanceRule };
  documentNames: DocumentRules;
  holders: Holders;
  stageNames?: Partial<Record<StageCode, StageName>>;
  /** How many departments and items the region sets out to bring to the window (003-01). */
  catalogueTarget?: { departments: number; items: number; basis: Basis };
  leadDepartments: Partial<Record<StageCode, LeadDepartment>>;
  officeHours: OfficeHours;
  periods: PackPeriods;
  rules: PackRules;
  issuance: IssuanceRules;
  /** Only where `rules.assistance` is `commission`. */
  assist?: AssistRule;
}
