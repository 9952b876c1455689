import { itemByCode, presentDepartments } from './lookup.ts';
import type { AcceptanceRule, Channel } from './types/acceptance.ts';
import type { Catalogue, CatalogueItem, StageCode } from './types/catalogue.ts';
import { type DocumentFunction, type DocumentRule, documentFunctions, type Issuer } from './types/documents.ts';
import type { RegionPack } from './types/pack.ts';
import type { PackRules } from './types/rules.ts';
import type { CaseSlice, DocumentSlice, ItemSlice, RuleSlice } from './types/slice.ts';

export type SliceProblem =
  | 'no-items'
  | 'repeated-item'
  | 'unknown-item'
  | 'item-of-other-stage'
  | 'unknown-stage'
  | 'no-lead'
  | 'no-assist'
  | 'unknown-kind'
  | 'no-inquiry'
  | 'repeated-department'
  | 'unknown-contact-sheet';

/** A filing for which there is no slice. The message is for the person who files. */
export class SliceError extends Error {
  override readonly name = 'SliceError';
  readonly code: SliceProblem;

  constructor(code: SliceProblem, message: string) {
    super(message);
    this.code = code;
  }
}

export interface SliceRequest {
  stage: StageCode;
  channel: Channel;
  itemCodes: string[];
}

/** What a case needs of its region and the catalogue; throws `SliceError` where the filing fits neither. */
export function packSlice(pack: RegionPack, catalogue: Catalogue, request: SliceRequest): CaseSlice {
  const { stage, channel, itemCodes } = request;
  const acceptance = pack.acceptance[channel];
  const names = new Map(presentDepartments(catalogue).map(({ code, name }) => [code, name]));
  // A copy, so that no case can change the pack that others share.
  return structuredClone({
    region: { id: pack.id, name: pack.name, packVersion: pack.version },
    stage: stageOf(pack, catalogue, stage),
    channel,
    acceptance,
    items: itemsOf(catalogue, stage, itemCodes).map((item) => itemSlice(item, itemCodes, names)),
    documents: documentsOf(pack, acceptance),
    periods: pack.periods,
    rules: ruleSlice(pack.rules),
    issuance: issuanceOf(pack),
    departments: Object.fromEntries(names),
    windowName: pack.holders.window.name,
    officeHours: pack.officeHours,
  });
}

/** Department that leads a stage in a region; none where nobody is named. */
export const leadOf = (pack: RegionPack, catalogue: Catalogue, code: StageCode): string | null =>
  pack.leadDepartments[code]?.department ??
  catalogue.stages.find((stage) => stage.code === code)?.leadDepartment ??
  null;

export function stageOf(pack: RegionPack, catalogue: Catalogue, code: StageCode): CaseSlice['stage'] {
  const stage = catalogue.stages.find((entry) => entry.code === code);
  if (stage === undefined) throw new SliceError('unknown-stage', `没有这个阶段：${code}`);
  const leadDepartment = leadOf(pack, catalogue, code);
  // 000-02: each stage has exactly one lead.
  if (leadDepartment === null) throw new SliceError('no-lead', `${stage.name}阶段没有牵头部门，不能申报`);
  return { code, name: pack.stageNames?.[code]?.name ?? stage.name, leadDepartment };
}

function itemsOf(catalogue: Catalogue, stage: StageCode, codes: string[]): CatalogueItem[] {
  if (codes.length === 0) throw new SliceError('no-items', '申报没有事项');
  return codes.map((code, index) => {
    if (codes.indexOf(code) !== index) throw new SliceError('repeated-item', `事项重复：${code}`);
    const item = itemByCode(catalogue, code);
    if (item === undefined) throw new SliceError('unknown-item', `没有这个事项：${code}`);
    if (item.stage !== stage) throw new SliceError('item-of-other-stage', `事项${code}不属于本阶段`);
    return item;
  });
}

function itemSlice(item: CatalogueItem, itemCodes: string[], names: Map<string, string>): ItemSlice {
  return {
    code: item.code,
    name: item.name,
    department: item.department,
    departmentName: names.get(item.department) ?? item.department,
    handling: item.handling,
    promised: item.promised?.period ?? null,
    statutory: item.statutory,
    prerequisites: item.prerequisites
      .map(({ anyOf }) => anyOf.filter((code) => itemCodes.includes(code)))
      .filter((codes) => codes.length > 0),
    materials: item.materials.map(({ name, critical }) => ({ name, critical })),
    deficitsAllowed: item.deficitsAllowed,
    commitmentAllowed: item.commitmentAllowed,
    specialProcedures: item.specialProcedures.filter(({ stopsClock }) => stopsClock).map(({ name }) => name),
    consultations: item.specialProcedures.flatMap(({ name, stopsClock, consultation, basis }) =>
      stopsClock && consultation ? [{ name, ...consultation, basis }] : [],
    ),
    result: item.result,
    basis: item.basis,
  };
}

const ruleSlice = (rules: PackRules): RuleSlice => ({
  deficits: rules.deficits,
  commitment: rules.commitment,
  stageInquiry: rules.stageInquiry,
  consultationSilence: rules.consultationSilence,
  paper: rules.paper,
  resultMismatch: rules.resultMismatch,
  scanWatermark: rules.scanWatermark,
  deliveryFeedback: rules.deliveryFeedback,
  selfPrint: rules.selfPrint,
  ladder: rules.ladder,
  assistance: rules.assistance,
  offDayReceipt: rules.offDayReceipt,
  stageCompletion: rules.stageCompletion,
  noticeChannels: rules.noticeChannels,
  extension: rules.extension,
  specialProcedures: rules.specialProcedures,
  correctionNotice: rules.correctionNotice,
  consultationClock: rules.consultationClock,
});

function documentsOf(pack: RegionPack, acceptance: AcceptanceRule): CaseSlice['documents'] {
  const documents: CaseSlice['documents'] = {};
  for (const key of documentFunctions) {
    const rule = pack.documentNames[key];
    if (rule !== undefined) documents[key] = documentOf(pack, rule, acceptorOf(key, acceptance));
  }
  return documents;
}

export function documentOf(pack: RegionPack, rule: DocumentRule, acceptor: Issuer): DocumentSlice {
  const issuedBy = rule.issuedBy === 'acceptor' ? acceptor : rule.issuedBy;
  const holder = pack.holders[issuedBy] ?? pack.holders.window;
  return { name: rule.name, holder: holder.name, issuedBy, seal: holder.seal };
}

function issuanceOf({ issuance, holders }: RegionPack): CaseSlice['issuance'] {
  const { by, basis } = issuance.outlet;
  return { resultData: issuance.resultData, outlet: { name: (holders[by] ?? holders.window).name, basis } };
}

function acceptorOf(key: DocumentFunction, acceptance: AcceptanceRule): Issuer {
  if (key === 'correction') return acceptance.correction.by;
  if (key === 'acceptanceRefusal') return acceptance.refusal.by;
  return acceptance.by === 'department' ? 'department' : 'window';
}
