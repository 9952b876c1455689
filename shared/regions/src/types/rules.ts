/** Policy keys of a region that are not periods (domain/policy.md 1.6–1.8). */
import type { NoticeChannel } from '@yichuang/contracts';
import type { Basis, Period } from './period.ts';

/** A value with its source. */
export interface Sourced<T> {
  value: T;
  basis: Basis;
}

/**
 * Acceptance with deficits (容缺). `accept`: formal acceptance, the result waits; `preAccept`: not yet formal, no clock runs.
 * Only items that the catalogue opens for it; `promisedOnly` keeps 即办 items out.
 */
type DeficitRule =
  | { mode: 'off'; basis: Basis }
  | { mode: 'accept'; promisedOnly: boolean; supplementWithin: 'promisedLimit'; basis: Basis }
  /** `supplementWithin`: the applicant's time, from the pre-acceptance on; without it nothing runs out. */
  | { mode: 'preAccept'; promisedOnly: boolean; supplementWithin?: Period; basis: Basis };

/** How a commitment (告知承诺) is given, where the item allows it. */
type CommitmentForm = 'off' | 'letter' | 'onAcceptanceDocument';

/** Ladder of notices before the due date, counted backwards in working days. */
interface Rung {
  workingDaysBefore: number;
  document: 'alert' | 'reminderNotice' | 'supervisionNotice';
  to: LadderRecipient[];
  basis: Basis;
}

type LadderRecipient = 'handler' | 'department' | 'deputyHead' | 'head';

type LadderRule =
  | { mode: 'off'; basis: Basis }
  | {
      mode: 'rungs';
      rungs: Rung[];
      /** 每日: from the day after the last rung until the item is decided, on each working day or on each day. */
      daily: {
        document: 'trackingReport';
        to: LadderRecipient[];
        every: Sourced<'workingDay' | 'naturalDay'>;
        basis: Basis;
      };
      /** `HH:mm` */
      at: string;
      onShortPromise: 'skip' | 'collapse' | 'scale';
      basis: Basis;
    };

/** Assistance (协办): a commission with clocks of its own, or only a named helper. */
type AssistanceMode = 'off' | 'namedHelper' | 'commission';

/**
 * `oneSetRequired` keeps track of one paper set, `forwarded` of what is handed in at the window until it is with the units; none of
 * these ever blocks a channel (优化营商环境条例 37). `reading`: units read or copy the papers at the window, which is registered.
 */
interface PaperRule extends Sourced<'oneSetRequired' | 'byException' | 'forwarded' | 'electronicFirst'> {
  reading?: { basis: Basis };
}

/** A result that differs from the application: a discrepancy with the department, held at the window, or not received at all. */
type MismatchRule = 'discrepancy' | 'hold' | 'rejection';

/**
 * When papers handed in at the window are received on the spot: `list` they match the list, `listOrConfirmation` or the department has
 * confirmed them, `listAndConfirmation` both, `push` never there: every department answers first.
 */
type OnsiteReceiptRule = 'list' | 'listOrConfirmation' | 'listAndConfirmation' | 'push';

/** How soon the one notice of what to correct is told. The period only alerts (policy 1.8-14). */
type CorrectionNoticeRule = { mode: 'immediate'; basis: Basis } | { mode: 'within'; period: Period; basis: Basis };

/** Extension of a running limit: how often, and who must approve it (行政许可法 42). */
interface ExtensionRule {
  times: number;
  itemApprover: string;
  stageApprover: string;
  basis: Basis;
}

/** 行政许可法 45: what stops the clock, and how soon a department must act when the announced time has run out (policy 1.8-18). */
interface SpecialProcedureRule {
  closedList: string[];
  afterOverrun: Period;
  basis: Basis;
}

/** Questions: an overdue answer goes to coordination; `contactSheets` are the kinds of 咨询联络单 that the region keeps. */
interface QuestionRule {
  onOverdue: 'coordination';
  contactSheets: string[];
  basis: Basis;
}

/** Disputes between window and department about an acceptance. */
type DisputeRule = { mode: 'off'; basis: Basis } | { mode: 'ticket'; decidedBy: string; basis: Basis };

/** Who stands for the utilities: staff of the window, the utility as a department, the merged window, or an inquiry seat. */
type UtilityRule = 'windowStaff' | 'asDepartment' | 'mergedWindow' | 'inquirySeat';

/** The hall: nothing laid down, or queue tickets and a duty roster (值守表) for so many windows. */
type HallRule =
  | { mode: 'plain'; basis: Basis }
  | { mode: 'queue'; windows: number; seatsPerWindow: number; basis: Basis };

export interface PackRules {
  deficits: DeficitRule;
  commitment: Sourced<CommitmentForm>;
  /** Is 一次征询 offered? */
  stageInquiry: Sourced<boolean>;
  /** A consultation without an answer is never a consent. */
  consultationSilence: Sourced<'escalate'>;
  paper: PaperRule;
  resultMismatch: Sourced<MismatchRule>;
  scanWatermark: Sourced<boolean>;
  /** Is the department told that its result was delivered? */
  deliveryFeedback: Sourced<boolean>;
  selfPrint: Sourced<boolean>;
  ladder: LadderRule;
  assistance: Sourced<AssistanceMode>;
  /** Is a filing on a day off received that day, or on the next working day? */
  offDayReceipt: Sourced<'asIs' | 'nextWorkingDay'>;
  /** 里程碑类型 LCBSXLX: a stage is complete when all its items are decided, or any one. */
  stageCompletion: Sourced<'allItems' | 'anyItem'>;
  onsiteReceipt: Sourced<OnsiteReceiptRule>;
  correctionNotice: CorrectionNoticeRule;
  extension: ExtensionRule;
  specialProcedures: SpecialProcedureRule;
  question: QuestionRule;
  /** The clock of the item runs on while a consultation is open; only the item's own law may say otherwise (行政许可法 45). */
  consultationClock: Sourced<'runs'>;
  disputes: DisputeRule;
  utilities: Sourced<UtilityRule>;
  hall: HallRule;
  /** New filings under a regulation that has expired: taken with a warning, or refused (000-63). */
  afterExpiry: Sourced<'warn' | 'refuse'>;
  /** Channels by which a notice goes out besides the document itself, in order of preference. */
  noticeChannels: {
    correction: Sourced<NoticeChannel[]>;
    pickup: Sourced<NoticeChannel[]>;
    mailing: Sourced<NoticeChannel[]>;
    assistance?: Sourced<NoticeChannel[]>;
  };
}
