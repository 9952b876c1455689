/** Reads topics from their beginning to the end they have now: for audits and checks, never for effects. */
import { randomUUID } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import type { IncomingMessage } from './ports.ts';

const patienceMs = 30_000;

/** Per partition in order; `whole` where nothing has been deleted from the topics yet. @throws where the end is not reached in time */
export async function readTopics(
  { brokers, topics }: { brokers: readonly string[]; topics: readonly string[] },
  each: (message: IncomingMessage) => void,
): Promise<{ whole: boolean }> {
  const kafka = new Kafka({ clientId: 'yichuang-reader', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const open = new Map<string, bigint>();
  let whole = true;
  for (const topic of topics)
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic)) {
      whole &&= low === '0';
      if (BigInt(high) > BigInt(low)) open.set(`${topic}/${String(partition)}`, BigInt(high));
    }
  await admin.disconnect();
  if (open.size === 0) return { whole };
  const consumer = kafka.consumer({ groupId: `yichuang-reader-${randomUUID()}`, maxWaitTimeInMs: 200 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topics], fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`not read to the end in time: ${[...open.keys()].join(', ')}`));
      }, patienceMs);
      consumer
        .run({
          eachMessage: ({ topic, partition, message }) => {
            const text = (part: Buffer | null): string => part?.toString('utf8') ?? '';
            each({ topic, key: text(message.key), value: text(message.value) });
            const name = `${topic}/${String(partition)}`;
            const end = open.get(name);
            if (end !== undefined && BigInt(message.offset) + 1n >= end) open.delete(name);
            if (open.size === 0) {
              clearTimeout(timer);
              resolve();
            }
            return Promise.resolve();
          },
        })
        .catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return { whole };
}
