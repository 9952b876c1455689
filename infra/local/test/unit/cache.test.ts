import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { buildOnce } from '../../src/cache/build-once.ts';
import { tryLock } from '../../src/cache/lock.ts';
import { silent } from '../../src/log.ts';
import { identify } from '../../src/process/identity.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(path.join(os.tmpdir(), 'yichuang-cache-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
});

describe('lock', () => {
  test('is held by one at a time and names its holder', () => {
    const file = path.join(dir, 'a.lock');
    const release = tryLock(file);
    expect(tryLock(file)).toBe(process.pid);
    if (typeof release === 'function') release();
    expect(typeof tryLock(file)).toBe('function');
  });

  test('of a process that is gone, or whose number was given to another, is taken over', () => {
    const file = path.join(dir, 'a.lock');
    writeFileSync(file, JSON.stringify({ ...identify(process.pid), startedAt: 'an earlier process' }));
    expect(typeof tryLock(file)).toBe('function');
    expect(readdirSync(dir)).toEqual(['a.lock']);
  });
});

describe('buildOnce', () => {
  const entry = (): { cacheDir: string; folder: string; marker: string } => ({
    cacheDir: dir,
    folder: 'x-1',
    marker: 'bin',
  });

  test('builds once for all who ask at the same time', async () => {
    let builds = 0;
    const build = async (folder: string): Promise<void> => {
      builds += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      writeFileSync(path.join(folder, 'bin'), '');
    };
    const folders = await Promise.all([1, 2, 3].map(() => buildOnce(entry(), silent, build)));
    expect(new Set(folders)).toEqual(new Set([path.join(dir, 'x-1')]));
    expect(builds).toBe(1);
  });

  test('leaves nothing behind when the build fails', async () => {
    const fail = (): Promise<void> => Promise.reject(new Error('no network'));
    await expect(buildOnce(entry(), silent, fail)).rejects.toThrow('no network');
    expect(existsSync(path.join(dir, 'x-1'))).toBe(false);
    expect(readdirSync(dir)).toEqual([]);
  });
});
