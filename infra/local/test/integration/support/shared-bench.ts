/** One system for the test files that ask for nothing special of theirs: to start one takes longer than most tests. */
import { afterAll, beforeAll } from '@jest/globals';
import { startTestSystem, testServers } from '../../../src/index.ts';
import { type Bench, openBench } from './bench.ts';

let shared: Bench | undefined;

/** Usable once the tests run; the first call boots it for all of its test file. */
export function sharedBench(): Bench {
  shared ??= boot();
  return shared;
}

function boot(): Bench {
  let bench: Bench | undefined;
  beforeAll(async () => {
    const servers = await testServers();
    bench = openBench(await startTestSystem(), servers.temporalAddress);
  });
  afterAll(async () => {
    await bench?.close();
    await bench?.system.stop();
  });
  const running = (): Bench => {
    if (!bench) throw new Error('the system is not up');
    return bench;
  };
  return {
    get system() {
      return running().system;
    },
    get api() {
      return running().api;
    },
    get db() {
      return running().db;
    },
    get client() {
      return running().client;
    },
    now: () => running().now(),
    setClock: (to) => running().setClock(to),
    close: () => running().close(),
  };
}
