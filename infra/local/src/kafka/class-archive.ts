import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildOnce, type CacheEntry, cached } from '../cache/build-once.ts';
import type { LocalConfig } from '../config.ts';
import { type Log, reason } from '../log.ts';
import { freePort } from '../ports.ts';
import { kafkaAnswers } from './ready.ts';
import type { KafkaProgram } from './resolve.ts';
import { launchBroker, prepareKafka } from './start.ts';

const ARCHIVE = 'kafka.jsa';

/** The class archive for this JVM and class path (broker ready in 1.2 instead of 2.6 s), made once by a trial run. */
export async function classArchive(program: KafkaProgram, config: LocalConfig, log: Log): Promise<string | undefined> {
  const key = createHash('sha256')
    .update(`${program.java.command}\n${program.java.version}\n${program.libs}`)
    .digest('hex')
    .slice(0, 12);
  const entry: CacheEntry = {
    cacheDir: config.cacheDir,
    folder: `kafka-${program.version}-classes-${key}`,
    marker: ARCHIVE,
  };
  try {
    const folder = cached(entry) ?? (await buildOnce(entry, log, (draft) => trialRun(draft, program, config, log)));
    return path.join(folder, ARCHIVE);
  } catch (error) {
    log(`Kafka: 未能生成启动加速文件 / no class archive, starts will be slower: ${reason(error)}`);
    return undefined;
  }
}

async function trialRun(draft: string, program: KafkaProgram, config: LocalConfig, log: Log): Promise<void> {
  log('Kafka: 首次生成启动加速文件，约 10 秒 / making the class archive for fast starts, about 10 s, only once');
  const dataDir = path.join(draft, 'trial');
  mkdirSync(dataDir);
  const [port, controllerPort] = [await freePort(), await freePort()];
  const options = { program, dataDir, port, controllerPort, config, log };
  const properties = await prepareKafka(options, port, controllerPort);
  const broker = await launchBroker(options, [`-XX:ArchiveClassesAtExit=${path.join(draft, ARCHIVE)}`], properties);
  try {
    await kafkaAnswers(port, () => broker.failure());
  } finally {
    await broker.stop();
  }
}
