/** Processes of the system as the nemesis and the supervisor see them. */
import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import type { Infrastructure, System } from '@yichuang/local';
import { run } from '../read/database.ts';
import { type PartName, partNames, type ServerName } from './plan.ts';

/** Of each part: what its command line ends with. */
const mains: Record<PartName, RegExp> = {
  worker: /activities\/src\/worker\/main\.ts$/,
  intake: /services\/intake\/src\/main\.ts$/,
  approval: /services\/approval\/src\/main\.ts$/,
  issuance: /services\/issuance\/src\/main\.ts$/,
  assist: /services\/assist\/src\/main\.ts$/,
};

/** Parts without a running process, killed or ended by themselves. */
export async function deadParts(): Promise<PartName[]> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'ppid=,args='], { maxBuffer: 16e6 });
  const ours = stdout.split('\n').filter((line) => line.trim().startsWith(`${String(process.pid)} `));
  return partNames.filter((name) => !ours.some((line) => mains[name].test(line.trim())));
}

export interface Killable {
  kill(): Promise<void>;
  /** Resolves when it is ready again; throws where something it needs is away. */
  start(): Promise<void>;
}

export const partOf = ({ parts }: System, name: PartName): Killable => ({
  kill: () => parts[name].kill9(),
  async start() {
    // A start that failed half-way may have left a process.
    await parts[name].kill9();
    await parts[name].start();
  },
});

export function serverOf({ servers }: Infrastructure, name: ServerName): Killable | undefined {
  const server = servers[name];
  return (
    server && {
      kill: () => {
        server.kill9();
        return Promise.resolve();
      },
      start: () => server.restart(),
    }
  );
}

/** Every relay and job loses the connection that holds its lock; another process may take over, or the same one again. */
export const relaysOf = ({ databaseUrl }: System): Killable => ({
  kill: () =>
    run(
      databaseUrl,
      `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database()
         and application_name ~ '[.](outbox|commands|inbound|replay|reconcile|seal)$'`,
      [],
    ).catch(() => undefined),
  start: () => Promise.resolve(),
});
