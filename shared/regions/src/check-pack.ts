import { resolve } from 'node:path';
import { loadCatalogue } from './load/catalogue.ts';
import { checkPackFolder } from './load/packs.ts';
import { jsonPath, type Problem, problemLine } from './load/problems.ts';

export interface PackReport {
  ok: boolean;
  /** `key = value ← source` for every value of a sound pack; else one line per problem, with its place. */
  lines: string[];
  problems: Problem[];
}

/** Every value of the pack in `dir` with what it rests on: what `yichuang region check DIR` prints. */
export function checkPack(dir: string): PackReport {
  // The folder's name must be known even for `.`, since it is the region's id.
  const checked = checkPackFolder(resolve(dir), loadCatalogue().departments);
  if (!checked.ok) return { ok: false, lines: checked.problems.map(problemLine), problems: checked.problems };
  return { ok: true, lines: valueLines(checked.value), problems: [] };
}

const plain = (value: unknown): boolean => typeof value !== 'object' || value === null;

/** Values without a source of their own stand under that of the nearest object around them. */
function valueLines(pack: object): string[] {
  const lines: string[] = [];
  const print = (path: PropertyKey[], value: string, source: string): void => {
    lines.push(`${jsonPath(path)} = ${value} ← ${source}`);
  };
  const visit = (node: unknown, path: PropertyKey[], source: string): void => {
    if (Array.isArray(node)) {
      if (node.every(plain)) print(path, node.map(String).join('、'), source);
      else for (const [index, value] of node.entries()) visit(value, [...path, index], source);
    } else if (typeof node === 'object' && node !== null) {
      const { basis, ...rest } = node as { basis?: unknown };
      const own = Array.isArray(basis) ? basis.map(String).join(';') : source;
      for (const [key, value] of Object.entries(rest)) visit(value, [...path, key], own);
    } else {
      print(path, String(node), source);
    }
  };
  visit(pack, [], '无来源');
  return lines;
}
