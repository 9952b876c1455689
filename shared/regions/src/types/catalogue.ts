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
}

/** Limit set by law: its own unit and start, beside the promised one (policy 1.8-16). */
export interface StatutoryLimit {
  period: Period;
  start: 'acceptance' | 'receipt';
  /** Most days by which the item's own law lets it be extended. */
  extensionCeiling?: number;
  /** Other amounts of the same limit, by kind of filing. */
  variants?: { when: string; amount: number }[];
}

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
  promised: Period | null;
  statutory: StatutoryLimit | null;
  basis: Basis;
  materials: ItemMaterial[];
  /** Name of the result document. */
  result: string;
  deficitsAllowed: boolean;
  commitmentAllowed: boolean;
  commitmentCondition?: string;
  /** Time that the item's own law does not count, beside the eight of 行政许可法 45 (policy 1.8-18). */
  specialProcedures: string[];
  prerequisites: Prerequisite[];
  note?: string;
  /** 示例: stand-in data, no jurisdiction's real list. */
  sample: boolean;
}

export interface Catalogue {
  items: CatalogueItem[];
  departments: Department[];
  stages: Stage[];
}
