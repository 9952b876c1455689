import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { packSchema } from '../schema/pack.ts';
import type { Department } from '../types/catalogue.ts';
import type { RegionPack } from '../types/pack.ts';
import { bundledPacks } from './bundled.ts';
import { loadCatalogue } from './catalogue.ts';
import { type Checked, checkJsonFile } from './json-file.ts';
import { DataError, type Problem } from './problems.ts';

/** Checks the pack of one folder: its form, its name, and that its lead departments exist. */
export function checkPackFolder(dir: string, departments: Department[]): Checked<RegionPack> {
  const file = join(dir, 'pack.json');
  const checked = checkJsonFile(packSchema, file);
  if (!checked.ok) return checked;
  const pack = checked.value;
  const problems: Problem[] = [];
  if (pack.id !== basename(dir)) {
    problems.push({ file, path: 'id', message: `应与文件夹同名 / must be the folder's name (${basename(dir)})` });
  }
  const known = new Set(departments.filter((one) => one.successor === undefined).map(({ code }) => code));
  for (const [stage, { department }] of Object.entries(pack.leadDepartments)) {
    if (!known.has(department)) {
      const path = `leadDepartments.${stage}.department`;
      problems.push({ file, path, message: `没有这个部门 / no such department (${department})` });
    }
  }
  return problems.length === 0 ? checked : { ok: false, problems };
}

/**
 * All packs under `dir`, by id: each folder with a pack.json is a region. One broken pack refuses the lot, with every place named,
 * rather than let a service run without a jurisdiction.
 */
export function loadPacks(dir: string = bundledPacks): Map<string, RegionPack> {
  const { departments } = loadCatalogue();
  const packs = new Map<string, RegionPack>();
  const problems: Problem[] = [];
  for (const folder of packFolders(dir)) {
    const checked = checkPackFolder(folder, departments);
    if (!checked.ok) {
      problems.push(...checked.problems);
      continue;
    }
    const pack = checked.value;
    const twin = [...packs.values()].find(({ name, code }) => name === pack.name || code === pack.code);
    if (twin !== undefined) {
      const message = `名称或区划代码与 ${twin.id} 重复 / name or division code is already that of ${twin.id}`;
      problems.push({ file: join(folder, 'pack.json'), path: 'name', message });
    }
    packs.set(pack.id, pack);
  }
  if (problems.length > 0) throw new DataError(problems);
  return packs;
}

/** Folders under `dir` that hold a pack, in the order of their names. */
function packFolders(dir: string): string[] {
  if (!existsSync(dir)) {
    throw new DataError([{ file: dir, path: '', message: '没有这个文件夹 / no such folder' }]);
  }
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(dir, entry.name, 'pack.json')))
    .map((entry) => join(dir, entry.name))
    .sort();
}
