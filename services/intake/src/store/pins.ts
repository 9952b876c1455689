/** What a filing is pinned to: its rules, and the guide of each item, kept as they are (000-57). */
import { guideId, keepUsed } from '@yichuang/platform';
import { contentHash, type RegionPack, type Regions, serviceGuide } from '@yichuang/regions';
import type { CaseSlice } from '@yichuang/regions/types';
import type { QueryExecutorProvider } from 'kysely';

export interface Pins {
  /** SHA-256 of the rules. */
  rules: string;
  /** Versions of the guides by item code. */
  guides: Record<string, string>;
}

/** What this process has kept already. */
const kept = new WeakMap<CaseSlice, Pins>();

/** @throws {Problem} if the pack's version was used before with other content */
export async function pinRules(
  db: QueryExecutorProvider,
  { catalogue }: Regions,
  pack: RegionPack,
  slice: CaseSlice,
): Promise<Pins> {
  const known = kept.get(slice);
  if (known) return known;
  const rules = contentHash(slice);
  const guides = slice.items.flatMap(({ code }) => serviceGuide(pack, catalogue, code) ?? []);
  await keepUsed(db, [
    { kind: 'pack', id: pack.id, version: pack.version, hash: contentHash(pack), content: pack },
    { kind: 'slice', id: pack.id, version: rules, hash: rules, content: slice },
    ...guides.map((guide) => ({
      kind: 'guide' as const,
      id: guideId(pack.id, guide.item.code),
      version: guide.version,
      hash: guide.version,
      content: guide,
    })),
  ]);
  const pins = { rules, guides: Object.fromEntries(guides.map(({ item, version }) => [item.code, version])) };
  kept.set(slice, pins);
  return pins;
}
