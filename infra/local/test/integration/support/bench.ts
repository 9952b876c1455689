/** What a fault test works with: the system, its API, its database read from outside, its workflows. */
import { type Client } from '@temporalio/client';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type Instant, instant, millis, parseLocal } from '@yichuang/kernel';
import { createTemporalClient } from '@yichuang/platform';
import pg from 'pg';
import {
  type ApiClient,
  type Claims,
  createApiClient,
  type Reply,
  type SampleFiling,
  sampleFiling,
  type TestSystem,
} from '../../../src/index.ts';
import { poll } from '../../../src/poll.ts';

export interface FactRow {
  sequence: number;
  workflow_id: string;
  seq: number;
  type: string;
  at: string;
  recorded_at: string;
  item: string | null;
  deemed: boolean;
  text: string;
  hash: string;
}

export interface Bench {
  system: TestSystem;
  api: ApiClient;
  db: pg.Pool;
  client: Client;
  /** The database's clock as this process sees it. */
  now: () => Instant;
  /** Puts the clock of a system without cases to an instant; those that read it at their start are started again. */
  setClock: (to: Instant) => Promise<void>;
  close: () => Promise<void>;
}

/** `databaseUrl`: a way to the database that no test cuts. */
export function openBench(system: TestSystem, temporalAddress: string, databaseUrl = system.databaseUrl): Bench {
  const db = new pg.Pool({ connectionString: databaseUrl, max: 4 });
  db.on('error', () => undefined);
  const temporal = createTemporalClient({
    address: temporalAddress,
    namespace: system.namespace,
    payloadKeys: system.payloadKeys,
  });
  let offsetMs = system.nowMs() - Date.now();
  return {
    system,
    api: createApiClient(system),
    db,
    client: temporal.client,
    now: () => instant(Date.now() + offsetMs),
    async setClock(to) {
      const { intake, approval, issuance, assist } = system.parts;
      const readers = [intake, approval, issuance, assist];
      await Promise.all(readers.map((part) => part.stop()));
      offsetMs = millis(to) - Date.now();
      await db.query('update journal.setting set clock_offset_ms = $1', [offsetMs]);
      await Promise.all(readers.map((part) => part.start()));
    },
    async close() {
      await temporal.close();
      await db.end();
    },
  };
}

/** Waits for a value; says what was waited for when it does not come. */
export const until = <T>(what: string, attempt: () => Promise<T | undefined>, timeoutMs = 120_000): Promise<T> =>
  poll(what, attempt, { timeoutMs, everyMs: 50 });

export { sampleFiling };

/** Files and gives the number. */
export async function file({ api }: Bench, filing: SampleFiling): Promise<string> {
  const as = filing.channel === 'onsite' ? 'window-jia' : 'applicant';
  const reply = await api.act('intake', '/v1/applications', sampleFiling(filing), { as });
  if (typeof reply.body['applicationNo'] !== 'string') throw new Error(`not filed: ${JSON.stringify(reply.body)}`);
  return reply.body['applicationNo'];
}

export const acceptance = (no: string, item: string, round = 1): string =>
  `application:${no}~acceptance~${item}~${String(round)}`;
export const review = (no: string, item: string): string => `stage:${no}:item:${item}~review~${item}~1`;

export const handover = (no: string, item: string): string => `issuance:${no}-${item}~handover~${item}~1`;

export const actionPath = (task: string, action: string): string => `/v1/tasks/${encodeURIComponent(task)}/${action}`;

/** Waits until the task stands in the list of approval. */
export const taskThere = ({ db }: Bench, task: string): Promise<true> =>
  until(`task ${task}`, async () => {
    const { rowCount } = await db.query('select 1 from approval.task where id = $1', [task]);
    return rowCount === 1 ? true : undefined;
  });

/** Acts on a task, as soon as it is there, and waits for the outcome. */
export async function act(
  bench: Bench,
  as: string | Claims,
  task: string,
  action: string,
  body: object = {},
  idempotencyKey?: string,
): Promise<Reply> {
  await taskThere(bench, task);
  const options = { as, ...(idempotencyKey !== undefined && { idempotencyKey }) };
  return bench.api.act('approval', actionPath(task, action), body, options);
}

/** The facts of a case in a service, in the order of the trail. */
export async function factsOf({ db }: Bench, service: ServiceName, no: string): Promise<FactRow[]> {
  const { rows } = await db.query<FactRow>(
    `select sequence, workflow_id, seq, body->>'type' as type, body->>'at' as at, body->>'recordedAt' as recorded_at,
            body#>>'{data,itemCode}' as item, coalesce((body#>>'{data,deemed}')::boolean, false) as deemed,
            body::text as text, hash
       from ${service}.fact where case_no = $1 order by sequence`,
    [no],
  );
  return rows;
}

/** Waits for a fact, and gives it. */
export const fact = (bench: Bench, service: ServiceName, no: string, type: string, item?: string): Promise<FactRow> =>
  until(`${type} ${item ?? ''} of ${no}`, async () =>
    (await factsOf(bench, service, no)).find((one) => one.type === type && (item === undefined || one.item === item)),
  );

/** Names of the facts, with the item where there is one. */
export const names = (facts: FactRow[]): string[] =>
  facts.map(({ type, item }) => (item === null ? type : `${type} ${item}`));

/** Waits until the database's clock has reached an instant, or some milliseconds before or after it. */
export async function clockReaches({ now }: Bench, at: Instant, plusMs = 0): Promise<void> {
  const ms = millis(at) + plusMs - millis(now());
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Beijing time with seconds, for a clock to begin at. */
export const localSeconds = (local: string, seconds: number): Instant =>
  instant(millis(parseLocal(local)) + seconds * 1000);
