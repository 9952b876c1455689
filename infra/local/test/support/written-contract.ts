/** The checked-in contract under docs/api; UPDATE_API=1 writes it anew. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';

export const root = path.join(import.meta.dirname, '../../../..');

/** The file as it is checked in; after an update that is `current`. */
export function writtenContract(name: string, current: string): string {
  const file = path.join(root, 'docs/api', name);
  if (process.env['UPDATE_API'] === '1') {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, current);
  }
  return readFileSync(file, 'utf8');
}
