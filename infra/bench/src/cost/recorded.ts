/** The facts our system recorded of a case; the minimum records the very same ones. */
import { isRecord } from '@yichuang/local';
import type pg from 'pg';
import type { Kept } from './histories.ts';

export interface RecordedCase {
  no: string;
  /** By workflow, in the order of `seq`; every text that names the case names it by `no`. */
  facts: Map<string, RecordedFact[]>;
  /** Start inputs, by workflow. */
  inputs: Map<string, unknown>;
}

export interface RecordedFact {
  type: string;
  data: Record<string, unknown>;
  /** As it is stored. */
  text: string;
}

export async function recordedCase(db: pg.Pool, no: string, histories: Kept[]): Promise<RecordedCase> {
  const { rows } = await db.query<{ workflow_id: string; text: string }>(
    `select workflow_id, body::text as text from (select workflow_id, seq, body from intake.fact where case_no = $1
       union all select workflow_id, seq, body from approval.fact where case_no = $1) f order by workflow_id, seq`,
    [no],
  );
  const facts = new Map<string, RecordedFact[]>();
  for (const { workflow_id: id, text } of rows) {
    const body: unknown = JSON.parse(text);
    if (!isRecord(body) || !isRecord(body['data'])) throw new Error(`a fact of ${id} is none`);
    facts.set(id, [...(facts.get(id) ?? []), { type: String(body['type']), data: body['data'], text }]);
  }
  const inputs = new Map(histories.map(({ workflowId, history }) => [workflowId, inputOf(history)]));
  return { no, facts, inputs };
}

function inputOf({ events }: Kept['history']): unknown {
  const data = events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads?.[0]?.data;
  return JSON.parse(Buffer.from(data ?? []).toString());
}
