/** The rule packs and the catalogue as this process loaded them. */
import { type FiledData } from '@yichuang/contracts';
import { type CaseSlice, loadCatalogue, loadPacks, packSlice, stageByName } from '@yichuang/regions';

export interface Regions {
  packs: ReturnType<typeof loadPacks>;
  catalogue: ReturnType<typeof loadCatalogue>;
}

export const loadRegions = (packsDir: string | undefined): Regions => ({
  packs: packsDir === undefined ? loadPacks() : loadPacks(packsDir),
  catalogue: loadCatalogue(),
});

/** What the stage of an application takes of its region. */
export function sliceFor({ packs, catalogue }: Regions, filed: FiledData): CaseSlice {
  const pack = packs.get(filed.region);
  const stage = stageByName(catalogue, filed.stage);
  if (!pack || !stage) throw new Error(`no pack or stage for ${filed.applicationNo}`);
  return packSlice(pack, catalogue, { stage: stage.code, channel: filed.channel, itemCodes: filed.itemCodes });
}
