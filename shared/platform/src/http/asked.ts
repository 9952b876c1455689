/** What a request names, by name or code: the entry, or a refusal that names the field. */
import { departmentByName, type Regions, regionByName, stageByName } from '@yichuang/regions';
import type { Department, RegionPack, Stage } from '@yichuang/regions/types';
import { fieldProblem } from './problem.ts';

export function regionAsked({ packs }: Pick<Regions, 'packs'>, name: string, field = 'region'): RegionPack {
  const pack = regionByName(packs, name);
  if (!pack) throw fieldProblem('unknown-region', field, name);
  return pack;
}

/** `pack` where the region may call the stage otherwise. */
export function stageAsked({ catalogue }: Pick<Regions, 'catalogue'>, name: string, pack?: RegionPack): Stage {
  const stage = stageByName(catalogue, name, pack);
  if (!stage) throw fieldProblem('unknown-stage', 'stage', name);
  return stage;
}

export function departmentAsked(
  { catalogue }: Pick<Regions, 'catalogue'>,
  name: string,
  field = 'department',
): Department {
  const department = departmentByName(catalogue, name);
  if (!department) throw fieldProblem('unknown-department', field, name);
  return department;
}
