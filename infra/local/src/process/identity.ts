import { existsSync, readFileSync } from 'node:fs';
import { ask } from './run.ts';

const PS_ENV = { LC_ALL: 'C', PATH: '/bin:/usr/bin' };

/** A process that can be recognised later, also after its number has been given to another one. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly startedAt: string;
}

/** The identity of a running process; undefined when there is none (a zombie counts as none). */
export function identify(pid: number): ProcessIdentity | undefined {
  const startedAt = existsSync('/proc/self/stat') ? startFromProc(pid) : startFromPs(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

/** True when the very process of `identity` still runs. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identify(identity.pid)?.startedAt === identity.startedAt;
}

/** An identity read from JSON, undefined when it is none. */
export function parseIdentity(value: Record<string, unknown> | undefined): ProcessIdentity | undefined {
  const pid = value?.['pid'];
  const startedAt = value?.['startedAt'];
  return typeof pid === 'number' && typeof startedAt === 'string' ? { pid, startedAt } : undefined;
}

/** The command line of a running process, empty when there is none. */
export function commandLine(pid: number): string {
  return ask('ps', ['-o', 'command=', '-p', String(pid)], PS_ENV) ?? procCommandLine(pid);
}

function procCommandLine(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

function startFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command name may contain blanks and brackets: the fields are counted after the last bracket.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    // Ticks count from boot; the boot id keeps two boots apart.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}:${fields[19] ?? ''}`;
  } catch {
    return undefined;
  }
}

function startFromPs(pid: number): string | undefined {
  const started = ask('ps', ['-o', 'lstart=', '-p', String(pid)], PS_ENV)?.trim();
  return started === '' ? undefined : started;
}
