/** A filing in one transaction: journal row, case, first fact, outbox, and the start of its workflow. */

import type {
  CaseInput,
  JsonObject,
  NewFact,
  ServiceName,
  StoredFact,
  WorkflowType,
} from '@yichuang/contracts/temporal';
import { dateOf, type Instant } from '@yichuang/kernel';
import { type Kysely, sql, type Transaction } from 'kysely';
import { type CaseScope, openCase } from '../auth/scope.ts';
import { calendarAt } from '../calendar/store.ts';
import { unknownRealm } from '../http/realm.ts';
import { enqueue, registerWorkflow } from '../inbox/inbound.ts';
import type { Cipher } from '../journal/cipher.ts';
import { type NewCommand, type Received, receive } from '../journal/journal.ts';
import { type Projection, recordIn } from './recorder.ts';

/** What the first fact makes of a filing. */
export interface OpenedCase {
  fact: NewFact;
  /** Who may see the case: callers of its region and its enterprise; empty where it has none. */
  scope: Pick<CaseScope, 'region' | 'uscc'>;
  /** Start input of the workflow. */
  input: (start: CaseInput & { facts: StoredFact[] }) => object;
  /** What whoever filed is answered. */
  answer: JsonObject;
}

export interface CaseFiling<DB> {
  service: ServiceName;
  type: WorkflowType;
  workflowId: (caseNo: string) => string;
  /** Sequence of the service that numbers its cases, and what stands before the day of receipt. */
  numbers: { sequence: string; prefix: string };
  project: Projection<DB>;
  /** Called once the filing is received; may store the read model that the first fact's projection works on. */
  open: (trx: Transaction<DB>, caseNo: string, at: Instant) => Promise<OpenedCase>;
}

interface Tools<DB> {
  db: Kysely<DB>;
  cipher: Cipher;
  clockOffsetMs: number;
}

/** A second call with the same key finds the first one's command. */
export function fileCase<DB>(
  { db, cipher, clockOffsetMs }: Tools<DB>,
  { service, type, workflowId: idOf, numbers, project, open }: CaseFiling<DB>,
  command: Omit<NewCommand, 'workflowId' | 'caseNo'>,
): Promise<Received> {
  const { realm } = command;
  return db.transaction().execute(async (trx) => {
    const caseNo = await nextNumber(trx, numbers, realm);
    const workflowId = idOf(caseNo);
    const received = await receive(trx, cipher, { ...command, workflowId, caseNo });
    if (!received.new) return received;
    const { receivedAt: at, ordinal } = received;
    const { fact, scope, input, answer } = await open(trx, caseNo, at);
    await openCase(trx, { caseNo, realm, ...scope });
    const calendar = await calendarAt(trx, realm, at);
    const facts = [{ ...fact, seq: 1, recordedAt: at }];
    await registerWorkflow(trx, service, {
      workflowId,
      type,
      caseNo,
      realm,
      input: input({ caseNo, realm, at, clockOffsetMs, calendar, facts }),
    });
    const reply = await recordIn(trx, service, project, {
      workflowId,
      expectedHead: 0,
      cause: command.id,
      kind: 'command',
      at,
      ordinal,
      calendarVersion: calendar.version,
      facts: [fact],
      outcome: { status: 'done', data: answer },
    });
    if (reply.kind !== 'ok') throw new Error(`filing was not recorded: ${reply.kind}`);
    await enqueue(trx, service, { workflowId, realm, event: undefined });
    return received;
  });
}

/** Prefix, day of receipt, serial; unique across realms, no personal data. */
async function nextNumber<DB>(
  trx: Transaction<DB>,
  { sequence, prefix }: CaseFiling<DB>['numbers'],
  realm: string,
): Promise<string> {
  const { rows } = await sql<{ n: number; at: string }>`
    select nextval(${sequence}) as n, journal.iso(journal.clock(${realm})) as at`
    .execute(trx)
    .catch(unknownRealm);
  const row = rows[0];
  if (!row) throw new Error('no case number');
  return `${prefix}${dateOf(row.at).replaceAll('-', '')}-${String(row.n).padStart(6, '0')}`;
}
