/** 办事指南: what an item asks for, in a region, as the public reads it. */
import type { StageCode } from './catalogue.ts';
import type { Basis } from './period.ts';

interface Named {
  code: string;
  name: string;
}

interface GuideLimit {
  /** `3个工作日，自受理之日起`, with other amounts of the same limit. */
  text: string;
  basis: Basis;
}

interface GuideMaterial {
  name: string;
  /** 主要材料 */
  critical: boolean;
  /** May be supplied later, where the region accepts with deficits. */
  mayFollow: boolean;
  basis: Basis;
}

/** A material that items of a stage ask for: once, however many need it (000-03). */
export interface NeededMaterial {
  name: string;
  items: (Named & Omit<GuideMaterial, 'name'>)[];
}

/** What the guide says; its version is the hash of this. */
export interface GuideContent {
  region: { id: string; name: string };
  item: Named;
  stage: { code: StageCode; name: string };
  department: Named;
  /** 事项类型 and 办件类型, in words. */
  type: string;
  handling: string;
  /** 示例: stand-in data. */
  sample: boolean;
  /** 适用范围 */
  scope: string;
  /** 法律依据 */
  basis: Basis;
  /** 申请条件 */
  conditions: string[];
  materials: GuideMaterial[];
  /** 办理程序 */
  procedure: string[];
  limits: { promised: GuideLimit | null; statutory: GuideLimit | null };
  /** 收费依据和标准 */
  fee: { charged: boolean; text: string; basis: Basis };
  /** 告知承诺, where both item and region have it. */
  commitment: { offered: boolean; condition?: string };
  result: string;
  /** 办理地点和时间 */
  window: { name: string; officeHours: string[] };
  effectiveFrom: string;
}

/** A guide as it is pinned: the version names the content. */
export interface ServiceGuide extends GuideContent {
  version: string;
}

/** An item in the public list. */
export interface PublishedItem {
  code: string;
  name: string;
  stage: { code: StageCode; name: string };
  department: Named;
  type: string;
  handling: string;
  promised: string | null;
  statutory: string | null;
  guideVersion: string;
}

export interface PublishedStage {
  code: StageCode;
  name: string;
  order: number;
  lead: Named | null;
  /** Limit of the stage as a whole. */
  limit: GuideLimit;
  items: string[];
}
