/** The skeleton of a service: HTTP app, relays, consumer and Temporal client around its own schema. The same for all four. */

import type { Client } from '@temporalio/client';
import { type ServiceName, services } from '@yichuang/contracts/temporal';
import { loadPacks } from '@yichuang/regions';
import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { clockOffset } from './calendar/store.ts';
import type { Config } from './config.ts';
import { type Leader } from './db/leader.ts';
import { createDatabase, roleUrl } from './db/pool.ts';
import { withDocuments } from './documents/issue.ts';
import { createRenderer } from './documents/render.ts';
import { startRenderJob } from './documents/render-job.ts';
import { documentRoutes } from './documents/routes.ts';
import { testSeal } from './documents/seal.ts';
import { serveVerification } from './documents/verify-page.ts';
import { createRecorder, type Projection, type Recorder } from './facts/recorder.ts';
import { sealKey, startSealing } from './facts/seal.ts';
import { createApp } from './http/app.ts';
import { type CommandDesk, createCommandDesk } from './http/command.ts';
import { commonRoutes } from './http/common-routes.ts';
import { createCourtesy } from './http/courtesy.ts';
import { serveDocs } from './http/docs.ts';
import { close, listen } from './http/listen.ts';
import { type Routes, routes } from './http/route.ts';
import { createInbox, type EventEffect } from './inbox/consumer.ts';
import { startInboundRelay } from './inbox/inbound.ts';
import { startReplay } from './inbox/replay.ts';
import { type Cipher, createCipher } from './journal/cipher.ts';
import { createOutcomes } from './journal/outcomes.ts';
import { startCommandRelay } from './journal/relay.ts';
import { createLog, type Logger } from './log.ts';
import { topicOf } from './messaging/cloud-event.ts';
import { reliableConsumer, reliablePublisher } from './messaging/reliable.ts';
import { noticeChannels } from './notices/channels.ts';
import { noticeRoutes } from './notices/routes.ts';
import { startSendJob } from './notices/send-job.ts';
import { watchBacklog } from './observe/backlog.ts';
import { startReconcile } from './operator/sweep.ts';
import { startOutboxRelay } from './outbox/relay.ts';
import type { ContentStore } from './storage/content-store.ts';
import { localFolder } from './storage/local-folder.ts';
import { createTemporalClient } from './temporal/client.ts';

/** What a service's routes and effects work with. */
export interface ServiceTools<DB> {
  config: Config;
  db: Kysely<DB>;
  cipher: Cipher;
  desk: CommandDesk;
  record: Recorder;
  client: Client;
  clockOffsetMs: number;
  storage: ContentStore;
  log: Logger;
}

export interface ServiceDefinition<DB> {
  name: ServiceName;
  /** Own facts → read models, in the transaction that records them. */
  project: Projection<DB>;
  /** Facts of the other services → read models and messages to own workflows. */
  effect(tools: ServiceTools<DB>): EventEffect<DB>;
  mount(routes: Routes, tools: ServiceTools<DB>): void;
  /** Jobs of this service alone; each is done by one process at a time. */
  jobs?(tools: ServiceTools<DB>, databaseUrl: string): Leader[];
}

export interface RunningService {
  port: number;
  stop(): Promise<void>;
}

async function startService<DB>(definition: ServiceDefinition<DB>, config: Config): Promise<RunningService> {
  const { name } = definition;
  const log = createLog(name, config.logLevel);
  const databaseUrl = roleUrl(config.databaseUrl, name);
  const db = createDatabase<DB>(databaseUrl, { name });
  const plain: QueryExecutorProvider = db;
  const clockOffsetMs = await clockOffset(plain);
  if (!config.sandbox && clockOffsetMs !== 0)
    throw new Error('a database with an offset clock is refused in production');
  const cipher = createCipher(config.journalKey);
  const key = config.seal.key === undefined ? undefined : sealKey(config.seal.key);
  if (!key) log.warn('no SEAL_KEY: chain ends are not signed');
  if (!config.sandbox) log.warn('no platform of seals is connected: documents carry a seal marked as a test');
  const temporal = createTemporalClient(config.temporal);
  const outcomes = createOutcomes(databaseUrl, log);
  const project = withDocuments(name, definition.project, loadPacks(config.regionPacksDir));
  const record = createRecorder({ service: name, db, cipher, project, log });
  const tools: ServiceTools<DB> = {
    config,
    db,
    cipher,
    desk: createCommandDesk(plain, cipher, outcomes),
    record,
    client: temporal.client,
    clockOffsetMs,
    storage: localFolder(config.storageDir, config.storageKeys),
    log,
  };

  const effect = definition.effect(tools);
  const courtesy = createCourtesy();
  let stopping = false;
  const brokers = { brokers: config.kafka.brokers, clientId: `yichuang-${name}`, log };
  const publisher = reliablePublisher(brokers);
  const consumer = reliableConsumer(
    { ...brokers, groupId: `${config.kafka.prefix}yichuang.${name}`, sessionTimeoutMs: config.kafka.sessionTimeoutMs },
    services.filter((other) => other !== name).map((other) => topicOf(config.kafka.prefix, other)),
    createInbox({ service: name, db, effect, log, stopping: () => stopping }),
  );
  const relays = [
    startOutboxRelay({ service: name, databaseUrl, topic: topicOf(config.kafka.prefix, name), publisher, log }),
    startCommandRelay({ service: name, databaseUrl, db: plain, client: temporal.client, cipher, log }),
    startInboundRelay({ service: name, databaseUrl, db: plain, client: temporal.client, record, courtesy, log }),
    startReplay({ service: name, databaseUrl, db, effect, log }),
    startReconcile({
      service: name,
      databaseUrl,
      db: plain,
      client: temporal.client,
      everyMs: config.reconcileEveryMs,
      log,
    }),
    startRenderJob({
      service: name,
      databaseUrl,
      db: plain,
      storage: tools.storage,
      render: createRenderer({ seal: testSeal, fontsDir: config.documentFontsDir }),
      publicUrl: config.publicUrl,
      log,
    }),
    startSendJob({
      service: name,
      databaseUrl,
      db,
      senderOf: noticeChannels(config.notices.gateway, config.sandbox),
      publicUrl: config.publicUrl,
      retryMs: config.notices.retryMs,
      log,
    }),
    ...(definition.jobs?.(tools, databaseUrl) ?? []),
    ...(key ? [startSealing({ service: name, databaseUrl, key, everyMs: config.seal.everyMs, log })] : []),
  ];
  const unready = async (): Promise<string | undefined> => {
    if (!consumer.running()) return 'the consumer is not with the broker';
    try {
      await sql`select 1`.execute(db);
      return undefined;
    } catch (error) {
      return `the database does not answer: ${String(error)}`;
    }
  };
  const app = createApp(
    { service: name, log, courtesy, unready, watch: (registry) => watchBacklog(registry, plain, name) },
    (express) => {
      const table = routes(express, config);
      commonRoutes(name, table, { db, key });
      documentRoutes(table, { db: plain, storage: tools.storage, publicUrl: config.publicUrl });
      noticeRoutes(table, plain);
      serveVerification(express, { db: plain, ratePerMinute: config.ratePerMinute });
      definition.mount(table, tools);
      serveDocs(express, name, table);
    },
  );
  const { server, port } = await listen(app, config);
  log.info({ port }, 'service is up');
  return {
    port,
    async stop() {
      stopping = true;
      await close(server);
      await consumer.stop();
      await Promise.all(relays.map((relay) => relay.stop()));
      await publisher.close();
      await outcomes.stop();
      await temporal.close();
      await db.destroy();
    },
  };
}

/** Runs a service as a process of its own: stops on SIGTERM and SIGINT. */
export async function runService<DB>(definition: ServiceDefinition<DB>, config: Config): Promise<void> {
  const service = await startService(definition, config);
  process.send?.({ ready: true, port: service.port });
  const stop = (): void => {
    service.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  // Started by another process: without it there is nobody to stop us.
  process.once('disconnect', stop);
}
