/** An act by HTTP: journalled at once, its outcome waited for at most 3 s, else 202 and the relay finishes it. */
import type { Actor, Outcome, ServiceName } from '@yichuang/contracts/temporal';
import { formatOffset } from '@yichuang/kernel';
import type { Request } from 'express';
import type { QueryExecutorProvider } from 'kysely';
import type { Cipher } from '../journal/cipher.ts';
import { bodyHash } from '../journal/cipher.ts';
import { type NewCommand, type Received, receive } from '../journal/journal.ts';
import type { Outcomes } from '../journal/outcomes.ts';
import { Problem, problemBody } from './problem.ts';
import type { Reply } from './route.ts';
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

export interface CommandDesk {
  /** Journals the act and answers with its outcome: 200, 409 or 202. */
  submit(request: Request, act: Act): Promise<Reply>;
  /** Waits for a command that is journalled already. */
  answer(received: Pick<Received, 'id' | 'receivedAt'>): Promise<Reply>;
}

const waitMs = 3_000;

/** The caller's key for the act; the same key with the same content is the same act. */
function idempotencyKeyOf(request: Request): string {
  const key = request.header('idempotency-key');
  if (key !== undefined && /^[\x21-\x7e]{1,200}$/.test(key)) return key;
  throw new Problem(400, {
    code: 'idempotency-key-required',
    title: '缺少幂等键',
    detail: '每个 POST 请求都须有请求头 Idempotency-Key(1 至 200 个可见 ASCII 字符),重发时保持不变。',
  });
}

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

/** Refuses a key that was used with other content. */
export function sameOrRefuse(received: Received): void {
  if (received.new || received.same) return;
  throw new Problem(422, {
    code: 'idempotency-key-reused',
    title: '幂等键已用于另一请求',
    detail: '同一个 Idempotency-Key 已用于内容不同的请求;新的操作请用新的键。',
  });
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
    async submit(request, act) {
      const received = await receive(db, cipher, commandOf(request, act));
      sameOrRefuse(received);
      return answer(received);
    },
  };
}

/** The recorded outcome as an HTTP answer. */
function replyTo({ id, receivedAt }: Pick<Received, 'id' | 'receivedAt'>, outcome: Outcome): Reply {
  const headers = { 'Command-Id': id };
  if (outcome.status === 'refused')
    return { status: 409, headers, problem: true, body: problemBody(409, outcome.problem) };
  return { status: 200, headers, body: { commandId: id, receivedAt: formatOffset(receivedAt), ...outcome.data } };
}
