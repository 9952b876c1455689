/** A filing in one transaction: journal row, case, first fact, outbox, and the start of its workflow. */

import type {
  CaseInput,
  NewFact,
  RecordRequest,
  ServiceName,
  StoredFact,
  WorkflowType,
} from '@yichuang/contracts/temporal';
import { type Instant } from '@yichuang/kernel';
import { type Kysely, type Transaction } from 'kysely';
import { type CaseScope } from '../auth/scope.ts';
import { calendarFor } from '../calendar/store.ts';
import { unknownRealm } from '../http/realm.ts';
import { type CaseNumbers, type NewCommand, type Received, receiveFiling } from '../journal/journal.ts';
import { type Projection, recordIn } from './recorder.ts';

/** What the first fact makes of a filing. */
export interface OpenedCase {
  fact: NewFact;
  /** Who may see the case: callers of its region and its enterprise; empty where it has none. */
  scope: Pick<CaseScope, 'region' | 'uscc'>;
  /** Start input of the workflow. */
  input: (start: CaseInput & { facts: StoredFact[] }) => object;
}

export interface CaseFiling<DB> {
  service: ServiceName;
  type: WorkflowType;
  workflowId: (caseNo: string) => string;
  numbers: CaseNumbers;
  project: Projection<DB>;
  /** Called once the filing is received; may store the read model that the first fact's projection works on. */
  open: (trx: Transaction<DB>, caseNo: string, at: Instant) => Promise<OpenedCase>;
}

interface Tools<DB> {
  db: Kysely<DB>;
  clockOffsetMs: number;
}

/** A second call with the same key finds the first one's command. */
export function fileCase<DB>(
  { db, clockOffsetMs }: Tools<DB>,
  { service, type, workflowId: idOf, numbers, project, open }: CaseFiling<DB>,
  command: Omit<NewCommand, 'workflowId' | 'caseNo'>,
): Promise<Received> {
  const { realm } = command;
  return db.transaction().execute(async (trx) => {
    const { caseNo, received, version } = await receiveFiling(trx, { command, numbers, idOf }).catch(unknownRealm);
    if (!received.new) return received;
    const workflowId = idOf(caseNo);
    const { receivedAt: at, ordinal, outcome } = received;
    if (!outcome) throw new Error('the journal gave no outcome');
    const { fact, scope, input } = await open(trx, caseNo, at);
    const calendar = await calendarFor(trx, realm, version, at);
    const facts = [{ ...fact, seq: 1, recordedAt: at }];
    const start = input({ caseNo, realm, at, clockOffsetMs, calendar, facts });
    const request: RecordRequest = {
      workflowId,
      expectedHead: 0,
      cause: command.id,
      kind: 'command',
      at,
      ordinal,
      calendarVersion: calendar.version,
      facts: [fact],
      outcome,
    };
    const reply = await recordIn(trx, service, project, request, { opens: { realm, ...scope, type, input: start } });
    if (reply.kind !== 'ok') throw new Error(`filing was not recorded: ${reply.kind}`);
    return received;
  });
}
