/** The topics, read from their beginning: every message of the outbox, per key in sequence; what came twice is the same. */
import { randomBytes } from 'node:crypto';
import { Kafka, logLevel } from 'kafkajs';
import { type Service, services } from '../read/progress.ts';
import type { OutboxRow, Trail } from '../read/trail.ts';
import { canonical, type Finding, same } from './finding.ts';

interface Message {
  service: Service;
  key: string;
  value: unknown;
}

const patienceMs = 30_000;

export interface KafkaCheck {
  findings: Finding[];
  messages: number;
  /** Delivered more than once. */
  repeated: number;
}

export async function checkKafka(
  brokers: readonly string[],
  prefix: string,
  trail: Trail,
  poisons: Set<string>,
): Promise<KafkaCheck> {
  const messages = await readTopics(brokers, prefix, poisons);
  const findings: Finding[] = [];
  let repeated = 0;
  const rows = new Map(trail.outbox.map((row) => [row.id, row]));
  const seen = new Set<string>();
  const last = new Map<string, number>();
  for (const { service, key, value } of messages) {
    const row = rowOf(rows, value);
    if (!row) {
      findings.push({ no: key, text: `Kafka: a message of ${service} that is in no outbox: ${canonical(value)}` });
      continue;
    }
    if (!same(value, row.payload) || key !== row.no || service !== row.service)
      findings.push({ no: key, text: `Kafka: ${row.id} differs from the outbox` });
    if (seen.has(row.id)) {
      repeated += 1;
      continue;
    }
    seen.add(row.id);
    const { sequence } = row.payload;
    const place = `${service}/${key}`;
    if (sequence <= (last.get(place) ?? 0)) findings.push({ no: key, text: `Kafka: ${row.id} is out of sequence` });
    last.set(place, sequence);
  }
  for (const { id, no } of trail.outbox)
    if (!seen.has(id)) findings.push({ no, text: `Kafka: ${id} was marked published but is not there` });
  return { findings, messages: messages.length, repeated };
}

const rowOf = (rows: Map<string, OutboxRow>, value: unknown): OutboxRow | undefined =>
  typeof value === 'object' && value !== null && 'id' in value ? rows.get(String(value.id)) : undefined;

async function readTopics(brokers: readonly string[], prefix: string, poisons: Set<string>): Promise<Message[]> {
  const kafka = new Kafka({ clientId: 'chaos', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const topicOf = new Map(services.map((service) => [`${prefix}yichuang.${service}.v1`, service]));
  const admin = kafka.admin();
  await admin.connect();
  const open = new Map<string, bigint>();
  for (const topic of topicOf.keys())
    for (const { partition, low, high } of await admin.fetchTopicOffsets(topic))
      if (BigInt(high) > BigInt(low)) open.set(`${topic}/${String(partition)}`, BigInt(high));
  await admin.disconnect();
  const messages: Message[] = [];
  if (open.size === 0) return messages;
  const consumer = kafka.consumer({ groupId: `chaos-${randomBytes(4).toString('hex')}`, maxWaitTimeInMs: 200 });
  await consumer.connect();
  await consumer.subscribe({ topics: [...topicOf.keys()], fromBeginning: true });
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => {
        reject(new Error(`Kafka: not read to the end in time: ${[...open.keys()].join(', ')}`));
      }, patienceMs);
      const run = consumer.run({
        eachMessage: ({ topic, partition, message }) => {
          const service = topicOf.get(topic);
          const text = message.value?.toString('utf8') ?? 'null';
          const value: unknown = poisons.has(text) ? undefined : JSON.parse(text);
          if (service && value !== undefined)
            messages.push({ service, key: message.key?.toString('utf8') ?? '', value });
          const end = open.get(`${topic}/${String(partition)}`);
          if (end !== undefined && BigInt(message.offset) + 1n >= end) open.delete(`${topic}/${String(partition)}`);
          if (open.size === 0) {
            clearTimeout(timer);
            resolve();
          }
          return Promise.resolve();
        },
      });
      run.catch(reject);
    });
  } finally {
    await consumer.disconnect();
  }
  return messages;
}
