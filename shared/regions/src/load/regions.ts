/** Everything a process needs to know of jurisdictions, loaded once. */
import { dateOf, instant } from '@yichuang/kernel';
import type { Catalogue } from '../types/catalogue.ts';
import type { RegionPack } from '../types/pack.ts';
import { packWarnings } from '../validity.ts';
import { loadCatalogue } from './catalogue.ts';
import { loadPacks } from './packs.ts';

export interface Regions {
  packs: Map<string, RegionPack>;
  catalogue: Catalogue;
  /** Packs that are drafts, expired or only a reference: to be logged at the start. */
  warnings: string[];
}

/** Packs from `packsDir`, or those that ship with the project. Throws `DataError` naming every broken place. */
export function loadRegions(packsDir?: string): Regions {
  const packs = packsDir === undefined ? loadPacks() : loadPacks(packsDir);
  const today = dateOf(instant(Date.now()));
  const warnings = [...packs.values()].flatMap((pack) => packWarnings(pack, today));
  return { packs, catalogue: loadCatalogue(), warnings };
}
