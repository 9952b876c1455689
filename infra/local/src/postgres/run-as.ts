import { spawnSync } from 'node:child_process';
import process from 'node:process';

/** PostgreSQL refuses to run as root: as whom to run it instead. */
export type RunAs =
  /** An ordinary user: nothing to do. */
  | { readonly kind: 'self' }
  /** A user namespace that shows root as somebody else: files stay where they are and owned by root. */
  | { readonly kind: 'namespace'; readonly prefix: readonly string[] }
  /** Another user, who must be able to reach the binaries and own the data. */
  | { readonly kind: 'user'; readonly uid: number; readonly gid: number };

/** How to run PostgreSQL here. `allowNamespace` is for tests of the other way. */
export function chooseRunAs(allowNamespace = true): RunAs {
  if (process.getuid?.() !== 0) return { kind: 'self' };
  const nobody = idsOf('nobody') ?? { uid: 65_534, gid: 65_534 };
  if (allowNamespace && process.platform === 'linux') {
    const prefix = ['unshare', '--user', `--map-user=${nobody.uid}`, `--map-group=${nobody.gid}`];
    if (spawnSync('unshare', [...prefix.slice(1), 'true']).status === 0) return { kind: 'namespace', prefix };
  }
  return { kind: 'user', ...(idsOf('postgres') ?? nobody) };
}

/** Command, arguments and user for a program under that choice. */
export function asUser(
  runAs: RunAs,
  program: string,
  args: readonly string[],
): { command: string; args: readonly string[]; uid?: number; gid?: number } {
  switch (runAs.kind) {
    case 'self':
      return { command: program, args };
    case 'namespace': {
      const [command = 'unshare', ...options] = runAs.prefix;
      // No fork in between: the pid that is started becomes that of PostgreSQL itself.
      return { command, args: [...options, program, ...args] };
    }
    case 'user':
      return { command: program, args, uid: runAs.uid, gid: runAs.gid };
  }
}

function idsOf(user: string): { uid: number; gid: number } | undefined {
  const [uid, gid] = ['-u', '-g'].map((option) => {
    const run = spawnSync('id', [option, user], { encoding: 'utf8' });
    return run.status === 0 ? Number(run.stdout.trim()) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}
