import { resolve } from 'node:path';
import { type CivilDate, dateOf, instant } from '@yichuang/kernel';
import { contentHash } from './content-hash.ts';
import { loadCatalogue } from './load/catalogue.ts';
import { checkPackFolder } from './load/packs.ts';
import { jsonPath, type Problem, problemLine } from './load/problems.ts';
import { packWarnings } from './validity.ts';

export interface PackReport {
  ok: boolean;
  /** `key = value ← source` for every value of a sound pack; else one line per problem, with its place. */
  lines: string[];
  problems: Problem[];
  /** SHA-256 of the content: what a stored version is compared with. */
  hash?: string;
  /** On the standing of the regulation: a draft, expired, a reference. */
  warnings: string[];
}

/** Every value of the pack in `dir` with what it rests on: what `yichuang region check DIR` prints. */
export function checkPack(dir: string, today: CivilDate = dateOf(instant(Date.now()))): PackReport {
  // The folder's name must be known even for `.`, since it is the region's id.
  const checked = checkPackFolder(resolve(dir), loadCatalogue().departments);
  if (!checked.ok)
    return { ok: false, lines: checked.problems.map(problemLine), problems: checked.problems, warnings: [] };
  const pack = checked.value;
  const warnings = packWarnings(pack, today);
  return { ok: true, lines: valueLines(pack), problems: [], hash: contentHash(pack), warnings };
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
      if (node.every(plain)) print(path, node.length === 0 ? '（无）' : node.map(String).join('、'), source);
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
