/** The catalogue of items, departments and stages. */
import type { Basis, Period } from './period.ts';

export const stageCodes = [
  'landUsePermit',
  'engineeringPermit',
  'constructionPermit',
  'completionAcceptance',
  'utilityConnection',
] as const;
export type StageCode = (typeof stageCodes)[number];

/** permit 许可 · record 备案 · utility 市政公用 · review 技术审查 · levy 征收 · confirmation 确认 · other 其他 */
export const itemTypes = ['permit', 'record', 'utility', 'review', 'levy', 'confirmation', 'other'] as const;
type ItemType = (typeof itemTypes)[number];

export interface Stage {
  code: StageCode;
  name: string;
  /** National stage number; 5 is 并行推进, where utilities are reported. */
  order: number;
  /** Lead where the region names none; `null`: the stage cannot be opened without one (000-02). */
  leadDepartment: string | null;
  basis: Basis;
}

export interface Department {
  /** ASCII code of the glossary. */
  code: string;
  name: string;
  kind: 'department' | 'utility';
  /** Department in charge of a utility. */
  supervisedBy?: string;
  /** First and last day of its existence; who came after it has its items and its name still finds it. */
  validFrom?: string;
  validTo?: string;
  successor?: string;
}

/** A limit in its own unit; it starts at acceptance or at the receipt of complete materials. */
interface Limit {
  period: Period;
  start: 'acceptance' | 'receipt';
}

/** Limit set by law: its own unit and start, beside the promised one (policy 1.8-16). */
export interface StatutoryLimit extends Limit {
  /** Most days by which the item's own law lets it be extended. */
  extensionCeiling?: number;
  /** Other amounts of the same limit, by kind of filing. */
  variants?: { when: string; amount: number }[];
}

/** What the handling of an item may need besides review. Only what the law does not count stops the clock. */
interface ItemProcedure {
  name: string;
  stopsClock: boolean;
  /** It is a consultation: with whomever, or with that department only; `period` where the item's law sets one for the reply. */
  consultation?: { department?: string; period?: Period };
  basis: Basis;
}

/** 收费: nothing is charged without a basis (行政许可法 58, 59). */
export type Fee = { mode: 'none'; basis: Basis } | { mode: 'charged'; name: string; standard: string; basis: Basis };

interface ItemMaterial {
  name: string;
  /** 主要材料. Where deficits are allowed, what is not critical may be missing. */
  critical: boolean;
  basis: Basis;
}

/** Any one of the items satisfies it. `whenApplicable`: only where the project needs that item at all. */
interface Prerequisite {
  anyOf: string[];
  whenApplicable: boolean;
}

export interface CatalogueItem {
  code: string;
  name: string;
  stage: StageCode;
  department: string;
  type: ItemType;
  /** 即办 or 承诺 */
  handling: 'immediate' | 'promised';
  promised: Limit | null;
  statutory: StatutoryLimit | null;
  basis: Basis;
  materials: ItemMaterial[];
  /** Name of the result document. */
  result: string;
  deficitsAllowed: boolean;
  commitmentAllowed: boolean;
  commitmentCondition?: string;
  fee: Fee;
  /** Beside the eight of 行政许可法 45, which are open to every item (policy 1.8-18). */
  specialProcedures: ItemProcedure[];
  prerequisites: Prerequisite[];
  note?: string;
  /** 示例: stand-in data, no jurisdiction's real list. */
  sample: boolean;
}

/** 常见问题 (002 二(一)1(1)), of one item or of every filing. */
export interface FrequentQuestion {
  itemCode: string | null;
  question: string;
  answer: string;
  basis: Basis;
  /** 示例: stand-in data. */
  sample: boolean;
}

export interface Catalogue {
  version: string;
  /** The day from which these items and their guides hold. */
  effectiveFrom: string;
  /** 示例 or whose list it is. */
  notice: string;
  items: CatalogueItem[];
  departments: Department[];
  stages: Stage[];
  faq: FrequentQuestion[];
}
