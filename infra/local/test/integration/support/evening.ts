/**
 * A system whose clock begins in the last minute of a working day, with the invented regions that close after midnight: what is
 * filed in that minute runs out on a real timer while the tests wait.
 */
import { rmSync } from 'node:fs';
import { databaseNamed, startTestSystem, testServers } from '../../../src/index.ts';
import { type Bench, localSeconds, openBench } from './bench.ts';
import { eve, midnight, writePacks } from './regions.ts';

export interface Evening {
  readonly bench: Bench;
  readonly brokers: readonly string[];
  /** Fails when midnight has passed. */
  stillEvening(): void;
  end(): Promise<void>;
}

/** Tests that share an evening with others. */
export interface Suite {
  readonly name: string;
  /** What is to run out at the first close. */
  evening(evening: Evening): Promise<void>;
  /** Tests that need no instant, while the minute passes. */
  meanwhile(): void;
  /** Tests after the first close. */
  afterwards(): void;
}

/** `databaseUrl`: the way of the system to the database, where a test cuts it. */
export async function openEvening(databaseUrl?: string): Promise<Evening> {
  const packs = writePacks();
  const servers = await testServers();
  const system = await startTestSystem({
    infrastructure: { ...servers, ...(databaseUrl !== undefined && { databaseUrl }) },
    clockAt: localSeconds(eve, 15),
    env: { REGION_PACKS_DIR: packs },
  });
  const bench = openBench(system, servers.temporalAddress, databaseNamed(servers.databaseUrl, system.namespace));
  // A slow start eats up the minute: then it begins again.
  while (bench.now() > localSeconds(eve, 35)) await bench.setClock(localSeconds(eve, 20));
  return {
    bench,
    brokers: servers.kafkaBrokers,
    stillEvening() {
      if (bench.now() >= midnight) throw new Error('the machine is too slow: the evening ended too early');
    },
    async end() {
      await bench.close();
      await system.stop();
      rmSync(packs, { recursive: true, force: true });
    },
  };
}
