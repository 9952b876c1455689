/** The whole system on given servers: database, topics, namespace, issuer, four services and a worker process. */
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import type { Server as HttpServer } from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ServiceName, searchAttributes, services } from '@yichuang/contracts/temporal';
import { type PayloadKeys, topics } from '@yichuang/platform';
import { readConfig } from '../config.ts';
import type { Infrastructure } from '../infrastructure.ts';
import { issuerApp } from '../issuer/app.ts';
import { type Claims, createIssuer } from '../issuer/issuer.ts';
import { logIn } from '../issuer/log-in.ts';
import { readJsonObject, writeFileAtomically } from '../json-file.ts';
import { choosePort, freePort } from '../ports.ts';
import { ensureNamespace, registerSearchAttributes } from '../temporal/admin.ts';
import { ensureTopics } from '../topics.ts';
import { localAccounts, localSystems } from './accounts.ts';
import { prepareDatabase } from './database.ts';
import { createPart, type Part } from './process.ts';

export interface SystemOptions {
  infrastructure: Pick<Infrastructure, 'databaseUrl' | 'kafkaBrokers' | 'temporalAddress' | 'temporalUiUrl'>;
  /** Names the database, the topics' prefix and the Temporal namespace. */
  name: string;
  namespace?: string;
  /** Keys, logs. */
  dataDir: string;
  /** The well-known ports when they are free. */
  fixedPorts?: boolean;
  /** Fixed offset of the database clock; test databases only. */
  clockOffsetMs?: number;
  /** A workflow bundle built before, for a fast start of workers. */
  workflowBundle?: string;
  buildId?: string;
  maxCachedWorkflows?: number;
  /** What Temporal stores is encrypted with this key; plain without it. */
  payloadKey?: Buffer;
  /** Further settings of every part, such as REGION_PACKS_DIR. */
  env?: Record<string, string>;
  log?: (line: string) => void;
}

export interface System {
  urls: Record<ServiceName, string>;
  issuerUrl: string;
  databaseUrl: string;
  namespace: string;
  payloadKeys: PayloadKeys;
  parts: Record<ServiceName, Part> & { worker: Part };
  /** What its processes run with. */
  env: Record<string, string>;
  /** One more worker process, with settings of its own; not started yet. */
  workerPart(name: string, settings: Record<string, string>): Part;
  /** A token of an account by its name, or one with any claims. */
  token(who: string | Claims): Promise<string>;
  accounts: Record<string, Claims>;
  stop(): Promise<void>;
}

const firstPort = 8100;
const retentionDays = 30;

/** Goes with the checkout, like the tools' caches. */
const compiled = fileURLToPath(new URL('../../../../node_modules/.cache/compiled', import.meta.url));

const mainOf = (specifier: string): string => fileURLToPath(import.meta.resolve(specifier));

/** A key for the life of a data folder, made at the first use. */
function storedKey(dataDir: string, name: string, make: () => string): string {
  const file = path.join(dataDir, `${name}.json`);
  const stored = readJsonObject(file)?.['key'];
  if (typeof stored === 'string') return stored;
  const key = make();
  writeFileAtomically(file, JSON.stringify({ key }), 0o600);
  return key;
}

const ed25519 = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

export async function startSystem(options: SystemOptions): Promise<System> {
  const { infrastructure, name, dataDir, fixedPorts = false, namespace = name, log = () => undefined } = options;
  mkdirSync(dataDir, { recursive: true });
  const prefix = name === 'yichuang' ? '' : `${name}.`;
  const accounts = localAccounts();
  const issuerPort = fixedPorts ? await choosePort([firstPort]) : await freePort();
  const issuerUrl = `http://127.0.0.1:${String(issuerPort)}`;
  const issuer = await createIssuer({ dataDir, url: issuerUrl });
  const issuerServer = await listen(issuerApp(issuer, { accounts, systems: localSystems() }), issuerPort);
  const [databaseUrl] = await Promise.all([
    prepareDatabase(infrastructure.databaseUrl, name.replaceAll('-', '_'), options.clockOffsetMs),
    ensureTopics(infrastructure.kafkaBrokers, topics(prefix)),
    ensureNamespace(infrastructure.temporalAddress, namespace, retentionDays).then(() =>
      registerSearchAttributes(infrastructure.temporalAddress, namespace, searchAttributes),
    ),
  ]);
  const { childEnv } = readConfig();
  const env = {
    PATH: childEnv['PATH'] ?? '',
    HOME: childEnv['HOME'] ?? '/',
    TZ: childEnv['TZ'] ?? 'UTC',
    // Five processes load the same thousand modules at every start; compiled once, that takes half the processor time.
    NODE_COMPILE_CACHE: compiled,
    MODE: 'sandbox',
    DATABASE_URL: databaseUrl,
    TEMPORAL_ADDRESS: infrastructure.temporalAddress,
    TEMPORAL_NAMESPACE: namespace,
    ...(infrastructure.temporalUiUrl !== undefined && { TEMPORAL_UI_URL: infrastructure.temporalUiUrl }),
    KAFKA_BROKERS: infrastructure.kafkaBrokers.join(','),
    KAFKA_PREFIX: prefix,
    // On one machine a killed member is missed at once.
    KAFKA_SESSION_TIMEOUT_MS: '6000',
    OIDC_ISSUER: issuerUrl,
    STORAGE_DIR: path.join(dataDir, 'storage'),
    JOURNAL_KEY: storedKey(dataDir, 'journal-key', () => randomBytes(32).toString('base64')),
    SEAL_KEY: storedKey(dataDir, 'seal-key', ed25519),
    SEAL_EVERY_MS: '5000',
    WORKER_BUILD_ID: options.buildId ?? 'dev',
    WORKER_MAKE_CURRENT: 'true',
    ...(options.workflowBundle !== undefined && { WORKFLOW_BUNDLE: options.workflowBundle }),
    ...(options.maxCachedWorkflows !== undefined && { MAX_CACHED_WORKFLOWS: String(options.maxCachedWorkflows) }),
    ...(options.payloadKey && { PAYLOAD_KEY: options.payloadKey.toString('base64') }),
    ...options.env,
  };
  const logDir = path.join(dataDir, 'logs');
  const servicePart = async (service: ServiceName, i: number): Promise<Part> => {
    const port = fixedPorts ? await choosePort([firstPort + 1 + i]) : await freePort();
    return createPart({
      name: service,
      main: mainOf(`@yichuang/${service}/main`),
      env: { ...env, PORT: String(port) },
      logDir,
    });
  };
  const [intake, approval, issuance, assist] = await Promise.all([
    servicePart('intake', 0),
    servicePart('approval', 1),
    servicePart('issuance', 2),
    servicePart('assist', 3),
  ]);
  const workers: Part[] = [];
  const workerPart: System['workerPart'] = (name, settings) => {
    const main = mainOf('@yichuang/activities/worker');
    const part = createPart({ name, main, env: { ...env, ...settings }, logDir });
    workers.push(part);
    return part;
  };
  const worker = workerPart('worker', {});
  const parts = { intake, approval, issuance, assist, worker };
  const stateFile = path.join(dataDir, 'system.json');
  const stop = async (): Promise<void> => {
    rmSync(stateFile, { force: true });
    await Promise.all(services.map((service) => parts[service].stop()));
    await Promise.all(workers.map((part) => part.stop()));
    await new Promise<void>((resolve) => {
      issuerServer.close(() => {
        resolve();
      });
      issuerServer.closeAllConnections();
    });
  };
  try {
    await Promise.all(Object.values(parts).map((part) => part.start()));
  } catch (error) {
    await stop();
    throw error;
  }
  // Where the operator's tool finds a system that runs on this machine.
  writeFileAtomically(stateFile, JSON.stringify({ env }), 0o600);
  log(`服务与工作进程已启动 / services and workers are up`);
  const urlOf = (part: Part): string => `http://127.0.0.1:${String(part.port)}`;
  return {
    urls: { intake: urlOf(intake), approval: urlOf(approval), issuance: urlOf(issuance), assist: urlOf(assist) },
    issuerUrl,
    databaseUrl,
    namespace,
    payloadKeys: { current: options.payloadKey, older: [] },
    parts,
    workerPart,
    env,
    accounts,
    token: (who) => (typeof who === 'string' ? logIn(issuerUrl, who) : issuer.token(who)),
    stop,
  };
}

function listen(app: ReturnType<typeof issuerApp>, port: number): Promise<HttpServer> {
  return new Promise((resolve, reject) => {
    const server = app.listen(port, '127.0.0.1', (error?: Error) => {
      if (error) reject(error);
      else resolve(server);
    });
  });
}
