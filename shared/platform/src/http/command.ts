/** An act by HTTP: journalled at once, its outcome waited for at most 3 s, else 202 and the relay finishes it. */
import type { Actor, Json, Outcome, ServiceName } from '@yichuang/contracts/temporal';
import { formatOffset } from '@yichuang/kernel';
import type { Request } from 'express';
import type { QueryExecutorProvider } from 'kysely';
import { bodyHash, type Cipher } from '../journal/cipher.ts';
import { type NewCommand, type Received, receive } from '../journal/journal.ts';
import type { Outcomes } from '../journal/outcomes.ts';
import { idempotencyKeyOf, keyReused } from './idempotency.ts';
import { Problem } from './problem.ts';
import { uuidv7 } from './uuid.ts';

export interface Act {
  service: ServiceName;
  workflowId: string;
  caseNo: string;
  kind: string;
  itemCode?: string;
  actor: Actor;
  realm: string;
  body: unknown;
}

/** Goes with `actReplies` of schemas.ts. */
export interface ActReply<S extends number = 200 | 202> {
  status: S;
  headers: Record<string, string>;
  body: Record<string, Json>;
}

export interface CommandDesk {
  /** Journals the act and answers with its outcome: 200, 202, or a problem 409. */
  submit(request: Request, act: Act): Promise<ActReply>;
  /** Waits for a command that is journalled already. */
  answer(received: Pick<Received, 'id' | 'receivedAt'>): Promise<ActReply>;
  /** Answers a filing: 201 for a new one, 200 for the same once more, a problem for another under its key. */
  filed(received: Received): Promise<ActReply<200 | 201 | 202>>;
}

const waitMs = 3_000;

/** The journal row of an act. `hashed` is what makes two requests the same. */
export const commandOf = (request: Request, act: Act): NewCommand => {
  const { realm, service, workflowId, caseNo, kind, itemCode, actor, body } = act;
  return {
    id: uuidv7(),
    realm,
    caller: actor.id,
    idempotencyKey: idempotencyKeyOf(request),
    service,
    workflowId,
    caseNo,
    kind,
    ...(itemCode !== undefined && { itemCode }),
    actor,
    bodyHash: bodyHash(kind, service, workflowId, body),
    body,
  };
};

/** The journal row of a filing. The number that it will get is not part of what makes two filings the same. */
export const filingOf = (request: Request, act: Omit<Act, 'workflowId' | 'caseNo'>): NewCommand =>
  commandOf(request, { ...act, workflowId: '', caseNo: '' });

/** Refuses a key that was used with other content. */
function sameOrRefuse(received: Received): void {
  if (!received.new && !received.same) throw keyReused();
}

export function createCommandDesk(db: QueryExecutorProvider, cipher: Cipher, outcomes: Outcomes): CommandDesk {
  const answer: CommandDesk['answer'] = async ({ id, receivedAt }) => {
    const outcome = await outcomes.wait(db, id, waitMs);
    if (outcome) return replyTo({ id, receivedAt }, outcome);
    return {
      status: 202,
      headers: { Location: `/v1/commands/${id}` },
      body: { commandId: id, receivedAt: formatOffset(receivedAt), state: 'open' },
    };
  };
  return {
    answer,
    async filed(received) {
      sameOrRefuse(received);
      const { new: opened, outcome } = received;
      const answered = outcome ? replyTo(received, outcome) : await answer(received);
      return opened ? { ...answered, status: 201 } : answered;
    },
    async submit(request, act) {
      const received = await receive(db, cipher, commandOf(request, act));
      sameOrRefuse(received);
      return answer(received);
    },
  };
}

/** The recorded outcome as an HTTP answer. */
function replyTo({ id, receivedAt }: Pick<Received, 'id' | 'receivedAt'>, outcome: Outcome): ActReply {
  const headers = { 'Command-Id': id };
  if (outcome.status === 'refused') throw new Problem(409, outcome.problem, { headers });
  return { status: 200, headers, body: { commandId: id, receivedAt: formatOffset(receivedAt), ...outcome.data } };
}
