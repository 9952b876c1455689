import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from '../jest/projects.ts';

/** A folder of its own with the given files; `links` maps a path in it to a file or folder elsewhere. */
export function plant(files: Record<string, string>, links: Record<string, string> = {}): Fixture {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'planted-')));
  const place = (path: string): string => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    return join(folder, path);
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(place(path), text);
  for (const [path, target] of Object.entries(links)) symlinkSync(target, place(path));
  return {
    folder,
    copy: (...paths) => {
      for (const path of paths) cpSync(join(root, path), place(path));
    },
    remove: () => {
      rmSync(folder, { recursive: true });
    },
  };
}

export type Fixture = { folder: string; copy: (...paths: string[]) => void; remove: () => void };

export function node(cwd: string, ...args: string[]): { code: number | null; stdout: string; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, args, {
    cwd,
    encoding: 'utf8',
    env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compile') },
  });
  return { code: status, stdout, output: stdout + stderr };
}
