/** Everything a process needs to know of jurisdictions, loaded once. */
import type { Catalogue } from '../types/catalogue.ts';
import type { RegionPack } from '../types/pack.ts';
import { loadCatalogue } from './catalogue.ts';
import { loadPacks } from './packs.ts';

export interface Regions {
  packs: Map<string, RegionPack>;
  catalogue: Catalogue;
}

/** Packs from `packsDir`, or those that ship with the project. Throws `DataError` naming every broken place. */
export const loadRegions = (packsDir?: string): Regions => ({
  packs: packsDir === undefined ? loadPacks() : loadPacks(packsDir),
  catalogue: loadCatalogue(),
});
