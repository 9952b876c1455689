/** The outbox against the topic: what was published is there as it was written, and nothing else is. */
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';
import { bodyHash } from '../journal/cipher.ts';
import { parseEvent, topicOf } from '../messaging/cloud-event.ts';
import { readTopics } from '../messaging/read.ts';

export interface TopicProblem {
  caseNo: string;
  brokenAt: number;
  why: string;
}

interface Row {
  id: string;
  key: string;
  payload: { sequence: number };
  published: boolean;
}

export async function checkTopics(
  db: QueryExecutorProvider,
  options: { service: ServiceName; brokers: readonly string[]; prefix: string; caseNo: string | undefined },
): Promise<TopicProblem[]> {
  const { service, brokers, prefix, caseNo } = options;
  const outbox = async (): Promise<Row[]> => {
    const { rows } = await sql<Row>`select id, key, payload, published_at is not null as published
      from ${sql.ref(`${service}.outbox`)} where ${caseNo === undefined} or key = ${caseNo ?? ''} order by position`.execute(
      db,
    );
    return rows;
  };
  const problems: TopicProblem[] = [];
  const published = (await outbox()).filter((row) => row.published);
  const found = new Map<string, { hash: string; key: string; sequence: number }>();
  const { whole } = await readTopics({ brokers, topics: [topicOf(prefix, service)] }, ({ key, value }) => {
    if (caseNo !== undefined && key !== caseNo) return;
    const parsed = parseEvent(value);
    if (!parsed.success) problems.push({ caseNo: key, brokenAt: 0, why: `主题中有不可读的消息:${parsed.error}` });
    else found.set(parsed.event.id, { hash: bodyHash(JSON.parse(value)), key, sequence: parsed.event.sequence });
  });
  const written = new Map((await outbox()).map((row) => [row.id, row]));
  for (const { id, key, payload } of published)
    if (whole && !found.has(id))
      problems.push({ caseNo: key, brokenAt: payload.sequence, why: `已发布的消息 ${id} 不在主题中` });
  for (const [id, { hash, key, sequence }] of found) {
    const row = written.get(id);
    const why = row ? '与发件箱中的不同' : '不在发件箱中';
    if (!row || row.key !== key || bodyHash(row.payload) !== hash)
      problems.push({ caseNo: key, brokenAt: sequence, why: `主题中的消息 ${id} ${why}` });
  }
  return problems;
}
