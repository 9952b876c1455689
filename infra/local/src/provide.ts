import type { LocalConfig } from './config.ts';
import { classArchive } from './kafka/class-archive.ts';
import type { KafkaSource } from './kafka/resolve.ts';
import { startKafka } from './kafka/start.ts';
import { type Log, secondsSince } from './log.ts';
import type { PortPlan } from './port-plan.ts';
import type { PostgresSource } from './postgres/resolve.ts';
import { startPostgres } from './postgres/start.ts';
import type { Server } from './process/server.ts';
import { obtain, type Resolution } from './resolve/resolution.ts';
import type { TemporalSource } from './temporal/resolve.ts';
import { startTemporal } from './temporal/start.ts';

/** What the three have in common. */
export interface Context {
  readonly config: LocalConfig;
  readonly dataDir: string;
  readonly ports: PortPlan;
  readonly ui: boolean;
  readonly postgresSettings: Readonly<Record<string, string>>;
  readonly log: Log;
  /** Told of every server as soon as it runs, so that it is stopped even when another one fails. */
  readonly onStarted: (server: Server) => void;
}

type Provided<Addresses, Name extends string> = {
  readonly addresses: Addresses;
  readonly server: { readonly [name in Name]?: Server };
};
type Found<T> = Resolution<T>;

/** Temporal, started if need be. */
export async function provideTemporal(
  found: Found<TemporalSource>,
  context: Context,
): Promise<Provided<{ temporalAddress: string; temporalUiUrl?: string }, 'temporal'>> {
  const source = await obtain(found, context.log);
  if (source.kind === 'address') {
    report(context, 'Temporal', '', source.address, found);
    const uiUrl = source.uiUrl === undefined ? {} : { temporalUiUrl: source.uiUrl };
    return { addresses: { temporalAddress: source.address, ...uiUrl }, server: {} };
  }
  const startedAt = Date.now();
  const { dataDir, ports, ui, config, log } = context;
  const { binary, serverVersion } = source.program;
  const server = await startTemporal({
    binary,
    dataDir,
    port: ports.temporal,
    uiPort: ports.temporalUi,
    ui,
    config,
    log,
  });
  context.onStarted(server);
  report(context, 'Temporal', serverVersion, server.address, found, startedAt);
  const uiUrl = server.uiUrl === undefined ? {} : { temporalUiUrl: server.uiUrl };
  return { addresses: { temporalAddress: server.address, ...uiUrl }, server: { temporal: server } };
}

/** Kafka, started if need be. */
export async function provideKafka(
  found: Found<KafkaSource>,
  context: Context,
): Promise<Provided<{ kafkaBrokers: readonly string[] }, 'kafka'>> {
  const source = await obtain(found, context.log);
  if (source.kind === 'address') {
    report(context, 'Kafka', '', source.brokers.join(','), found);
    return { addresses: { kafkaBrokers: source.brokers }, server: {} };
  }
  const { dataDir, ports, config, log } = context;
  const { program } = source;
  const archive = await classArchive(program, config, log);
  const startedAt = Date.now();
  const server = await startKafka({
    program,
    archive,
    dataDir,
    port: ports.kafka,
    controllerPort: ports.kafkaController,
    config,
    log,
  });
  context.onStarted(server);
  report(context, 'Kafka', program.version, server.brokers.join(','), found, startedAt);
  return { addresses: { kafkaBrokers: server.brokers }, server: { kafka: server } };
}

/** PostgreSQL, started if need be. */
export async function provideDatabase(
  found: Found<PostgresSource>,
  context: Context,
): Promise<Provided<{ databaseUrl: string }, 'postgres'>> {
  const source = await obtain(found, context.log);
  if (source.kind === 'address') {
    report(context, 'PostgreSQL', source.version, '', found);
    return { addresses: { databaseUrl: source.url }, server: {} };
  }
  const startedAt = Date.now();
  const { dataDir, ports, config, log, postgresSettings: settings } = context;
  const server = await startPostgres({ program: source.program, dataDir, port: ports.postgres, config, log, settings });
  context.onStarted(server);
  report(context, 'PostgreSQL', source.program.version, new URL(server.url).host, found, startedAt);
  return { addresses: { databaseUrl: server.url }, server: { postgres: server } };
}

function report(
  context: Context,
  name: string,
  version: string,
  address: string,
  found: Found<unknown>,
  startedAt?: number,
): void {
  const origin = found.kind === 'missing' ? '' : found.origin;
  const time = startedAt === undefined ? '' : secondsSince(startedAt);
  context.log([name.padEnd(10), version.padEnd(8), address.padEnd(21), origin, time].join('  ').trimEnd());
}
