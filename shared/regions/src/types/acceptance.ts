/** Who accepts a filing, and what silence does. `by` is the only thing code may branch on. */
import type { Channel } from '@yichuang/contracts';
import type { Basis, Period } from './period.ts';

export type { Channel };

/**
 * A period at whose end the law takes silence for acceptance.
 * `effectiveFrom` `receipt`: accepted as of the day the materials were received; `expiry`: as of the day the period ran out.
 */
interface SilenceRule {
  period: Period;
  onSilence: 'accepted';
  effectiveFrom: 'receipt' | 'expiry';
  basis: Basis;
}

/** Who decides that a filing is refused acceptance (不予受理). */
interface RefusalRule {
  by: 'window' | 'department';
  basis: Basis;
}

/**
 * Who tells the applicant, once, what to correct. `draftedByDepartment`: where the window cannot tell on the spot, the department
 * drafts and the window still issues.
 */
interface CorrectionRule {
  by: 'window' | 'department';
  draftedByDepartment: boolean;
  basis: Basis;
}

interface AcceptanceTerms {
  /** 行政许可法 32(4): without acceptance, notice or refusal the filing is accepted as of receipt. */
  statutory: SilenceRule & { effectiveFrom: 'receipt' };
  /** Local check period inside the statutory one. It only alerts; no legal effect hangs on it. */
  check?: Period;
  refusal: RefusalRule;
  correction: CorrectionRule;
  /** Source of `by`. */
  basis: Basis;
}

/** The window accepts the application; only then do the departments see the items. */
interface WindowAcceptance extends AcceptanceTerms {
  by: 'window';
}

/** Pushed at once; each department accepts its own item, or returns a misrouted one in time. */
interface DepartmentAcceptance extends AcceptanceTerms {
  by: 'department';
  misroute: SilenceRule;
}

/** Pushed at once; every department confirms, then the window accepts the application. */
interface DepartmentsThenWindowAcceptance extends AcceptanceTerms {
  by: 'departmentsThenWindow';
}

/** Pushed at once; every department answers, and the decision is issued with the last answer, without a window step. */
interface AllDepartmentsAcceptance extends AcceptanceTerms {
  by: 'allDepartments';
}

export type AcceptanceRule =
  | WindowAcceptance
  | DepartmentAcceptance
  | DepartmentsThenWindowAcceptance
  | AllDepartmentsAcceptance;
