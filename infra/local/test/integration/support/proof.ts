/** Nothing lost, nothing doubled: the chain of a trail, and the topic against the outbox. */
import { createHash } from 'node:crypto';
import { expect } from '@jest/globals';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { Kafka, logLevel } from 'kafkajs';
import { type Bench, factsOf, until } from './bench.ts';

const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** The trail of a case counts without gaps per case and per workflow, and its hashes follow from its texts. */
export async function expectTrail(bench: Bench, service: ServiceName, no: string): Promise<void> {
  const facts = await factsOf(bench, service, no);
  expect(facts.map(({ sequence }) => sequence)).toEqual(facts.map((_, i) => i + 1));
  const heads = new Map<string, number>();
  let hash = '';
  for (const one of facts) {
    const seq = (heads.get(one.workflow_id) ?? 0) + 1;
    expect(one.seq).toBe(seq);
    heads.set(one.workflow_id, seq);
    hash = sha256(hash + one.text);
    expect(one.hash).toBe(hash);
  }
  const { rows } = await bench.db.query(`select sequence, hash from ${service}.chain where case_no = $1`, [no]);
  expect(rows).toEqual([{ sequence: facts.length, hash }]);
  const workflows = await bench.db.query<{ workflow_id: string; head: number }>(
    `select workflow_id, head from ${service}.workflow where case_no = $1 and head > 0`,
    [no],
  );
  expect(new Map(workflows.rows.map(({ workflow_id, head }) => [workflow_id, head]))).toEqual(heads);
}

interface Message {
  key: string;
  id: string;
}

/** What the topic holds, per partition in order; read to the end that it has now. */
async function topicContent(brokers: readonly string[], topic: string): Promise<Message[]> {
  const kafka = new Kafka({ clientId: 'proof', brokers: [...brokers], logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  await admin.connect();
  const ends = await admin.fetchTopicOffsets(topic);
  await admin.disconnect();
  const left = new Map(ends.filter(({ high }) => high !== '0').map(({ partition, high }) => [partition, Number(high)]));
  const messages: Message[] = [];
  const consumer = kafka.consumer({ groupId: `proof-${topic}-${String(Date.now())}`, maxWaitTimeInMs: 200 });
  await consumer.connect();
  await consumer.subscribe({ topic, fromBeginning: true });
  await new Promise<void>((resolve, reject) => {
    if (left.size === 0) resolve();
    consumer
      .run({
        eachMessage: async ({ partition, message }) => {
          const value: unknown = JSON.parse(message.value?.toString() ?? '{}');
          const id = typeof value === 'object' && value !== null && 'id' in value ? String(value.id) : '';
          messages.push({ key: message.key?.toString() ?? '', id });
          const end = left.get(partition);
          if (end !== undefined && Number(message.offset) >= end - 1) left.delete(partition);
          if (left.size === 0) resolve();
        },
      })
      .catch(reject);
  });
  await consumer.disconnect();
  return messages;
}

/** Every row of the outbox is in the topic, per key in its order; a repeated message (delivery at least once) comes later only. */
export async function expectTopicIsOutbox(
  bench: Bench,
  brokers: readonly string[],
  service: ServiceName,
): Promise<void> {
  const topic = `${bench.system.namespace}.yichuang.${service}.v1`;
  const { rows, messages } = await until(`outbox of ${service} at rest and published`, async () => {
    const before = await outbox(bench, service);
    if (before.some(({ published }) => !published)) return undefined;
    const messages = await topicContent(brokers, topic);
    const rows = await outbox(bench, service);
    return rows.length === before.length ? { rows, messages } : undefined;
  });
  expect(byKey(messages)).toEqual(byKey(rows));
}

async function outbox({ db }: Bench, service: ServiceName): Promise<(Message & { published: boolean })[]> {
  const { rows } = await db.query<Message & { published: boolean }>(
    `select key, id, published_at is not null as published from ${service}.outbox order by position`,
  );
  return rows;
}

function byKey(list: Message[]): Map<string, string[]> {
  const keys = new Map<string, Set<string>>();
  for (const { key, id } of list) keys.set(key, (keys.get(key) ?? new Set()).add(id));
  return new Map([...keys].map(([key, ids]) => [key, [...ids]]));
}
