import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import type { LocalConfig } from '../config.ts';
import { type Log, reason } from '../log.ts';
import { poll } from '../poll.ts';
import { freePort, HOST } from '../ports.ts';
import { commandLine } from '../process/identity.ts';
import { type Server, startServer } from '../process/server.ts';
import { type ServerProcess, spawnServer } from '../process/server-process.ts';
import type { PostgresProgram } from './candidates.ts';
import { createCluster } from './cluster.ts';
import { type Place, preparePlace } from './place.ts';
import { asUser, chooseRunAs, type RunAs } from './run-as.ts';

const SETTINGS: Readonly<Record<string, string>> = {
  shared_buffers: '64MB',
  max_connections: '200',
  log_min_messages: 'warning',
  fsync: 'on',
  synchronous_commit: 'on',
  // No socket file: its path has a length limit that a deep checkout exceeds.
  unix_socket_directories: '',
};
const LINGERING_TIMEOUT_MS = 10_000;

export interface PostgresOptions {
  readonly program: PostgresProgram;
  readonly dataDir: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly config: LocalConfig;
  readonly log: Log;
  /** Further settings of the server, such as libraries to load. */
  readonly settings?: Readonly<Record<string, string>>;
  /** How to avoid running as root; found out when absent. */
  readonly runAs?: RunAs;
}

export interface PostgresServer extends Server {
  /** As administrator, to the maintenance database. */
  readonly url: string;
}

/** Starts the server, creating its cluster on the first start; resolves when it answers queries. */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const port = options.port === 0 ? await freePort() : options.port;
  const url = `postgresql://postgres@${HOST}:${port}/postgres`;
  const runAs = options.runAs ?? chooseRunAs();
  const place = await preparePlace(options.program, options.dataDir, runAs);
  await createCluster(place, runAs, options.config);
  const server = await startServer({
    name: 'PostgreSQL',
    discardSignal: 'SIGQUIT',
    log: options.log,
    launch: () => launch(options, place, runAs, port, url),
  });
  return Object.assign(server, { url });
}

async function launch(
  options: PostgresOptions,
  place: Place,
  runAs: RunAs,
  port: number,
  url: string,
): Promise<ServerProcess> {
  const settings = Object.entries({ ...SETTINGS, ...options.settings }).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const args = ['-D', place.data, '-p', String(port), '-h', HOST, ...settings];
  for (const startedAt = Date.now(); ; ) {
    const started = await spawnServer({
      name: 'postgres',
      ...asUser(runAs, path.join(place.binDir, 'postgres'), args),
      dataDir: options.dataDir,
      env: { ...options.config.childEnv, LC_ALL: 'C' },
      stopSignal: 'SIGINT',
    });
    try {
      await answers(url, () => started.failure());
      return started;
    } catch (error) {
      await started.stop();
      if (!removeObstacle(error, place) || Date.now() - startedAt > LINGERING_TIMEOUT_MS) throw error;
      await delay(50);
    }
  }
}

/** True when the start can be tried again: what a killed server left behind is gone, or will be in a moment. */
function removeObstacle(error: unknown, place: Place): boolean {
  const text = reason(error);
  if (text.includes('lock file "postmaster.pid" already exists')) {
    const file = path.join(place.data, 'postmaster.pid');
    const holder = Number.parseInt(readFileSync(file, 'utf8'), 10);
    // The number may meanwhile belong to any other process; a real server is never pushed aside.
    if (/postgres/.test(commandLine(holder))) return false;
    rmSync(file, { force: true });
    return true;
  }
  // Backends of a killed server notice its end a moment later.
  return text.includes('pre-existing shared memory block');
}

async function answers(url: string, abort: () => Error | undefined): Promise<void> {
  await poll(
    'PostgreSQL',
    async () => {
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return await client.query('select 1');
      } finally {
        await client.end().catch(() => undefined);
      }
    },
    { timeoutMs: 60_000, everyMs: 20, abort },
  );
}
