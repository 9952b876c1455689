import { itemByCode } from './lookup.ts';
import { documentOf, SliceError } from './slice.ts';
import type { Catalogue } from './types/catalogue.ts';
import type { RegionPack } from './types/pack.ts';
import type { AssistSlice } from './types/slice.ts';

const documentsOfDesk = ['commissionForm', 'terminationForm', 'terminationAnnouncement', 'completionForm'] as const;

export interface AssistRequest {
  /** Kind of project, as the pack names it. */
  kind: string;
  /** Items entrusted one by one (部分委托); none for all. */
  itemCodes: string[];
}

/** What a commission needs of its region; throws `SliceError` where the region takes none, or the request fits neither. */
export function assistSlice(pack: RegionPack, catalogue: Catalogue, { kind, itemCodes }: AssistRequest): AssistSlice {
  const { assistContact, assistHandover, terminationConfirmation, terminationAnnouncement } = pack.periods;
  const { assist, holders, rules } = pack;
  const complete = assist && assistContact && assistHandover && terminationConfirmation && terminationAnnouncement;
  if (rules.assistance.value !== 'commission' || !complete)
    throw new SliceError('no-assist', `${pack.name}不提供委托协办服务`);
  const { kinds } = assist.scope;
  const declared = kinds.find(({ name }) => name === kind);
  if (!declared)
    throw new SliceError('unknown-kind', `没有项目类别${kind},可选:${kinds.map(({ name }) => name).join('、')}`);
  checkItems(catalogue, itemCodes);
  return structuredClone({
    region: { id: pack.id, name: pack.name, packVersion: pack.version },
    kind: declared,
    rule: assist,
    deskName: (holders['assist-desk'] ?? holders.window).name,
    documents: documentsOf(pack),
    periods: { assistContact, assistHandover, terminationConfirmation, terminationAnnouncement },
    officeHours: pack.officeHours,
  });
}

function checkItems(catalogue: Catalogue, codes: string[]): void {
  for (const [index, code] of codes.entries()) {
    if (codes.indexOf(code) !== index) throw new SliceError('repeated-item', `事项重复:${code}`);
    if (!itemByCode(catalogue, code)) throw new SliceError('unknown-item', `没有这个事项:${code}`);
  }
}

function documentsOf(pack: RegionPack): AssistSlice['documents'] {
  const documents: AssistSlice['documents'] = {};
  for (const key of documentsOfDesk) {
    const rule = pack.documentNames[key];
    if (rule) documents[key] = documentOf(pack, rule, 'assist-desk');
  }
  return documents;
}
