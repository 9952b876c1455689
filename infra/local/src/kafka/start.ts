import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { LocalConfig } from '../config.ts';
import { writeFileAtomically } from '../json-file.ts';
import type { Log } from '../log.ts';
import { freePort, HOST } from '../ports.ts';
import { run } from '../process/run.ts';
import { type Server, startServer } from '../process/server.ts';
import { type ServerProcess, spawnServer, whenReady } from '../process/server-process.ts';
import { archiveOptions, brokerArguments, formatArguments } from './command.ts';
import { kafkaAnswers } from './ready.ts';
import type { KafkaProgram } from './resolve.ts';
import { kafkaProperties } from './settings.ts';

export interface KafkaOptions {
  readonly program: KafkaProgram;
  /** A class archive for fast starts. */
  readonly archive?: string | undefined;
  readonly dataDir: string;
  /** 0 picks a free one. */
  readonly port: number;
  readonly controllerPort: number;
  readonly config: LocalConfig;
  readonly log: Log;
}

export interface KafkaServer extends Server {
  readonly brokers: readonly string[];
}

/** Starts a one-node KRaft broker; resolves when it answers. */
export async function startKafka(options: KafkaOptions): Promise<KafkaServer> {
  const port = options.port === 0 ? await freePort() : options.port;
  const controllerPort = options.controllerPort === 0 ? await freePort() : options.controllerPort;
  const properties = await prepareKafka(options, port, controllerPort);
  const server = await startServer({
    name: 'Kafka',
    discardSignal: 'SIGKILL',
    log: options.log,
    async launch() {
      const started = await launchBroker(options, archiveOptions(options.archive), properties);
      return whenReady(started, (abort) => kafkaAnswers(port, abort));
    },
  });
  return Object.assign(server, { brokers: [`${HOST}:${port}`] });
}

/** Writes the settings and formats the log directory of a first start; returns the settings file. */
export async function prepareKafka(options: KafkaOptions, port: number, controllerPort: number): Promise<string> {
  const folder = path.join(options.dataDir, 'kafka');
  const logDir = path.join(folder, 'data');
  const properties = path.join(folder, 'server.properties');
  mkdirSync(folder, { recursive: true });
  writeFileAtomically(properties, kafkaProperties(port, controllerPort, logDir));
  if (existsSync(path.join(logDir, 'meta.properties'))) return properties;
  // A first start that was cut short leaves a directory that is neither empty nor formatted.
  rmSync(logDir, { recursive: true, force: true });
  // A UUID in base64; one that began with a hyphen would be taken for an option.
  const clusterId = `A${randomBytes(16).toString('base64url').slice(1)}`;
  const args = formatArguments(options.program, options.archive, clusterId, properties);
  await run(options.program.java.command, args, { cwd: folder, env: options.config.childEnv });
  return properties;
}

/** Starts the broker's process without waiting for its answer. */
export function launchBroker(
  options: KafkaOptions,
  archiveFlags: readonly string[],
  properties: string,
): Promise<ServerProcess> {
  return spawnServer({
    name: 'kafka',
    command: options.program.java.command,
    args: brokerArguments(options.program, archiveFlags, properties),
    dataDir: options.dataDir,
    env: options.config.childEnv,
    stopSignal: 'SIGTERM',
  });
}
