/** Entries by what people call them, or by code (`undefined`: there is none), and codes with their names: used at the HTTP edge. */
import type { Catalogue, CatalogueItem, Department, Stage, StageCode } from './types/catalogue.ts';
import type { RegionPack } from './types/pack.ts';

const named =
  (nameOrCode: string) =>
  ({ code, name }: { code: string; name: string }): boolean =>
    code === nameOrCode || name === nameOrCode;

/** A region by Chinese name (`湖南`), id (`hunan`) or 行政区划代码 (`430000`). */
export function regionByName(packs: ReadonlyMap<string, RegionPack>, nameOrCode: string): RegionPack | undefined {
  return packs.get(nameOrCode) ?? [...packs.values()].find(named(nameOrCode));
}

/**
 * A department by Chinese name or code; what stands in brackets after the name (`城管(排水)`) is its office and does not count. By
 * the name of one that is no more, its successor.
 */
export function departmentByName({ departments }: Catalogue, nameOrCode: string): Department | undefined {
  const found = departments.find(named(nameOrCode.replace(/[(（].*$/, '').trim()));
  return found?.successor === undefined ? found : departments.find(named(found.successor));
}

/** The departments there are today. */
export const presentDepartments = ({ departments }: Catalogue): Department[] =>
  departments.filter(({ successor }) => successor === undefined);

/** A stage by Chinese name (`施工许可`) or code, or by what `pack` calls it (004-03). */
export function stageByName(catalogue: Catalogue, nameOrCode: string, pack?: RegionPack): Stage | undefined {
  const own = (code: StageCode): boolean => {
    const label = pack?.stageNames?.[code];
    return label !== undefined && [label.name, ...(label.alsoCalled ?? [])].includes(nameOrCode);
  };
  return catalogue.stages.find(named(nameOrCode)) ?? catalogue.stages.find(({ code }) => own(code));
}

export function itemByCode(catalogue: Catalogue, code: string): CatalogueItem | undefined {
  return catalogue.items.find((item) => item.code === code);
}

interface Named {
  code: string;
  name: string;
}

/** A code with what people read for it; itself where the catalogue does not know it. */
const withName = (code: string, entry: { name: string } | undefined): Named => ({ code, name: entry?.name ?? code });

export const namedDepartment = (catalogue: Catalogue, code: string): Named =>
  withName(code, departmentByName(catalogue, code));

export const namedStage = (catalogue: Catalogue, code: string): Named => withName(code, stageByName(catalogue, code));

export const namedItem = (catalogue: Catalogue, code: string): Named => withName(code, itemByCode(catalogue, code));
