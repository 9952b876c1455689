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
  | { new: true; id: string; receivedAt: Instant; ordinal: number; outcome?: Outcome }
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
  const { rows } = await sql<{
    received: Received;
  }>`select journal.receive(${rowOf({ ...command, body: cipher.seal(command.body) })}::jsonb) as received`.execute(db);
  const received = rows[0]?.received;
  if (!received) throw new Error('the journal gave no answer');
  return received;
}

/** How a service numbers its cases. */
export interface CaseNumbers {
  sequence: string;
  /** Stands before the day of receipt. */
  prefix: string;
  /** What the number is called in the answer. */
  name: string;
}

export interface ReceivedFiling {
  /** Prefix, day of receipt, serial; unique across realms, no personal data. */
  caseNo: string;
  received: Received;
  /** Of the calendar that is in force at the receipt. */
  version: number;
}

/** Numbers a new case and stores the command that opens it, done: the caller opens the case in the same transaction. */
export async function receiveFiling(
  trx: QueryExecutorProvider,
  {
    command: { body: _, ...command },
    numbers: { prefix, sequence, name },
    idOf,
  }: {
    command: Omit<NewCommand, 'workflowId' | 'caseNo'>;
    numbers: CaseNumbers;
    idOf: (caseNo: string) => string;
  },
): Promise<ReceivedFiling> {
  const row = rowOf({ ...command, workflowId: idOf('{no}') });
  const { rows } = await sql<{ filing: Omit<ReceivedFiling, 'version'> & { version: number | null } }>`
    select journal.receive_filing(${row}::jsonb, ${prefix}, ${sequence}, ${name}) as filing`.execute(trx);
  const filing = rows[0]?.filing;
  if (!filing) throw new Error('the journal gave no answer');
  const { version } = filing;
  if (version === null) throw new Error('no calendar is in force');
  return { ...filing, version };
}

/** The argument of `journal.receive`. */
const rowOf = ({
  idempotencyKey,
  ...row
}: Omit<NewCommand, 'caseNo' | 'body'> & { caseNo?: string; body?: string }): string =>
  JSON.stringify({ ...row, key: idempotencyKey, traceparent: traceparent() });

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
