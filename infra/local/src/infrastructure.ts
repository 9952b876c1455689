import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { tryLock } from './cache/lock.ts';
import { type LocalConfig, readConfig } from './config.ts';
import { resolveKafka } from './kafka/resolve.ts';
import type { Log } from './log.ts';
import { planPorts } from './port-plan.ts';
import { releasePorts } from './ports.ts';
import { resolvePostgres } from './postgres/resolve.ts';
import type { Server } from './process/server.ts';
import { type Context, provideDatabase, provideKafka, provideTemporal } from './provide.ts';
import { MissingServersError } from './resolve/resolution.ts';
import { resolveTemporal } from './temporal/resolve.ts';

export interface InfrastructureOptions {
  /** Holds all data, logs and remembered ports; one running infrastructure at a time. */
  readonly dataDir: string;
  /** True: the well-known ports when they are free. False: any free ports. */
  readonly fixedPorts: boolean;
  /** True: with Temporal's web UI. */
  readonly ui: boolean;
  readonly log: Log;
  /** Settings of a PostgreSQL that is started here. */
  readonly postgresSettings?: Readonly<Record<string, string>>;
  readonly config?: LocalConfig;
}

/** The real servers, started here or given by the environment. */
export interface Infrastructure {
  readonly temporalAddress: string;
  readonly temporalUiUrl?: string;
  readonly kafkaBrokers: readonly string[];
  /** As administrator, to the maintenance database. */
  readonly databaseUrl: string;
  /** Those started by us; absent when an address in the environment is used. */
  readonly servers: { readonly temporal?: Server; readonly kafka?: Server; readonly postgres?: Server };
  /** Stops what was started by us. `discard`: the fast way, for data that is about to be deleted. */
  stop(options?: { readonly discard?: boolean }): Promise<void>;
}

/**
 * Provides Temporal, Kafka and PostgreSQL, all three at the same time.
 * Throws one `MissingServersError` that lists everything that cannot be had, before anything is built or started.
 */
export async function startInfrastructure(options: InfrastructureOptions): Promise<Infrastructure> {
  const config = options.config ?? readConfig();
  const dataDir = path.resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const release = tryLock(path.join(dataDir, 'owner.lock'));
  if (typeof release === 'number') {
    throw new Error(
      `${dataDir} 正被进程 ${release} 使用 / is in use by process ${release}; stop it first or use another folder`,
    );
  }
  try {
    return await start({ ...options, dataDir, config }, release);
  } catch (error) {
    release();
    throw error;
  }
}

async function start(
  options: InfrastructureOptions & { readonly config: LocalConfig },
  release: () => void,
): Promise<Infrastructure> {
  const { config, dataDir, log, ui, postgresSettings = {} } = options;
  const [temporal, kafka, postgres] = await Promise.all([
    resolveTemporal(config, log),
    resolveKafka(config, log),
    resolvePostgres(config, dataDir),
  ]);
  const missing = [temporal, kafka, postgres].flatMap((resolution) =>
    resolution.kind === 'missing' ? [resolution.missing] : [],
  );
  if (missing.length > 0) throw new MissingServersError(missing);
  const ports = await planPorts(dataDir, options.fixedPorts);
  const started: Server[] = [];
  const context: Context = {
    config,
    dataDir,
    ports,
    ui,
    log,
    postgresSettings,
    onStarted: (server) => started.push(server),
  };
  const stop: Infrastructure['stop'] = async (how) => {
    await Promise.all(started.map((server) => (how?.discard === true ? server.discard() : server.stop())));
    releasePorts(Object.values(ports));
    release();
  };
  const results = await Promise.allSettled([
    provideTemporal(temporal, context),
    provideKafka(kafka, context),
    provideDatabase(postgres, context),
  ] as const);
  const failures = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
  const [temporalServer, kafkaServer, database] = results;
  if (temporalServer.status === 'rejected' || kafkaServer.status === 'rejected' || database.status === 'rejected') {
    await stop();
    throw failures.length === 1 ? failures[0] : new AggregateError(failures, failures.map(String).join('\n'));
  }
  return {
    ...temporalServer.value.addresses,
    ...kafkaServer.value.addresses,
    ...database.value.addresses,
    servers: { ...temporalServer.value.server, ...kafkaServer.value.server, ...database.value.server },
    stop,
  };
}
