/** What a filing is pinned to: the pack version and the guide of each item, kept as they are (000-57). */
import { keepUsed } from '@yichuang/platform';
import { contentHash, type RegionPack, type Regions, serviceGuide } from '@yichuang/regions';
import type { QueryExecutorProvider } from 'kysely';

/** Guides kept by this process, by pack: their content cannot change while it runs. */
const kept = new WeakMap<RegionPack, Map<string, string>>();

/** Versions of the guides by item code. @throws {Problem} if the pack's version was used before with other content */
export async function pinRules(
  db: QueryExecutorProvider,
  { catalogue }: Regions,
  pack: RegionPack,
  itemCodes: string[],
): Promise<Record<string, string>> {
  const known = kept.get(pack) ?? new Map<string, string>();
  const guides = itemCodes
    .filter((code) => !known.has(code))
    .flatMap((code) => serviceGuide(pack, catalogue, code) ?? []);
  if (guides.length > 0) {
    await keepUsed(db, [
      { kind: 'pack', id: pack.id, version: pack.version, hash: contentHash(pack), content: pack },
      ...guides.map((guide) => ({
        kind: 'guide' as const,
        id: `${pack.id}:${guide.item.code}`,
        version: guide.version,
        hash: guide.version,
        content: guide,
      })),
    ]);
    for (const { item, version } of guides) known.set(item.code, version);
    kept.set(pack, known);
  }
  return Object.fromEntries(itemCodes.flatMap((code) => (known.has(code) ? [[code, known.get(code) ?? '']] : [])));
}
