/** The catalogue as the public reads it (000-33, 000-56, 002-07): pure, for a route without sign-in. */
import { periodText } from '@yichuang/kernel';
import { named, serviceGuide, stageName } from './guide.ts';
import type { Catalogue, StageCode } from './types/catalogue.ts';
import type { NeededMaterial, PublishedItem, PublishedStage } from './types/guide.ts';
import type { RegionPack } from './types/pack.ts';

/** Items of a region in the order of the catalogue, of one stage or department where given by code. */
export function publishedItems(
  pack: RegionPack,
  catalogue: Catalogue,
  { stage, department }: { stage?: StageCode | undefined; department?: string | undefined } = {},
): PublishedItem[] {
  return catalogue.items
    .filter((item) => (stage ?? item.stage) === item.stage && (department ?? item.department) === item.department)
    .flatMap(({ code }) => {
      const guide = serviceGuide(pack, catalogue, code);
      if (guide === undefined) return [];
      const { item, limits, version, ...rest } = guide;
      return [
        {
          ...item,
          stage: rest.stage,
          department: rest.department,
          type: rest.type,
          handling: rest.handling,
          promised: limits.promised?.text ?? null,
          statutory: limits.statutory?.text ?? null,
          guideVersion: version,
        },
      ];
    });
}

/** What these items ask for, each material once with the items that need it (000-03). Codes that no item has are left out. */
export function neededMaterials(pack: RegionPack, catalogue: Catalogue, itemCodes: string[]): NeededMaterial[] {
  const needed = new Map<string, NeededMaterial>();
  for (const itemCode of itemCodes) {
    const guide = serviceGuide(pack, catalogue, itemCode);
    for (const { name, ...asked } of guide?.materials ?? []) {
      const material = needed.get(name) ?? { name, items: [] };
      needed.set(name, material);
      if (guide) material.items.push({ ...guide.item, ...asked });
    }
  }
  return [...needed.values()];
}

/** Stages in their order, each with its lead, its limit as a whole and the codes of its items. */
export function publishedStages(pack: RegionPack, catalogue: Catalogue): PublishedStage[] {
  const { stageLimit } = pack.periods;
  const limit = { text: `${periodText(stageLimit)}，自受理之日起`, basis: stageLimit.basis };
  return [...catalogue.stages]
    .sort((a, b) => a.order - b.order)
    .map(({ code, order, leadDepartment }) => {
      const lead = pack.leadDepartments[code]?.department ?? leadDepartment;
      return {
        code,
        name: stageName(pack, catalogue, code),
        order,
        lead: lead === null ? null : named(catalogue.departments, lead),
        limit,
        items: catalogue.items.filter((item) => item.stage === code).map((item) => item.code),
      };
    });
}
