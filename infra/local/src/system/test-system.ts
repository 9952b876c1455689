/** Systems for tests: on the servers a test run shares, each with a database, topics and a namespace of its own. */
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { type Instant, millis } from '@yichuang/kernel';
import { readConfig } from '../config.ts';
import type { Infrastructure } from '../infrastructure.ts';
import { readJsonObject, writeFileAtomically } from '../json-file.ts';
import { ensureTestInfrastructure } from '../test-infrastructure.ts';
import { dropDatabase } from './database.ts';
import { type System, type SystemOptions, startSystem } from './system.ts';

export type ServerAddresses = SystemOptions['infrastructure'];

/** The servers of the test run (`YICHUANG_INFRASTRUCTURE` names their state file), or own ones. */
export async function testServers(): Promise<ServerAddresses & { stop(): Promise<void> }> {
  const file = process.env['YICHUANG_INFRASTRUCTURE'];
  if (file === undefined) return ensureTestInfrastructure();
  const state = readJsonObject(file) ?? {};
  const { databaseUrl, kafkaBrokers, temporalAddress } = state;
  if (typeof databaseUrl !== 'string' || typeof temporalAddress !== 'string' || !Array.isArray(kafkaBrokers))
    throw new Error(`${file} does not describe running servers`);
  return { databaseUrl, temporalAddress, kafkaBrokers: kafkaBrokers.map(String), stop: () => Promise.resolve() };
}

/** The workflow bundle, built once per test run (or process). */
export async function testBundle(): Promise<string> {
  const state = process.env['YICHUANG_INFRASTRUCTURE'];
  const folder =
    state === undefined ? path.join(os.tmpdir(), `yichuang-bundle-${String(process.pid)}`) : path.dirname(state);
  const file = path.join(folder, 'workflows.js');
  if (!existsSync(file)) {
    // Loaded only where it is needed: the bundler is heavy.
    const { bundleWorkflows } = await import('@yichuang/platform/worker');
    const { code } = await bundleWorkflows(fileURLToPath(import.meta.resolve('@yichuang/workflows')));
    mkdirSync(folder, { recursive: true });
    writeFileAtomically(file, code);
    if (state === undefined)
      process.once('exit', () => {
        rmSync(folder, { recursive: true, force: true });
      });
  }
  return file;
}

export interface TestSystemOptions extends Partial<Omit<SystemOptions, 'infrastructure' | 'dataDir'>> {
  infrastructure?: ServerAddresses | Infrastructure;
  /** What the database's clock reads when the processes begin to start. */
  clockAt?: Instant;
}

export interface TestSystem extends System {
  /** The database's clock as this process sees it. */
  nowMs(): number;
  /** Logs of the processes. */
  dataDir: string;
}

/** A system of its own; `stop` drops its data. */
export async function startTestSystem({
  infrastructure,
  clockAt,
  ...options
}: TestSystemOptions = {}): Promise<TestSystem> {
  const shared = infrastructure ? undefined : await testServers();
  const servers = infrastructure ?? shared;
  if (!servers) throw new Error('no servers');
  const name = options.name ?? `t${randomBytes(5).toString('hex')}`;
  const dataDir = mkdtempSync(path.join(os.tmpdir(), `yichuang-${name}-`));
  // The shared bundle is for plain payloads; a worker with a key builds its own.
  const workflowBundle = options.workflowBundle ?? (options.payloadKey ? undefined : await testBundle());
  const maxCachedWorkflows = options.maxCachedWorkflows ?? readConfig().maxCachedWorkflows;
  const clockOffsetMs = clockAt === undefined ? 0 : millis(clockAt) - Date.now();
  const system = await startSystem({
    ...options,
    infrastructure: servers,
    name,
    dataDir,
    clockOffsetMs,
    ...(workflowBundle !== undefined && { workflowBundle }),
    // Tests poll far faster than callers do.
    env: { RATE_LIMIT_PER_MINUTE: '0', ...options.env },
    ...(maxCachedWorkflows !== undefined && { maxCachedWorkflows }),
  });
  return {
    ...system,
    dataDir,
    nowMs: () => Date.now() + clockOffsetMs,
    async stop() {
      await system.stop();
      await dropDatabase(servers.databaseUrl, name);
      await shared?.stop();
      rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
