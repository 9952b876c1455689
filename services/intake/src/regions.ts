/** The rule packs and the catalogue as this process loaded them. */
import { loadCatalogue, loadPacks } from '@yichuang/regions';

export interface Regions {
  packs: ReturnType<typeof loadPacks>;
  catalogue: ReturnType<typeof loadCatalogue>;
}

export const loadRegions = (packsDir: string | undefined): Regions => ({
  packs: packsDir === undefined ? loadPacks() : loadPacks(packsDir),
  catalogue: loadCatalogue(),
});
