/** The one check of an application: a filing must pass it, a draft is told what it says. */
import type { FiledData } from '@yichuang/contracts';
import { type CivilDate, checkProjectCode } from '@yichuang/kernel';
import { creditFault } from '@yichuang/platform';
import {
  type CaseSlice,
  type Catalogue,
  type NeededMaterial,
  neededMaterials,
  packSlice,
  type RegionPack,
  type Regions,
  refusedSince,
  regionByName,
  SliceError,
  type SliceRequest,
  stageByName,
} from '@yichuang/regions';
import { LRUCache } from 'lru-cache';
import type { Finding } from './finding.ts';
import type { DraftForm } from './form.ts';
import { filedMaterials, type Given, givenMaterials, type Holdings, usableContents } from './materials.ts';

export interface Checked {
  findings: Finding[];
  needed: NeededMaterial[];
  given: Given[];
  /** Where there is no finding. */
  filing?: { pack: RegionPack; slice: CaseSlice; filed: Omit<FiledData, 'applicationNo' | 'rules'> };
}

/** Which files and results a form names. */
export function namedIn({ materials = {} }: DraftForm): { files: string[]; results: string[] } {
  const { given } = givenMaterials(materials, [], []);
  return { files: given.flatMap(({ files }) => files), results: given.flatMap(({ results }) => results) };
}

export function checkForm({ packs, catalogue }: Regions, form: DraftForm, held: Holdings, today?: CivilDate): Checked {
  const findings: Finding[] = [];
  const note = (code: Finding['code'], field: string, message: string): void => {
    findings.push({ code, field, message });
  };
  const known = <T>(value: T | undefined, ...otherwise: Parameters<typeof note>): T | undefined => {
    if (value === undefined) note(...otherwise);
    return value;
  };
  const filled = <T>(value: T | undefined, field: string): T | undefined =>
    known(value, 'invalid-request', field, '请填写');

  const { items = [], applicant } = form;
  const pack = known(regionByName(packs, form.region), 'unknown-region', 'region', form.region);
  const called = filled(form.stage, 'stage');
  const stage =
    called === undefined ? undefined : known(stageByName(catalogue, called, pack), 'unknown-stage', 'stage', called);
  const channel = filled(form.channel, 'channel');
  const asked = pack && stage && channel && { pack, stage: stage.code, channel, itemCodes: items };
  const slice = asked && sliceOf(catalogue, asked, findings);
  if (!asked && items.length === 0) note('no-items', 'items', '申报没有事项');
  const project = checkProjectCode(filled(form.project?.code, 'project.code') ?? '');
  if (form.project?.code !== undefined && !project.ok) note('invalid-project-code', 'project.code', project.reason);
  const projectName = filled(form.project?.name, 'project.name');
  const applicantName = filled(applicant.name, 'applicant.name');
  const credit = creditFault(applicant.uscc);
  if (credit !== undefined) note('invalid-uscc', 'applicant.uscc', credit);
  const refused = pack && today && refusedSince(pack, today);
  if (refused !== undefined) note('expired-rules', 'region', refused);

  if (form.helper && slice && slice.rules.assistance.value !== 'namedHelper')
    note('no-named-helper', 'helper', '本地区没有指名的帮办代办人员;需要协办的,向协办专窗提出申请');

  const needed = pack ? neededMaterials(pack, catalogue, [...new Set(items)]) : [];
  const { given, findings: misplaced } = givenMaterials(form.materials ?? {}, items, needed);
  const { files, findings: unusable } = usableContents(given, held);
  findings.push(...misplaced, ...unusable);
  if (findings.length > 0 || !asked || !slice || !project.ok || !projectName || !applicantName)
    return { findings, needed, given };
  const filed = {
    region: slice.region.id,
    stage: slice.stage.code,
    channel: asked.channel,
    projectCode: project.code,
    projectName,
    applicantName,
    uscc: applicant.uscc,
    itemCodes: items,
    ...(form.helper && { helper: form.helper }),
    ...filedMaterials(given, items, files),
  };
  return { findings, needed, given, filing: { pack: asked.pack, slice, filed } };
}

/** Slices are the same for many filings. Frozen, so that no case can change what others go by. */
const slices = new WeakMap<RegionPack, LRUCache<string, CaseSlice>>();
const keptSlices = 500;

function packSliceOnce(pack: RegionPack, catalogue: Catalogue, request: SliceRequest): CaseSlice {
  const ofPack = slices.get(pack) ?? new LRUCache<string, CaseSlice>({ max: keptSlices });
  slices.set(pack, ofPack);
  const key = JSON.stringify(request);
  const slice = ofPack.get(key) ?? deepFreeze(packSlice(pack, catalogue, request));
  ofPack.set(key, slice);
  return slice;
}

function deepFreeze<T extends object>(value: T): T {
  for (const member of Object.values(value)) if (typeof member === 'object' && member !== null) deepFreeze(member);
  return Object.freeze(value);
}

/** Each item that is wrong is named, else what is wrong with them together. */
function sliceOf(
  catalogue: Catalogue,
  { pack, ...asked }: SliceRequest & { pack: RegionPack },
  findings: Finding[],
): CaseSlice | undefined {
  const attempt = (itemCodes: string[]): CaseSlice | SliceError => {
    try {
      return packSliceOnce(pack, catalogue, { ...asked, itemCodes });
    } catch (error) {
      if (error instanceof SliceError) return error;
      throw error;
    }
  };
  const whole = attempt(asked.itemCodes);
  if (!(whole instanceof SliceError)) return whole;
  const single = asked.itemCodes.map((item) => attempt([item])).filter((one) => one instanceof SliceError);
  for (const { code, message } of single.length > 0 ? single : [whole])
    findings.push({ code, field: 'items', message });
  return undefined;
}
