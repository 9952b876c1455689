/** What stands on a document of a region besides its text: the head, and what its number begins with. */
import { type DocumentFunction, documentMarks } from './types/documents.ts';
import type { RegionPack } from './types/pack.ts';

export interface DocumentForm {
  /** Pack and version that it is taken from. */
  pack: string;
  header: string;
  /** Documents of one series are numbered together, from 1 in each year. */
  series: string;
}

const isFunction = (kind: string): kind is DocumentFunction => kind in documentMarks;

/** By the name of whoever issues: a holder of the region, else one of its departments. Without a pack nothing but the name is known. */
export function documentForm(pack: RegionPack | undefined, kind: string, issuer: string): DocumentForm {
  const mark = isFunction(kind) ? documentMarks[kind] : '';
  if (!pack) return { pack: '', header: issuer, series: `${issuer}${mark}` };
  const { window, department, supervisor, 'assist-desk': desk } = pack.holders;
  const holder = [window, desk, supervisor].find((one) => one?.name === issuer) ?? department;
  const named = (text: string): string => text.replaceAll('{department}', issuer);
  return { pack: `${pack.id} ${pack.version}`, header: named(holder.header), series: `${named(holder.series)}${mark}` };
}
