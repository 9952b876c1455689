/** What was published is what was recorded: each published fact in exactly one message, under the ID of the cause that recorded it. */
import { factWords, isFactType } from '@yichuang/contracts';
import type { ServiceName, StoredFact } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';
import { bodyHash } from '../journal/cipher.ts';
import type { CloudEvent } from '../messaging/cloud-event.ts';

interface FactRow {
  sequence: number;
  workflowId: string;
  body: StoredFact & { workflowId: string };
}

interface OutboxRow {
  id: string;
  payload: CloudEvent;
  /** The cause of its ID stands in the store. */
  caused: boolean;
}

export type PublishedAudit = { messages: number; brokenAt?: never } | { brokenAt: number; why: string };

const place = (workflowId: string, seq: number): string => `${workflowId}#${String(seq)}`;

/** The first fact whose message is missing or differs. */
export async function auditPublished(
  db: QueryExecutorProvider,
  service: ServiceName,
  caseNo: string,
): Promise<PublishedAudit> {
  const table = (name: string): ReturnType<typeof sql.ref> => sql.ref(`${service}.${name}`);
  const { rows: facts } = await sql<FactRow>`select sequence, workflow_id as "workflowId", body from ${table('fact')}
    where case_no = ${caseNo} order by sequence`.execute(db);
  const { rows: messages } = await sql<OutboxRow>`select o.id, o.payload, exists (select 1 from ${table('cause')} c
      where c.workflow_id = o.payload->>'subject' and o.id = c.workflow_id || '/' || c.cause) as caused
    from ${table('outbox')} o where key = ${caseNo} order by position`.execute(db);

  const sent = new Map<string, string>();
  for (const { id, payload, caused } of messages) {
    const broken = (why: string): PublishedAudit => ({ brokenAt: payload.sequence, why: `消息 ${id} ${why}` });
    if (!caused || payload.id !== id) return broken('没有对应的留痕');
    for (const { seq, ...fact } of payload.data.facts) {
      const at = place(payload.subject, seq);
      if (sent.has(at)) return broken('重复发布了同一事实');
      sent.set(at, bodyHash(fact));
    }
  }
  for (const { sequence, workflowId, body } of facts) {
    const { seq, recordedAt: _, workflowId: __, ...fact } = body;
    const published = isFactType(fact.type) && factWords[fact.type].published;
    const found = sent.get(place(workflowId, seq));
    sent.delete(place(workflowId, seq));
    if (published && found === undefined) return { brokenAt: sequence, why: '该事实没有发布' };
    if (found !== undefined && found !== bodyHash(fact)) return { brokenAt: sequence, why: '发布的内容与该事实不符' };
  }
  const [extra] = sent.keys();
  return extra === undefined
    ? { messages: messages.length }
    : { brokenAt: Math.max(1, facts.length), why: `发布了留痕中没有的事实 ${extra}` };
}
