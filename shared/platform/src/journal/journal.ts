/** The command journal: an act counts from the instant it is stored here (电子签名法 11). */
import type { Actor, Outcome, ServiceName } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import { type QueryExecutorProvider, sql } from 'kysely';
import { traceparent } from '../observe/trace.ts';
import type { Cipher } from './cipher.ts';

export interface NewCommand {
  id: string;
  realm: string;
  caller: string;
  idempotencyKey: string;
  service: ServiceName;
  workflowId: string;
  caseNo: string;
  kind: string;
  itemCode?: string;
  actor: Actor;
  bodyHash: string;
  body: unknown;
}

export type Received =
  | { new: true; id: string; receivedAt: Instant; ordinal: number }
  | {
      new: false;
      id: string;
      receivedAt: Instant;
      ordinal: number;
      same: boolean;
      state: 'open' | 'done';
      outcome?: Outcome;
    };

/** Stores a command, or finds the one that came before under the same key. `db` may be a transaction. */
export async function receive(db: QueryExecutorProvider, cipher: Cipher, command: NewCommand): Promise<Received> {
  const { idempotencyKey, body, ...rest } = command;
  const stored = JSON.stringify({
    ...rest,
    key: idempotencyKey,
    body: cipher.seal(body),
    traceparent: traceparent(),
  });
  const { rows } = await sql<{ received: Received }>`select journal.receive(${stored}::jsonb) as received`.execute(db);
  const received = rows[0]?.received;
  if (!received) throw new Error('the journal gave no answer');
  return received;
}

export interface CommandStatus {
  id: string;
  caller: string;
  kind: string;
  caseNo: string;
  workflowId: string;
  receivedAt: Instant;
  state: 'open' | 'done';
  outcome?: Outcome;
}

const statusColumns = sql.raw(
  `id, caller, kind, case_no as "caseNo", workflow_id as "workflowId", journal.iso(received_at) as "receivedAt", state, outcome`,
);

/** A command by its ID in a realm. */
export async function findCommand(
  db: QueryExecutorProvider,
  realm: string,
  id: string,
): Promise<CommandStatus | undefined> {
  const { rows } =
    await sql<CommandStatus>`select ${statusColumns} from journal.command where id = ${id} and realm = ${realm}`.execute(
      db,
    );
  return rows[0];
}

/** Commands of a caller that were refused later than anybody waits for an answer: its notices, newest first. */
export async function lateRefusals(db: QueryExecutorProvider, realm: string, caller: string): Promise<CommandStatus[]> {
  const { rows } = await sql<CommandStatus>`select ${statusColumns} from journal.command
    where realm = ${realm} and caller = ${caller} and outcome->>'status' = 'refused'
    and finished_at > inserted_at + interval '2.5 seconds'
    order by finished_at desc limit 100`.execute(db);
  return rows;
}
