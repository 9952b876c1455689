import { readdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { cached } from '../cache/build-once.ts';
import type { LocalConfig } from '../config.ts';
import { type Log, reason } from '../log.ts';
import { acceptsAddress } from '../ports.ts';
import { findPrograms } from '../process/run.ts';
import type { Choice, Resolution } from '../resolve/resolution.ts';
import { collectWithMaven, downloadKafka, KAFKA_VERSION, kafkaEntry } from './build.ts';
import { findJava, type Java } from './java.ts';

export interface KafkaProgram {
  readonly java: Java;
  /** The folder of the broker's jars. */
  readonly libs: string;
  readonly version: string;
}

/** Brokers that run somewhere already, or a broker to start. */
export type KafkaSource =
  | { readonly kind: 'address'; readonly brokers: readonly string[] }
  | { readonly kind: 'program'; readonly program: KafkaProgram };

const CHOICES: readonly Choice[] = [
  {
    zh: '设置 KAFKA_BROKERS=主机:端口[,…]，使用已有服务',
    en: 'set KAFKA_BROKERS=host:port[,…] to use running brokers',
  },
  {
    zh: '安装 Java 17 以上和 Maven，自动获取 Kafka',
    en: 'install Java 17 or newer and Maven: Kafka is collected once',
  },
  {
    zh: '安装 Java 17 以上，并允许访问官方发布地址或把 Kafka 4 放进 PATH',
    en: 'install Java 17 or newer, and allow access to the official release address or put Kafka 4 on PATH',
  },
];

/** Environment, PATH and cache, Maven, official download: the first that works. */
export async function resolveKafka(config: LocalConfig, log: Log): Promise<Resolution<KafkaSource>> {
  if (config.kafkaBrokers !== undefined) {
    const answers = await Promise.all(config.kafkaBrokers.map((broker) => acceptsAddress(broker, 3000)));
    if (answers.includes(true))
      return { kind: 'ready', origin: 'KAFKA_BROKERS', value: { kind: 'address', brokers: config.kafkaBrokers } };
    return missing([
      `KAFKA_BROKERS=${config.kafkaBrokers.join(',')}: nothing answers there (unset it to have one started here)`,
    ]);
  }
  const java = findJava(config);
  if (typeof java === 'string') return missing([java]);
  const program = (libs: string, version: string): KafkaSource => ({
    kind: 'program',
    program: { java, libs, version },
  });
  const installed = findInstalled(config);
  if (installed !== undefined)
    return { kind: 'ready', origin: 'PATH', value: program(installed.libs, installed.version) };
  const folder = cached(kafkaEntry(config));
  if (folder !== undefined)
    return { kind: 'ready', origin: 'cache', value: program(path.join(folder, 'libs'), KAFKA_VERSION) };
  const mvn = findPrograms('mvn', config.searchPath)[0];
  // Maven comes before the official archive: a third of the size, and it also works where only a mirror can be reached.
  if (mvn !== undefined) {
    return {
      kind: 'build',
      origin: 'Maven',
      build: async (progress) => program(await collectWithMaven(mvn, config, progress), KAFKA_VERSION),
    };
  }
  try {
    return { kind: 'ready', origin: 'download', value: program(await downloadKafka(config, log), KAFKA_VERSION) };
  } catch (error) {
    return missing(['mvn: not on PATH', `official download: ${reason(error)}`]);
  }
}

function missing(tried: readonly string[]): Resolution<KafkaSource> {
  return { kind: 'missing', missing: { name: 'Kafka (≥ 4)', tried, choices: CHOICES } };
}

function findInstalled(config: LocalConfig): { libs: string; version: string } | undefined {
  const scripts = ['kafka-server-start.sh', 'kafka-server-start'].flatMap((name) =>
    findPrograms(name, config.searchPath),
  );
  for (const script of scripts) {
    const home = path.join(path.dirname(realpathSync(script)), '..');
    for (const libs of [path.join(home, 'libs'), path.join(home, 'libexec', 'libs')]) {
      const version = versionIn(libs);
      if (version !== undefined) return { libs, version };
    }
  }
  return undefined;
}

function versionIn(libs: string): string | undefined {
  try {
    const jar = readdirSync(libs)
      .map((name) => /^kafka_2\.13-(\d+)\.(\d[\d.]*\d)\.jar$/.exec(name))
      .find((match) => match !== null);
    return jar !== undefined && Number(jar[1]) >= 4 ? `${jar[1]}.${jar[2]}` : undefined;
  } catch {
    return undefined;
  }
}
