/** Service guides (000-56, 000-57, 004-41): derived from catalogue and pack, so that neither can say what the other does not. */
import { periodText } from '@yichuang/kernel';
import { contentHash } from './content-hash.ts';
import { procedureOf } from './guide-procedure.ts';
import { itemByCode } from './lookup.ts';
import type { Catalogue, CatalogueItem, Fee } from './types/catalogue.ts';
import type { GuideContent, ServiceGuide } from './types/guide.ts';
import type { RegionPack } from './types/pack.ts';

const typeWords: Record<CatalogueItem['type'], string> = {
  permit: '行政许可',
  record: '备案',
  utility: '市政公用服务',
  review: '技术审查',
  levy: '征收',
  confirmation: '行政确认',
  other: '其他行政权力',
};

const handlingWords: Record<CatalogueItem['handling'], string> = { immediate: '即办件', promised: '承诺件' };

/** Neither catalogue nor pack changes once loaded. */
const guides = new WeakMap<Catalogue, WeakMap<RegionPack, Map<string, ServiceGuide>>>();

/** The guide of an item in a region; `undefined` if there is no such item. The same content always has the same version. */
export function serviceGuide(pack: RegionPack, catalogue: Catalogue, itemCode: string): ServiceGuide | undefined {
  const ofCatalogue = guides.get(catalogue) ?? new WeakMap<RegionPack, Map<string, ServiceGuide>>();
  guides.set(catalogue, ofCatalogue);
  const ofPack = ofCatalogue.get(pack) ?? new Map<string, ServiceGuide>();
  ofCatalogue.set(pack, ofPack);
  const known = ofPack.get(itemCode);
  if (known) return known;
  const item = itemByCode(catalogue, itemCode);
  if (item === undefined) return undefined;
  const content = contentOf(pack, catalogue, item);
  const guide = { ...content, version: contentHash(content) };
  ofPack.set(itemCode, guide);
  return guide;
}

/** Versions of the guides by item code: what an application pins. Codes that no item has are left out. */
export const guideVersions = (pack: RegionPack, catalogue: Catalogue, codes: string[]): Record<string, string> =>
  Object.fromEntries(
    codes.flatMap((code) => {
      const guide = serviceGuide(pack, catalogue, code);
      return guide === undefined ? [] : [[code, guide.version]];
    }),
  );

function contentOf(pack: RegionPack, catalogue: Catalogue, item: CatalogueItem): GuideContent {
  const department = named(catalogue.departments, item.department);
  const stage = { code: item.stage, name: stageName(pack, catalogue, item.stage) };
  const commitment = item.commitmentAllowed && pack.rules.commitment.value !== 'off';
  return {
    region: { id: pack.id, name: pack.name },
    item: { code: item.code, name: item.name },
    stage,
    department,
    type: typeWords[item.type],
    handling: handlingWords[item.handling],
    sample: item.sample,
    scope: `${pack.name}行政区域内工程建设项目${stage.name}阶段的${item.name}`,
    basis: item.basis,
    conditions: conditionsOf(catalogue, item),
    materials: item.materials.map(({ name, critical, basis }) => ({
      name,
      critical,
      mayFollow: !critical && item.deficitsAllowed && pack.rules.deficits.mode !== 'off',
      basis,
    })),
    procedure: procedureOf(pack, department.name),
    limits: { promised: limitOf(item.promised), statutory: limitOf(item.statutory) },
    fee: feeOf(item.fee),
    commitment: {
      offered: commitment,
      ...(commitment && item.commitmentCondition !== undefined && { condition: item.commitmentCondition }),
    },
    result: item.result,
    window: { name: pack.holders.window.name, officeHours: hoursOf(pack) },
    effectiveFrom: [pack.effectiveFrom ?? '', catalogue.effectiveFrom].sort().at(-1) ?? '',
  };
}

export function stageName(pack: RegionPack, catalogue: Catalogue, code: CatalogueItem['stage']): string {
  return pack.stageNames?.[code]?.name ?? named(catalogue.stages, code).name;
}

export function named(list: { code: string; name: string }[], code: string): { code: string; name: string } {
  return { code, name: list.find((one) => one.code === code)?.name ?? code };
}

function conditionsOf(catalogue: Catalogue, { basis, prerequisites }: CatalogueItem): string[] {
  const before = prerequisites.map(({ anyOf, whenApplicable }) => {
    const names = anyOf.map((code) => named(catalogue.items, code).name).join('或者');
    return `已取得${names}${whenApplicable ? '（依法需要的）' : ''}`;
  });
  return [`符合${basis.join('、')}规定的条件`, ...before];
}

function limitOf(limit: CatalogueItem['statutory'] | CatalogueItem['promised']): GuideContent['limits']['promised'] {
  if (limit === null) return null;
  const { period, start } = limit;
  const variants = 'variants' in limit ? (limit.variants ?? []) : [];
  const others = variants.map(({ when, amount }) => `；${when}${periodText({ ...period, amount })}`).join('');
  const from = start === 'acceptance' ? '自受理之日起' : '自收到齐全材料之日起';
  return { text: `${periodText(period)}${others}，${from}`, basis: period.basis };
}

const feeOf = (fee: Fee): GuideContent['fee'] =>
  fee.mode === 'none'
    ? { charged: false, text: '不收费', basis: fee.basis }
    : { charged: true, text: `${fee.name}：${fee.standard}`, basis: fee.basis };

function hoursOf({ officeHours }: RegionPack): string[] {
  const text = (sessions: { from: string; to: string }[]): string =>
    sessions.map(({ from, to }) => `${from}–${to}`).join('、');
  const seasons = (officeHours.seasons ?? []).map(({ from, to, sessions }) => `${from}至${to}：${text(sessions)}`);
  return [`工作日 ${text(officeHours.sessions)}`, ...seasons];
}
