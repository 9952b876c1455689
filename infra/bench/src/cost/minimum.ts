/** The minimum measured: a namespace, a database and a topic of its own, its worker in this process. */

import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { searchAttributes } from '@yichuang/contracts/temporal';
import {
  databaseNamed,
  ensureNamespace,
  ensureTopics,
  type Infrastructure,
  registerSearchAttributes,
} from '@yichuang/local';
import { createTemporalClient } from '@yichuang/platform';
import { Kafka, logLevel } from 'kafkajs';
import pg from 'pg';
import { queue, runMinimum, topic } from '../minimum/run.ts';
import { createActivities, schema } from '../minimum/store.ts';
import { openCounters } from './counters.ts';
import { historiesOf, stillness } from './histories.ts';
import { clockAt, type Measured, workflowTypes } from './measured.ts';
import type { RecordedCase } from './recorded.ts';

const namespace = 'minimum';

export async function measureMinimum(servers: Infrastructure, recorded: RecordedCase): Promise<Measured> {
  const { temporalAddress: address, kafkaBrokers, databaseUrl } = servers;
  const offsetMs = Date.parse(clockAt) - Date.now();
  await ensureNamespace(address, namespace, 1);
  await registerSearchAttributes(address, namespace, searchAttributes);
  await ensureTopics(kafkaBrokers, [{ topic, partitions: 6 }]);
  const admin = new pg.Client({ connectionString: databaseUrl });
  await admin.connect();
  await admin.query('create database minimum');
  await admin.end();
  const db = new pg.Pool({ connectionString: databaseNamed(databaseUrl, 'minimum'), max: 10 });
  await db.query(schema);
  const producer = new Kafka({ brokers: [...kafkaBrokers], logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  const temporal = createTemporalClient({ address, namespace, payloadKeys: { current: undefined, older: [] } });
  const connection = await NativeConnection.connect({ address });
  const worker = await Worker.create({
    connection,
    namespace,
    taskQueue: queue,
    workflowsPath: fileURLToPath(import.meta.resolve('../minimum/workflows.ts')),
    activities: createActivities(db, recorded),
  });
  const run = (no: string): Promise<void> =>
    runMinimum({ client: temporal.client, db, producer, offsetMs, recorded, still: stillness(temporal.client) }, no);
  try {
    return await worker.runUntil(async () => {
      await run('minimum-1');
      const counters = await openCounters({ db, brokers: kafkaBrokers, topics: [topic] });
      const { counts } = await counters.during(() => run('minimum-2'));
      await counters.close();
      return { counts, histories: await historiesOf(temporal.client, 'minimum-2', workflowTypes) };
    });
  } finally {
    await connection.close();
    await temporal.close();
    await producer.disconnect();
    await db.end();
  }
}
