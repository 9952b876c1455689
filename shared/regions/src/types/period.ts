/** Periods and where values come from. */
import type { Period } from '@yichuang/kernel';

export type { Period };

/** What a value rests on: a clause of a seed (`002 二(一)2(2)`), a statute (`行政许可法 32(4)`), or `default`. Never empty. */
export type Basis = string[];
