/** Handing results out (出件). Periods and the other rules of a result stand in `periods` and `rules`. */
import type { ResultData } from '@yichuang/contracts';
import type { Basis } from './period.ts';

export interface IssuanceRules {
  /** Without these a result is not handed over. */
  resultData: { value: (keyof ResultData)[]; basis: Basis };
  /** Who hands the result to the applicant, against signature. */
  outlet: { by: 'window' | 'assist-desk'; basis: Basis };
}

/** What a case takes of it: `outlet` by the name that people read. */
export interface IssuanceSlice {
  resultData: IssuanceRules['resultData'];
  outlet: { name: string; basis: Basis };
}
