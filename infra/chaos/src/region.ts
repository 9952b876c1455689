/** 湖南 as the product has it, but that an opinion is owed within one working day: so a consultation runs out within a wave. */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { loadPacks } from '@yichuang/regions';

/** A folder for `REGION_PACKS_DIR`. */
export function writeRegion(dir: string): string {
  const pack = loadPacks().get('hunan');
  if (!pack) throw new Error('no pack to begin with');
  const consultationReply = { ...pack.periods.consultationReply, amount: 1 };
  const folder = path.join(dir, 'packs', pack.id);
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    path.join(folder, 'pack.json'),
    JSON.stringify({ ...pack, periods: { ...pack.periods, consultationReply } }),
  );
  return path.dirname(folder);
}
