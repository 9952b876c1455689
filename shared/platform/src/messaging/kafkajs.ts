/** The kafkajs adapter of the broker ports. */
import { Kafka, type KafkaMessage, logLevel, Partitioners } from 'kafkajs';
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
  return {
    async run(topics, handle) {
      await consumer.connect();
      await consumer.subscribe({ topics, fromBeginning: true });
      await consumer.run({
        autoCommit: false,
        eachBatchAutoResolve: false,
        partitionsConsumedConcurrently: 3,
        eachBatch: async (payload) => {
          const { batch } = payload;
          const commit = (message: KafkaMessage): Promise<void> =>
            consumer.commitOffsets([
              { topic: batch.topic, partition: batch.partition, offset: String(BigInt(message.offset) + 1n) },
            ]);
          let last: KafkaMessage | undefined;
          for (const message of batch.messages) {
            if (!payload.isRunning() || payload.isStale()) break;
            await handle({ topic: batch.topic, key: text(message.key), value: text(message.value) });
            payload.resolveOffset(message.offset);
            last = message;
            await payload.heartbeat();
          }
          if (last) await commit(last);
        },
      });
    },
    close: () => consumer.disconnect(),
  };
}
