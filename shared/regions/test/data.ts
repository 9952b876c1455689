import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const bundled = fileURLToPath(new URL('../src/packs', import.meta.url));

/** The folder of a bundled pack. */
export const packFolder = (id: string): string => join(bundled, id);

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Puts `value` at a path such as `periods.issue.amount`; `undefined` takes the key away. */
function put(node: unknown, [key, ...rest]: string[], value: unknown): void {
  if (!isRecord(node) || key === undefined) throw new Error('no such place');
  if (rest.length > 0) put(node[key], rest, value);
  else if (value === undefined) Reflect.deleteProperty(node, key);
  else node[key] = value;
}

/** A copy of a bundled pack in a folder of its own, as `id`, with some values changed; answers the folder of packs. */
export function changedPack(from: string, id: string, changes: Record<string, unknown>): string {
  const root = mkdtempSync(join(tmpdir(), 'regions-'));
  cpSync(packFolder(from), join(root, id), { recursive: true });
  changeFile(join(root, id, 'pack.json'), { id, ...changes });
  return root;
}

/** Changes values of a JSON file by path. */
function changeFile(file: string, changes: Record<string, unknown>): void {
  const data: unknown = JSON.parse(readFileSync(file, 'utf8'));
  for (const [path, value] of Object.entries(changes)) put(data, path.split('.'), value);
  writeFileSync(file, JSON.stringify(data));
}

/** A copy of the bundled catalogue, with some values of its items file changed. */
export function changedCatalogue(changes: Record<string, unknown>): string {
  const root = mkdtempSync(join(tmpdir(), 'catalogue-'));
  cpSync(join(bundled, '../catalogue'), root, { recursive: true });
  changeFile(join(root, 'items.json'), changes);
  return root;
}

/** The problems of whatever `load` refuses. */
export function refusal(load: () => unknown): { path: string; message: string }[] {
  try {
    load();
  } catch (error) {
    if (error instanceof Error && 'problems' in error) return error.problems as { path: string; message: string }[];
    throw error;
  }
  throw new Error('was not refused');
}
