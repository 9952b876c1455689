/** Records facts by cause in one transaction, with the service's projection. Run twice, it acts once. */

import { setTimeout as sleep } from 'node:timers/promises';
import type { OperatorFinding } from '@yichuang/contracts';
import {
  type CommandEnvelope,
  caseNoOf,
  type EventEnvelope,
  type NewFact,
  type RecordReply,
  type RecordRequest,
  type ServiceName,
  type StoredFact,
  type WorkflowType,
} from '@yichuang/contracts/temporal';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { CaseScope } from '../auth/scope.ts';
import type { Cipher } from '../journal/cipher.ts';
import type { Logger } from '../log.ts';
import { factMessage } from '../messaging/cloud-event.ts';
import { nextStep, traceparent, withTrace } from '../observe/trace.ts';
import { raiseTask } from '../operator/tasks.ts';
import { summaryOf } from '../temporal/summary.ts';

/** Facts as a projection sees them. */
export interface RecordedFacts {
  workflowId: string;
  caseNo: string;
  realm: string;
  facts: StoredFact[];
}

/** Goes with the first fact of a case: whose it is, and the workflow that it starts. */
export interface Opening extends Pick<CaseScope, 'realm' | 'region' | 'uscc'> {
  type: WorkflowType;
  /** Of the workflow. */
  input: object;
}

export type Projection<DB> = (trx: Transaction<DB>, recorded: RecordedFacts) => Promise<void>;

export interface RecorderOptions<DB> {
  service: ServiceName;
  db: Kysely<DB>;
  cipher: Cipher;
  project: Projection<DB>;
  log: Logger;
}

export type Recorder = (request: RecordRequest) => Promise<RecordReply>;

type SqlReply =
  | Exclude<RecordReply, { kind: 'blocked' }>
  | { kind: 'blocked'; commands: (CommandEnvelope & { body: string })[]; events?: EventEnvelope[] }
  | { kind: 'wait' };

/** How long an attempt waits for an earlier command of another workflow of the case before it gives the task a break. */
const patienceMs = 8_000;
/** Pauses between its looks: the first is about what a command takes, the longest spares the database when many wait. */
const pauseMs = { first: 20, most: 500 };

export function createRecorder<DB>({ service, db, cipher, project, log }: RecorderOptions<DB>): Recorder {
  return async (request) => {
    const until = Date.now() + patienceMs;
    for (let pause = pauseMs.first; ; pause = Math.min(pause * 2, pauseMs.most)) {
      const reply = await db.transaction().execute((trx) => recordIn(trx, service, project, request, { log }));
      if (reply.kind === 'blocked')
        return {
          ...reply,
          commands: reply.commands.map((command) => ({ ...command, body: cipher.open(command.body) })),
        };
      if (reply.kind !== 'wait') return reply;
      if (Date.now() > until) throw new Error(`${request.workflowId} waits for an earlier command of its case`);
      await sleep(pause);
    }
  };
}

/** The same inside a transaction of the caller's. `commandId` is finished with the outcome. */
export async function recordIn<DB>(
  trx: Transaction<DB>,
  service: ServiceName,
  project: Projection<DB>,
  request: RecordRequest,
  { log, opens }: { log?: Logger; opens?: Opening } = {},
): Promise<SqlReply> {
  const caseNo = caseNoOf(request.workflowId);
  const message = factMessage(service, caseNo, request);
  const argument = JSON.stringify({
    ...request,
    caseNo,
    ...(request.kind === 'command' && { commandId: request.cause }),
    ...(message && { message }),
    ...(opens && { opens: opened(opens) }),
    traceparent: nextStep(traceparent()),
  });
  const input = opens ? JSON.stringify(opens.input) : null;
  const { rows } = await sql<{
    reply: SqlReply & { traceparent?: string; realm?: string };
  }>`select ${sql.ref(`${service}.record`)}(${argument}::jsonb, ${input}) as reply`.execute(trx);
  const answer = rows[0]?.reply;
  if (!answer) throw new Error('the recorder gave no answer');
  // The trace of the command or event that was recorded; what follows from its facts goes on with it.
  const { traceparent: cause, realm, ...reply } = answer;
  if (reply.kind === 'ok' && realm !== undefined && request.facts.length > 0) {
    const facts = stored(request.facts, request.expectedHead, reply.recordedAt);
    await withTrace(cause, async () => {
      await follow(trx, service, project, { workflowId: request.workflowId, caseNo, realm, facts });
      log?.info(
        { workflowId: request.workflowId, caseNo, realm, cause: request.cause, facts: facts.map(({ type }) => type) },
        'facts recorded',
      );
    });
  }
  return reply;
}

const opened = ({ input, ...opening }: Opening): object => ({
  ...opening,
  summary: summaryOf(input),
  traceparent: traceparent(),
});

/** Read models, and tasks for operators. */
async function follow<DB>(
  trx: Transaction<DB>,
  service: ServiceName,
  project: Projection<DB>,
  recorded: RecordedFacts,
): Promise<void> {
  await project(trx, recorded);
  const { caseNo, realm } = recorded;
  for (const { data } of recorded.facts.filter(isFinding)) {
    const kind = data.what === 'childFailed' ? 'workflowEnded' : data.what;
    await raiseTask(trx, { service, kind, subject: data.workflowId, caseNo, realm, detail: data.detail });
  }
}

const isFinding = (fact: StoredFact): fact is StoredFact<'operatorIntervened', OperatorFinding> =>
  fact.type === 'operatorIntervened';

const stored = (facts: NewFact[], head: number, recordedAt: string): StoredFact[] =>
  facts.map((fact, i) => ({ ...fact, seq: head + i + 1, recordedAt }));
