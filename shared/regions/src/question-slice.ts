import { itemByCode, presentDepartments } from './lookup.ts';
import { documentOf, leadOf, SliceError } from './slice.ts';
import type { Catalogue, CatalogueItem } from './types/catalogue.ts';
import type { RegionPack } from './types/pack.ts';
import type { QuestionSlice } from './types/slice.ts';

interface QuestionRequest {
  itemCode?: string | undefined;
  /** Kind of 咨询联络单. */
  contactSheet?: string | undefined;
}

/** What a question needs of its region; throws `SliceError` where item or contact sheet are not known there. */
export function questionSlice(
  pack: RegionPack,
  catalogue: Catalogue,
  { itemCode, contactSheet }: QuestionRequest,
): QuestionSlice {
  const item = itemCode === undefined ? undefined : itemByCode(catalogue, itemCode);
  if (itemCode !== undefined && !item) throw new SliceError('unknown-item', `没有这个事项:${itemCode}`);
  const { contactSheets, basis } = pack.rules.question;
  if (contactSheet !== undefined && !contactSheets.includes(contactSheet))
    throw new SliceError('unknown-contact-sheet', unknownSheet(pack.name, contactSheet, contactSheets));
  return structuredClone({
    region: { id: pack.id, name: pack.name, packVersion: pack.version },
    ...(item && { item: { code: item.code, name: item.name } }),
    ...(contactSheet !== undefined && { contactSheet }),
    coordinator: coordinatorOf(pack, catalogue, item),
    documents: documentsOf(pack),
    period: pack.periods.questionAnswer,
    basis,
    departments: Object.fromEntries(presentDepartments(catalogue).map(({ code, name }) => [code, name])),
    windowName: pack.holders.window.name,
    officeHours: pack.officeHours,
  });
}

const unknownSheet = (region: string, kind: string, kinds: string[]): string =>
  kinds.length === 0 ? `${region}没有咨询联络单` : `没有联络单${kind},可选:${kinds.join('、')}`;

/** The lead of the item's stage; the window where there is neither. */
const coordinatorOf = (pack: RegionPack, catalogue: Catalogue, item: CatalogueItem | undefined): string =>
  (item && leadOf(pack, catalogue, item.stage)) ?? 'window';

function documentsOf(pack: RegionPack): QuestionSlice['documents'] {
  const { questionAnswer, contactSheet } = pack.documentNames;
  return {
    questionAnswer: documentOf(pack, questionAnswer, 'department'),
    ...(contactSheet && { contactSheet: documentOf(pack, contactSheet, 'window') }),
  };
}
