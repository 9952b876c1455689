import { readdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KafkaProgram } from './resolve.ts';

const LOG_SETTINGS = fileURLToPath(new URL('../../kafka/log4j2.yaml', import.meta.url));

/** Arguments of `java` for one of the broker's main classes. */
function javaArguments(libs: string, heap: readonly string[], rest: readonly string[]): string[] {
  return [
    ...heap,
    '-XX:+UseSerialGC',
    // Starts twice as fast and is fast enough for a developer's load.
    '-XX:TieredStopAtLevel=1',
    `-Dlog4j2.configurationFile=${LOG_SETTINGS}`,
    '-cp',
    classPath(libs),
    ...rest,
  ];
}

/** The options that use a class archive, none when there is none. */
export function archiveOptions(archive: string | undefined): string[] {
  return archive === undefined ? [] : [`-XX:SharedArchiveFile=${archive}`, '-Xlog:disable', '-Xlog:all=error:stderr'];
}

/** The command that makes an empty log directory into that of a new one-node cluster. */
export function formatArguments(
  program: KafkaProgram,
  archive: string | undefined,
  clusterId: string,
  properties: string,
): string[] {
  const tool = ['kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', properties, '--ignore-formatted'];
  return javaArguments(program.libs, ['-Xmx128m', ...archiveOptions(archive)], tool);
}

/** The command that runs the broker. */
export function brokerArguments(program: KafkaProgram, archiveFlags: readonly string[], properties: string): string[] {
  return javaArguments(program.libs, ['-Xms128m', '-Xmx384m', ...archiveFlags], ['kafka.Kafka', properties]);
}

// Spelled out and sorted: a class archive is only valid for the very same class path.
function classPath(libs: string): string {
  const jars = readdirSync(libs).filter((name) => name.endsWith('.jar'));
  return jars
    .sort()
    .map((name) => path.join(libs, name))
    .join(path.delimiter);
}
