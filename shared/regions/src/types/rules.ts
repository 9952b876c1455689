/** Policy keys of a region that are not periods (domain/policy.md 1.6–1.8). */
import type { Basis } from './period.ts';

/** A value with its source. */
interface Sourced<T> {
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
  | { mode: 'preAccept'; promisedOnly: boolean; basis: Basis };

/** How a commitment (告知承诺) is given, where the item allows it. */
type CommitmentForm = 'off' | 'letter' | 'onAcceptanceDocument';

/** Ladder of notices before the due date, counted backwards in working days. */
interface Rung {
  workingDaysBefore: number;
  document: 'alert' | 'reminderNotice' | 'supervisionNotice';
  to: LadderRecipient[];
}

type LadderRecipient = 'handler' | 'department' | 'deputyHead' | 'head';

type LadderRule =
  | { mode: 'off'; basis: Basis }
  | {
      mode: 'rungs';
      rungs: Rung[];
      /** From the working day after the last rung, each working day until the item is decided. */
      daily: { document: 'trackingReport'; to: LadderRecipient[] };
      /** `HH:mm` */
      at: string;
      onShortPromise: 'skip' | 'collapse' | 'scale';
      basis: Basis;
    };

/** Assistance (协办): a commission with clocks of its own, or only a named helper. */
type AssistanceMode = 'off' | 'namedHelper' | 'commission';

/** `oneSetRequired` keeps track of one paper set; none of these ever blocks a channel (优化营商环境条例 37). */
type PaperRule = 'oneSetRequired' | 'byException' | 'forwarded' | 'electronicFirst';

/** A result that differs from the application: a discrepancy with the department, held at the window, or not received at all. */
type MismatchRule = 'discrepancy' | 'hold' | 'rejection';

type NoticeChannel = 'sms' | 'phone' | 'wechat' | 'inApp';

export interface PackRules {
  deficits: DeficitRule;
  commitment: Sourced<CommitmentForm>;
  /** Is 一次征询 offered? */
  stageInquiry: Sourced<boolean>;
  /** A consultation without an answer is never a consent. */
  consultationSilence: Sourced<'escalate'>;
  paper: Sourced<PaperRule>;
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
  /** Channels by which a notice goes out besides the document itself, in order of preference. */
  noticeChannels: {
    correction: Sourced<NoticeChannel[]>;
    pickup: Sourced<NoticeChannel[]>;
    mailing: Sourced<NoticeChannel[]>;
    assistance?: Sourced<NoticeChannel[]>;
  };
}
