import { copyFileSync, cpSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOnce, type CacheEntry } from '../cache/build-once.ts';
import type { LocalConfig } from '../config.ts';
import { type Log, secondsSince } from '../log.ts';
import { run } from '../process/run.ts';
import { downloadArchive } from '../resolve/download.ts';

export const KAFKA_VERSION = '4.3.1';
const POM = fileURLToPath(new URL('../../kafka/pom.xml', import.meta.url));
const COPY_GOAL = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies';

/** The cache entry of the broker's class path. */
export function kafkaEntry(config: LocalConfig): CacheEntry {
  return {
    cacheDir: config.cacheDir,
    folder: `kafka-${KAFKA_VERSION}`,
    marker: path.join('libs', `kafka_2.13-${KAFKA_VERSION}.jar`),
  };
}

/** Collects the broker's jars with Maven into the cache, once, and returns their folder. */
export async function collectWithMaven(mvn: string, config: LocalConfig, log: Log): Promise<string> {
  const folder = await buildOnce(kafkaEntry(config), log, async (draft) => {
    log(`Kafka: 首次用 Maven 获取 ${KAFKA_VERSION}，仅此一次 / collecting ${KAFKA_VERSION} with Maven, only once`);
    copyFileSync(POM, path.join(draft, 'pom.xml'));
    const args = ['-B', '-q', COPY_GOAL, `-DoutputDirectory=${path.join(draft, 'libs')}`, '-DincludeScope=runtime'];
    const startedAt = Date.now();
    const timer = setInterval(() => log(`Kafka: 获取中 / collecting … ${secondsSince(startedAt)}`), 15_000);
    try {
      await run(mvn, args, { cwd: draft, env: config.childEnv });
    } finally {
      clearInterval(timer);
    }
  });
  return path.join(folder, 'libs');
}

/** Fetches the official release (120 MB) into the cache, for machines without Maven, and returns the folder of its jars. */
export async function downloadKafka(config: LocalConfig, log: Log): Promise<string> {
  const fileName = `kafka_2.13-${KAFKA_VERSION}.tgz`;
  const url = `https://archive.apache.org/dist/kafka/${KAFKA_VERSION}/${fileName}`;
  const folder = await buildOnce(kafkaEntry(config), log, async (draft) => {
    log(`Kafka: 下载官方发布 / downloading the official release ${KAFKA_VERSION}`);
    await downloadArchive({ url, checksumsUrl: `${url}.sha512`, algorithm: 'sha512', fileName }, draft, config);
    cpSync(path.join(draft, `kafka_2.13-${KAFKA_VERSION}`, 'libs'), path.join(draft, 'libs'), { recursive: true });
  });
  return path.join(folder, 'libs');
}
