/** The kafkajs adapter of the broker ports. */
import { Kafka, logLevel, Partitioners, type TopicPartitionOffset } from 'kafkajs';
import type { Logger } from '../log.ts';
import type { EventConsumer, EventPublisher } from './ports.ts';

export interface BrokerOptions {
  brokers: string[];
  clientId: string;
  log: Logger;
}

function createKafka({ brokers, clientId, log }: BrokerOptions): Kafka {
  return new Kafka({
    clientId,
    brokers,
    retry: { initialRetryTime: 100, maxRetryTime: 2000, retries: 8 },
    // Elections and rebalances are retried by the client itself: they are news, not errors.
    logLevel: logLevel.WARN,
    logCreator:
      () =>
      ({ namespace, log: { message, error } }) => {
        log.debug({ namespace, error }, message);
      },
  });
}

export async function createPublisher(options: BrokerOptions): Promise<EventPublisher> {
  const producer = createKafka(options).producer({
    idempotent: true,
    maxInFlightRequests: 1,
    allowAutoTopicCreation: false,
    createPartitioner: Partitioners.DefaultPartitioner,
  });
  await producer.connect();
  return {
    publish: async (topic, messages) => {
      const headers = { 'content-type': 'application/cloudevents+json; charset=utf-8' };
      await producer.send({ topic, acks: -1, messages: messages.map((message) => ({ ...message, headers })) });
    },
    close: () => producer.disconnect(),
  };
}

const commitMs = 500;

/** `crashed` is called when the client gives up for good: the process should end and be restarted. */
export function createConsumer(
  options: BrokerOptions & { groupId: string; sessionTimeoutMs: number; crashed(error: Error): void },
): EventConsumer {
  const consumer = createKafka(options).consumer({
    groupId: options.groupId,
    sessionTimeout: options.sessionTimeoutMs,
    rebalanceTimeout: options.sessionTimeoutMs,
    heartbeatInterval: Math.floor(options.sessionTimeoutMs / 6),
    allowAutoTopicCreation: false,
    maxWaitTimeInMs: 2000,
    retry: { initialRetryTime: 100, maxRetryTime: 2000, retries: 100 },
  });
  consumer.on(consumer.events.CRASH, ({ payload }) => {
    if (!payload.restart) options.crashed(payload.error);
  });
  const text = (value: Buffer | null): string => value?.toString('utf8') ?? '';
  const handled = new Map<string, TopicPartitionOffset>();
  /** What is handed over again after a crash acts once, so that offsets need not be stored message by message. */
  const commit = async (): Promise<void> => {
    const offsets = [...handled.values()];
    handled.clear();
    if (offsets.length > 0) await consumer.commitOffsets(offsets);
  };
  // Whoever else has these partitions now has gone on from the last offset stored.
  consumer.on(consumer.events.GROUP_JOIN, () => {
    handled.clear();
  });
  const commits = setInterval(() => {
    commit().catch((error: unknown) => {
      options.log.debug({ error: String(error) }, 'offsets not stored');
    });
  }, commitMs);
  return {
    async run(topics, handle) {
      await consumer.connect();
      await consumer.subscribe({ topics, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: async (run) => {
          const { topic, partition, messages } = run.batch;
          for (const { key, value, offset } of messages) {
            if (!run.isRunning() || run.isStale()) return;
            await handle({ topic, key: text(key), value: text(value) });
            run.resolveOffset(offset);
            handled.set(`${topic}/${String(partition)}`, { topic, partition, offset: String(BigInt(offset) + 1n) });
            await run.heartbeat();
          }
        },
      });
    },
    async close() {
      clearInterval(commits);
      await commit().catch(() => undefined);
      await consumer.disconnect();
    },
  };
}
