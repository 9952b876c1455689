/** The public HTTP surface as demo, features and tests use it: as somebody, in a realm. */
import { randomUUID } from 'node:crypto';
import type { ServiceName } from '@yichuang/contracts/temporal';
import type { Claims } from '../issuer/issuer.ts';
import { isRecord } from '../json-file.ts';

export interface Reply {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface Target {
  urls: Record<ServiceName, string>;
  token: (who: string | Claims) => Promise<string>;
}

export interface CallOptions {
  /** Account name of the local issuer, or claims. */
  as: string | Claims;
  realm?: string;
  /** Made up where absent. */
  idempotencyKey?: string;
}

export interface ApiClient {
  get(service: ServiceName, path: string, options: CallOptions): Promise<Reply>;
  post(service: ServiceName, path: string, body: unknown, options: CallOptions): Promise<Reply>;
  /** A post whose answer is waited for: a 202 is polled to its outcome (a refusal becomes its 409). */
  act(service: ServiceName, path: string, body: unknown, options: CallOptions): Promise<Reply>;
}

const pollMs = 100;

export function createApiClient({ urls, token }: Target): ApiClient {
  const tokens = new Map<string, Promise<string>>();
  const bearer = (as: string | Claims): Promise<string> => {
    const key = JSON.stringify(as);
    const known = tokens.get(key) ?? token(as);
    tokens.set(key, known);
    return known;
  };
  const call = async (url: string, { as, realm, idempotencyKey }: CallOptions, body?: string): Promise<Reply> => {
    const response = await fetch(url, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${await bearer(as)}`,
        ...(realm !== undefined && { 'sandbox-realm': realm }),
        ...(body !== undefined && {
          'content-type': 'application/json',
          'idempotency-key': idempotencyKey ?? randomUUID(),
        }),
      },
      ...(body !== undefined && { body }),
    });
    const json: unknown = await response.json();
    return { status: response.status, headers: response.headers, body: isRecord(json) ? json : {} };
  };
  const client: ApiClient = {
    get: (service, path, options) => call(`${urls[service]}${path}`, options),
    post: (service, path, body, options) => call(`${urls[service]}${path}`, options, JSON.stringify(body)),
    async act(service, path, body, options) {
      const reply = await client.post(service, path, body, options);
      if (reply.status !== 202) return reply;
      const location = reply.headers.get('location') ?? '';
      for (;;) {
        await new Promise((resolve) => setTimeout(resolve, pollMs));
        const { body: status, headers } = await client.get(service, location, options);
        if (status['state'] !== 'done') continue;
        const refused = isRecord(status['problem']);
        const answer = isRecord(status['problem']) ? status['problem'] : status['result'];
        return { status: refused ? 409 : 200, headers, body: { ...status, ...(isRecord(answer) && answer) } };
      }
    },
  };
  return client;
}
