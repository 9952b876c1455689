/** What was given, bound to the items that need it: a shared material is given once (000-03). */
import type { FiledContents, FiledFile } from '@yichuang/contracts';
import type { NeededMaterial } from '@yichuang/regions';
import type { Finding } from './finding.ts';
import type { GivenMaterial, GivenMaterials } from './form.ts';

/** What of the applicant the store knows. */
export interface Holdings {
  /** Files of the enterprise among those asked for. */
  files: ReadonlyMap<string, HeldFile>;
  /** Results granted to the enterprise for the project among those asked for, `{applicationNo}-{itemCode}`. */
  results: ReadonlySet<string>;
}

export interface HeldFile {
  name: string;
  /** None until all of it has come. */
  sha256: string | null;
  infected: boolean;
}

export interface Given {
  name: string;
  files: string[];
  results: string[];
  /** Where it stands in the form. */
  field: string;
  items: string[];
}

/** Every material that was given, with its items; what no item of the filing needs or is, is a finding. */
export function givenMaterials(
  materials: GivenMaterials,
  itemCodes: string[],
  needed: NeededMaterial[],
): { given: Given[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const given: Given[] = [];
  const add = (one: GivenMaterial, field: string, items: (name: string) => string[]): void => {
    const { name, files = [], results = [] } = typeof one === 'string' ? { name: one } : one;
    given.push({ name, files, results, field, items: items(name) });
  };
  if (Array.isArray(materials)) {
    for (const [i, one] of materials.entries()) {
      const field = `materials.${i}`;
      add(one, field, (name) => needed.find((material) => material.name === name)?.items.map(({ code }) => code) ?? []);
      const last = given.at(-1);
      if (last?.items.length === 0)
        findings.push({ code: 'unknown-material', field, message: `所报事项都不需要“${last.name}”` });
    }
    return { given, findings };
  }
  for (const [code, ofItem] of Object.entries(materials)) {
    if (!itemCodes.includes(code))
      findings.push({ code: 'unknown-item', field: `materials.${code}`, message: `没有申报事项 ${code}` });
    for (const [i, one] of ofItem.entries()) add(one, `materials.${code}.${i}`, () => [code]);
  }
  return { given, findings };
}

/** The files that may be used, by their IDs; every other file or result that is named is a finding. */
export function usableContents(given: Given[], held: Holdings): { files: Map<string, FiledFile>; findings: Finding[] } {
  const files = new Map<string, FiledFile>();
  const findings: Finding[] = [];
  for (const { name, field, files: ids, results } of given) {
    for (const [i, id] of ids.entries()) {
      const note = (message: string): void => {
        findings.push({ code: 'unusable-file', field: `${field}.files.${i}`, message: `“${name}”的文件${message}` });
      };
      const file = held.files.get(id);
      if (!file) note(` ${id} 不是本单位的文件`);
      else if (file.sha256 === null) note(`“${file.name}”没有收妥`);
      else if (file.infected) note(`“${file.name}”有病毒`);
      else files.set(id, { fileId: id, sha256: file.sha256, name: file.name });
    }
    for (const [i, result] of results.entries())
      if (!held.results.has(result))
        findings.push({
          code: 'unusable-result',
          field: `${field}.results.${i}`,
          message: `“${name}”所指的 ${result} 不是本单位同一项目已经准予的结果`,
        });
  }
  return { files, findings };
}

/** As the filing says it: names by item in the order of the filing, and contents by name. */
export function filedMaterials(
  given: Given[],
  itemCodes: string[],
  files: ReadonlyMap<string, FiledFile>,
): { materials: Record<string, string[]>; contents?: Record<string, FiledContents> } {
  const byItem = itemCodes.map((code): [string, string[]] => [
    code,
    [...new Set(given.filter(({ items }) => items.includes(code)).map(({ name }) => name))],
  ]);
  const contents: Record<string, FiledContents> = {};
  for (const [name, same] of Map.groupBy(given, (one) => one.name)) {
    const ids = new Set(same.flatMap((one) => one.files));
    const results = [...new Set(same.flatMap((one) => one.results))];
    if (ids.size + results.length === 0) continue;
    contents[name] = { files: [...ids].flatMap((id) => files.get(id) ?? []), results };
  }
  return {
    materials: Object.fromEntries(byItem.filter(([, names]) => names.length > 0)),
    ...(Object.keys(contents).length > 0 && { contents }),
  };
}
