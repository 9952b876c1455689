import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { LocalConfig } from '../config.ts';
import { run } from '../process/run.ts';
import { own, type Place } from './place.ts';
import { asUser, type RunAs } from './run-as.ts';

/** Creates the cluster if there is none; one that was cut short does not count. */
export async function createCluster(place: Place, runAs: RunAs, config: LocalConfig): Promise<void> {
  if (existsSync(path.join(place.data, 'PG_VERSION'))) return;
  if (existsSync(place.data) && readdirSync(place.data).length > 0) {
    throw new Error(`PostgreSQL: ${place.data} holds something that is not a database; move it away`);
  }
  const draft = `${place.data}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  chmodSync(draft, 0o700);
  if (runAs.kind === 'user') own(draft, runAs.uid, runAs.gid);
  // The C locale is the same everywhere; queries name the ICU collation that they need.
  const options = ['-D', draft, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-instructions'];
  const { command, args, uid, gid } = asUser(runAs, path.join(place.binDir, 'initdb'), options);
  await run(command, args, { cwd: '/', env: { ...config.childEnv, LC_ALL: 'C' }, uid, gid });
  rmSync(place.data, { recursive: true, force: true });
  renameSync(draft, place.data);
}
