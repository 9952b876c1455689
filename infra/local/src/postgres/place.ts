import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { buildOnce } from '../cache/build-once.ts';
import { silent } from '../log.ts';
import { run } from '../process/run.ts';
import type { PostgresProgram } from './candidates.ts';
import type { RunAs } from './run-as.ts';

// Reached by every user and kept over a reboot.
const SHARED_DIR = '/var/tmp/yichuang';

/** Where binaries and data are that the server's user can reach. */
export interface Place {
  readonly binDir: string;
  readonly data: string;
}

/** Finds or makes a place for binaries and data; only another user than root's may need a copy under a shared folder. */
export async function preparePlace(program: PostgresProgram, dataDir: string, runAs: RunAs): Promise<Place> {
  mkdirSync(dataDir, { recursive: true });
  const data = path.join(dataDir, 'postgres');
  if (runAs.kind !== 'user') {
    if (runAs.kind === 'namespace' && existsSync(data)) own(realpathSync(data), 0, 0);
    return { binDir: program.binDir, data: existsSync(data) ? realpathSync(data) : data };
  }
  const binDir = canRun(path.join(program.binDir, 'postgres'), ['--version'], runAs)
    ? program.binDir
    : await copyBinaries(program);
  if (!existsSync(data) && !canRun('test', ['-x', dataDir], runAs)) {
    ensureSharedDir();
    const elsewhere = path.join(
      SHARED_DIR,
      `data-${createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12)}`,
    );
    mkdirSync(elsewhere, { recursive: true });
    symlinkSync(path.join(elsewhere, 'postgres'), data);
  }
  // A dangling link still tells where the data is to be.
  const linked = lstatSync(data, { throwIfNoEntry: false })?.isSymbolicLink() === true;
  const real = linked && !existsSync(data) ? followLink(data) : existsSync(data) ? realpathSync(data) : data;
  if (existsSync(real)) own(real, runAs.uid, runAs.gid);
  return { binDir, data: real };
}

/** Gives a folder to a user and to nobody else, if it is not already so. */
export function own(folder: string, uid: number, gid: number): void {
  if (statSync(folder).uid !== uid) spawnSync('chown', ['-R', `${uid}:${gid}`, folder]);
  // Only the leaf: a mode given to a recursive mkdir would close the parents too.
  chmodSync(folder, 0o700);
}

function followLink(link: string): string {
  const target = spawnSync('readlink', [link], { encoding: 'utf8' }).stdout.trim();
  return path.resolve(path.dirname(link), target);
}

function canRun(command: string, args: readonly string[], user: { uid: number; gid: number }): boolean {
  return spawnSync(command, args, { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
}

async function copyBinaries(program: PostgresProgram): Promise<string> {
  if (program.home === undefined) throw new Error(`PostgreSQL: the server's user cannot run ${program.binDir}`);
  const { home } = program;
  ensureSharedDir();
  const key = createHash('sha256').update(home).digest('hex').slice(0, 8);
  const entry = {
    cacheDir: SHARED_DIR,
    folder: `postgres-${program.version}-${key}`,
    marker: path.join('native', 'bin', 'postgres'),
  };
  const folder = await buildOnce(entry, silent, async (draft) => {
    // `cp -a` keeps the relative library links, which a copy by Node would turn into absolute ones.
    await run('cp', ['-a', home, path.join(draft, 'native')], { cwd: '/', env: {} });
    chmodSync(draft, 0o755);
  });
  return path.join(folder, 'native', 'bin');
}

function ensureSharedDir(): void {
  mkdirSync(SHARED_DIR, { recursive: true });
  // Anyone may create files under the parent: do not run programs from a folder that someone else made.
  const state = lstatSync(SHARED_DIR);
  if (!state.isDirectory() || state.uid !== 0) throw new Error(`${SHARED_DIR} is not a folder of root`);
  chmodSync(SHARED_DIR, 0o755);
}
