/** A caller as callers should be: the same Idempotency-Key until there is an answer, a 202 polled to its outcome. */
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, isRecord, type Reply } from '@yichuang/local';
import type { Traffic } from './traffic.ts';

/** What the caller was told in the end. */
export interface Answer {
  status: number;
  /** Of a problem. */
  code?: string;
  /** Fact types of an act that took effect. */
  facts?: string[];
  commandId?: string;
  applicationNo?: string;
  firstSentAt: number;
  answeredAt: number;
  tries: number;
}

export interface Request {
  service: 'intake' | 'approval';
  path: string;
  body: unknown;
  as: string;
  key: string;
  /** Until then a 404 may mean that the task has not come yet. */
  patientUntil: number;
}

export interface Caller {
  send(request: Request): Promise<Answer>;
}

const answerMs = 20_000;
const pollMs = 150;

/** `givesUpAt` says when an answer that never comes is a failure of the run. */
export function createCaller(api: ApiClient, traffic: Traffic, givesUpAt: () => number): Caller {
  const attempt = async (what: () => Promise<Reply>): Promise<Reply | undefined> => {
    try {
      const reply = await Promise.race([what(), sleep(answerMs, undefined, { ref: false })]);
      if (!reply) traffic.silent();
      else if (reply.status < 500) return reply;
      else traffic.broken(reply);
    } catch (error) {
      traffic.unreachable(error);
    }
    return undefined;
  };

  const once = ({ service, path, body, as, key }: Request): Promise<Reply | undefined> =>
    attempt(() => api.post(service, path, body, { as, idempotencyKey: key }));

  /** A 202's outcome, as its later 200 or 409. */
  const poll = async ({ service, as }: Request, accepted: Reply): Promise<Reply | undefined> => {
    traffic.deferred();
    const location = accepted.headers.get('location') ?? '';
    while (Date.now() < givesUpAt()) {
      await sleep(pollMs);
      const reply = await attempt(() => api.get(service, location, { as }));
      if (reply?.status !== 200 || reply.body['state'] !== 'done') continue;
      const { problem, result, commandId } = reply.body;
      if (isRecord(problem)) return { ...reply, status: 409, body: problem };
      return { ...reply, body: { commandId, ...(isRecord(result) && result) } };
    }
    return undefined;
  };

  return {
    async send(request) {
      const firstSentAt = Date.now();
      for (let tries = 1; Date.now() < givesUpAt(); tries += 1) {
        const first = await once(request);
        const reply = first?.status === 202 ? await poll(request, first) : first;
        const early = reply?.status === 404 && reply.body['code'] === 'not-found' && Date.now() < request.patientUntil;
        if (reply && !early) return { ...answerOf(reply), firstSentAt, answeredAt: Date.now(), tries };
        await sleep(early ? 250 : 150 + Math.min(tries * 100, 1_000));
      }
      return { status: 0, code: 'never-answered', firstSentAt, answeredAt: Date.now(), tries: 0 };
    },
  };
}

function answerOf({
  status,
  body,
  headers,
}: Reply): Pick<Answer, 'status' | 'code' | 'facts' | 'commandId' | 'applicationNo'> {
  const { code, facts, commandId, applicationNo } = body;
  const id = typeof commandId === 'string' ? commandId : headers.get('command-id');
  return {
    status,
    ...(typeof code === 'string' && { code }),
    ...(Array.isArray(facts) && { facts: facts.map(String) }),
    ...(typeof applicationNo === 'string' && { applicationNo }),
    ...(typeof id === 'string' && { commandId: id }),
  };
}
