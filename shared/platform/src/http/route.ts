/** Typed routes: one table feeds express, validation and the OpenAPI document. */
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Role } from '@yichuang/contracts/temporal';
import type { Express, Request, Response } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import { z } from 'zod';
import type { Principal } from '../auth/claims.ts';
import { authenticate, type OidcConfig, principalOf, requireRole } from '../auth/principal.ts';
import { idempotencyKeyOf } from './idempotency.ts';
import { limitRate } from './limits.ts';
import { fieldProblem, problemOf } from './problem.ts';
import { requireReadable } from './readable.ts';
import { realmOf } from './realm.ts';

/** What a route answers when all is well. What it refuses is a problem (problem.ts). */
export type ReplySchemas = Partial<Record<200 | 201 | 202 | 204 | 206, z.ZodType>>;

export interface RouteDefinition<
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
  R extends ReplySchemas = ReplySchemas,
> {
  method: 'get' | 'post' | 'put' | 'patch';
  /** With parameters as `{no}`. */
  path: string;
  operationId: string;
  summary: string;
  /** Group of the route in the document. */
  tag: string;
  /** Roles that may call; `[]` for every role. */
  roles: readonly Role[];
  params: P;
  query: Q;
  body: B;
  /** Bodies by what they are for, where the handler and not the path says which counts; `body` is then their loose form. */
  bodies?: Readonly<Record<string, z.ZodType>>;
  /** Schema of the answer per status, strict: what is not in it is not sent. */
  reply: R;
  /** Request headers that the handler reads, beside the usual ones. */
  headers?: z.ZodRawShape;
  /** Media type of a body that is no JSON: the handler reads it from the request, and nothing else has. */
  stream?: string;
  /** Statuses of problems that other routes do not have. */
  refuses?: readonly number[];
  /** For everybody, without a token. */
  open?: true;
}

/** An answer of bytes; the handler says its Content-Type. */
export const octets = z
  .instanceof(Readable)
  .meta({ override: { type: 'string', contentMediaType: 'application/octet-stream' } });

/** An answer without a body. */
export const empty = z.undefined().meta({ override: {} });

export interface RouteContext<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  realm: string;
  principal: Principal;
  request: Request;
}

interface AnyReply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
}

/** One of the answers that the route's `reply` names. */
export type Reply<R extends ReplySchemas> = AnyReply &
  { [S in keyof R]: R[S] extends z.ZodType ? { status: S; body: z.input<R[S]> } : never }[keyof R];

/** What a route does not take; whatever is sent there is not looked at. */
export const nothing = z.unknown().transform(() => undefined);

/** Gives the literal types of a definition. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends ReplySchemas>(
  definition: RouteDefinition<P, Q, B, R>,
): RouteDefinition<P, Q, B, R> => definition;

export type PublicDefinition<P extends z.ZodType, Q extends z.ZodType, R extends ReplySchemas> = Omit<
  RouteDefinition<P, Q, z.ZodType, R>,
  'method' | 'roles' | 'body' | 'bodies' | 'open'
>;

export type PublicContext<P, Q> = Pick<RouteContext<P, Q, never>, 'params' | 'query' | 'request'>;

export interface Routes {
  add<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends ReplySchemas>(
    definition: RouteDefinition<P, Q, B, R>,
  ): (handler: (context: RouteContext<z.infer<P>, z.infer<Q>, z.infer<B>>) => Promise<Reply<R>>) => void;
  /** A read for everybody, without a token: published data, or what a signature in the query entitles to. */
  publish<P extends z.ZodType, Q extends z.ZodType, R extends ReplySchemas>(
    definition: PublicDefinition<P, Q, R>,
  ): (handler: (context: PublicContext<z.infer<P>, z.infer<Q>>) => Reply<R> | Promise<Reply<R>>) => void;
  /** Every route added so far. */
  readonly table: readonly RouteDefinition[];
}

export interface RouteOptions {
  sandbox: boolean;
  oidc: OidcConfig;
  ratePerMinute: number;
}

export function routes(app: Express, { sandbox, oidc, ratePerMinute }: RouteOptions): Routes {
  const signedIn = authenticate(oidc);
  const limited = limitRate(ratePerMinute, (request) => principalOf(request).sub);
  const limitedByAddress = limitRate(ratePerMinute, (request) => ipKeyGenerator(request.ip ?? ''));
  const table: RouteDefinition[] = [];
  return {
    table,
    publish: (definition) => (handler) => {
      const full: RouteDefinition = { ...definition, method: 'get', roles: [], body: nothing, open: true };
      table.push(full);
      app.get(pathOf(full), limitedByAddress, async (request, response) => {
        requireReadable(request.params, request.query);
        requireKnown(definition.query, request.query);
        const params = definition.params.parse(request.params);
        const query = definition.query.parse(request.query);
        const reply: AnyReply = await handler({ params, query, request });
        if (sandbox) checkReply(full, reply);
        await send(response, reply);
      });
    },
    add: (definition) => (handler) => {
      table.push(definition);
      app[definition.method](pathOf(definition), signedIn, limited, async (request, response) => {
        const principal = principalOf(request);
        requireRole(principal, definition.roles);
        const realm = realmOf(request, sandbox);
        if (definition.method === 'post') idempotencyKeyOf(request);
        if (definition.stream === undefined) requireJson(request);
        requireReadable(request.params, request.query, request.body);
        requireKnown(definition.query, request.query);
        const params = definition.params.parse(request.params);
        const query = definition.query.parse(request.query);
        const body = definition.body.parse(request.body);
        const reply: AnyReply = await handler({ params, query, body, realm, principal, request });
        if (sandbox) checkReply(definition, reply);
        await send(response, reply);
      });
    },
  };
}

/** A filter that is spelt wrong must not give the whole list. */
function requireKnown(schema: z.ZodType, query: Request['query']): void {
  if (!(schema instanceof z.ZodObject)) return;
  const known = Object.keys(schema.shape);
  const unknown = Object.keys(query).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw fieldProblem('invalid-request', unknown, `没有这个参数;可用的是 ${known.join('、')}`);
}

/** An act without a body needs no type. */
function requireJson(request: Request): void {
  if (request.header('content-length') !== '0' && request.is('json') === false)
    throw problemOf('json-expected', 'Content-Type 应为 application/json。');
}

const pathOf = ({ path }: RouteDefinition): string => path.replace(/\{(\w+)\}/g, ':$1');

/** The document must not promise what is not sent. Not in production: there an act that took effect is answered all the same. */
function checkReply({ operationId, reply }: RouteDefinition, { status, body }: AnyReply): void {
  const schema = new Map(Object.entries(reply)).get(String(status));
  const checked = schema?.safeParse(body);
  if (!checked?.success)
    throw new Error(`${operationId} answered ${status} otherwise than its document says: ${String(checked?.error)}`);
}

async function send(response: Response, { status, body, headers }: AnyReply): Promise<void> {
  response.status(status).set(headers ?? {});
  if (body instanceof Readable) await pipeline(body, response).catch(hungUp);
  else if (body === undefined) response.end();
  else response.type('application/json').send(JSON.stringify(body));
}

/** Whoever reads may stop reading. */
function hungUp(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'ERR_STREAM_PREMATURE_CLOSE')) throw error;
}
