import { presentDepartments } from './lookup.ts';
import { documentOf, SliceError, stageOf } from './slice.ts';
import type { Catalogue, StageCode } from './types/catalogue.ts';
import type { RegionPack } from './types/pack.ts';
import type { InquirySlice } from './types/slice.ts';

interface InquiryRequest {
  stage: StageCode;
  /** Codes of the departments to ask; none for all that have items in the stage. */
  departments: string[];
}

/** What a stage inquiry needs of its region, and whom it asks; throws `SliceError` where the region offers none. */
export function inquirySlice(
  pack: RegionPack,
  catalogue: Catalogue,
  { stage, departments }: InquiryRequest,
): { slice: InquirySlice; asked: string[] } {
  const { rules, periods, documentNames } = pack;
  const { singleNotice } = documentNames;
  if (!rules.stageInquiry.value || !periods.inquiryReply || !singleNotice)
    throw new SliceError('no-inquiry', `${pack.name}不实行一次征询`);
  const repeated = departments.find((code, index) => departments.indexOf(code) !== index);
  const present = presentDepartments(catalogue);
  if (repeated !== undefined)
    throw new SliceError('repeated-department', present.find(({ code }) => code === repeated)?.name ?? repeated);
  const items = catalogue.items.filter((item) => item.stage === stage);
  if (items.length === 0) throw new SliceError('no-items', '该阶段没有事项');
  const slice: InquirySlice = {
    region: { id: pack.id, name: pack.name, packVersion: pack.version },
    stage: stageOf(pack, catalogue, stage),
    items: items.map(({ code, name, materials }) => ({ code, name, materials: materials.map((one) => one.name) })),
    departments: Object.fromEntries(present.map(({ code, name }) => [code, name])),
    documents: { singleNotice: documentOf(pack, singleNotice, 'window') },
    reply: periods.inquiryReply,
    basis: rules.stageInquiry.basis,
    windowName: pack.holders.window.name,
    officeHours: pack.officeHours,
  };
  const all = [...new Set(items.map(({ department }) => department))];
  return { slice: structuredClone(slice), asked: departments.length > 0 ? departments : all };
}
