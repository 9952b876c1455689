/** The slice of a filing: the same wherever a fact of it is heard. */
import type { FiledData } from '@yichuang/contracts';
import type { Regions } from './load/regions.ts';
import { stageByName } from './lookup.ts';
import { packSlice } from './slice.ts';
import type { CaseSlice } from './types/slice.ts';

/** Throws where the region or the stage of an accepted filing is not known any more: a defect of the data. */
export function sliceOfFiling(
  { packs, catalogue }: Regions,
  filed: Pick<FiledData, 'applicationNo' | 'region' | 'stage' | 'channel' | 'itemCodes'>,
): CaseSlice {
  const pack = packs.get(filed.region);
  const stage = stageByName(catalogue, filed.stage);
  if (!pack || !stage) throw new Error(`no pack or stage for ${filed.applicationNo}`);
  return packSlice(pack, catalogue, { stage: stage.code, channel: filed.channel, itemCodes: filed.itemCodes });
}
