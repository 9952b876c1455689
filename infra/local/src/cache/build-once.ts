import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Log } from '../log.ts';
import { lock } from './lock.ts';

export interface CacheEntry {
  readonly cacheDir: string;
  /** Folder in the cache, with the version in its name. */
  readonly folder: string;
  /** A file inside the folder whose presence means the entry can be used. */
  readonly marker: string;
}

/** The folder of a finished entry, undefined when it is not in the cache. */
export function cached(entry: CacheEntry): string | undefined {
  const folder = path.join(entry.cacheDir, entry.folder);
  return existsSync(path.join(folder, entry.marker)) ? folder : undefined;
}

/** Returns the folder of the entry; makes it first, once, also when several processes ask at the same time. */
export async function buildOnce(entry: CacheEntry, log: Log, make: (folder: string) => Promise<void>): Promise<string> {
  const found = cached(entry);
  if (found !== undefined) return found;
  mkdirSync(entry.cacheDir, { recursive: true });
  const release = await lock(path.join(entry.cacheDir, `${entry.folder}.lock`), (pid) => {
    log(`${entry.folder}: 等待进程 ${pid} 完成构建 / waiting for process ${pid}, which is building it`);
  });
  try {
    return cached(entry) ?? (await makeAside(entry, make));
  } finally {
    release();
  }
}

async function makeAside(entry: CacheEntry, make: (folder: string) => Promise<void>): Promise<string> {
  const target = path.join(entry.cacheDir, entry.folder);
  const draft = mkdtempSync(path.join(entry.cacheDir, `tmp-${entry.folder}-`));
  try {
    await make(draft);
    if (!existsSync(path.join(draft, entry.marker))) throw new Error(`${entry.folder}: ${entry.marker} was not made`);
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
  return target;
}
