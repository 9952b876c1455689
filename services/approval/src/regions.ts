/** What the stage of an application takes of its region. */
import type { FiledData } from '@yichuang/contracts';
import { type CaseSlice, packSlice, type Regions, stageByName } from '@yichuang/regions';

export function sliceFor({ packs, catalogue }: Regions, filed: FiledData): CaseSlice {
  const pack = packs.get(filed.region);
  const stage = stageByName(catalogue, filed.stage);
  if (!pack || !stage) throw new Error(`no pack or stage for ${filed.applicationNo}`);
  return packSlice(pack, catalogue, { stage: stage.code, channel: filed.channel, itemCodes: filed.itemCodes });
}
