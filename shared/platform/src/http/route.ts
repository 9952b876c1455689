/** Typed routes: one table feeds express, validation and (later) the OpenAPI document. */
import type { Role } from '@yichuang/contracts/temporal';
import type { Express, Request, Response } from 'express';
import { z } from 'zod';
import { actorOf, authenticate, type Principal, principalOf } from '../auth/principal.ts';
import { realmOf } from './realm.ts';

export interface RouteDefinition<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> {
  method: 'get' | 'post';
  /** With parameters as `{no}`. */
  path: string;
  operationId: string;
  summary: string;
  /** Roles that may call; `[]` for everybody with a valid token. */
  roles: readonly Role[];
  params: P;
  query: Q;
  body: B;
}

export interface RouteContext<P, Q, B> {
  params: P;
  query: Q;
  body: B;
  realm: string;
  principal: Principal;
  request: Request;
}

export interface Reply {
  status: number;
  body: unknown;
  headers?: Record<string, string>;
  problem?: boolean;
}

/** What a route does not take; whatever is sent there is not looked at. */
export const nothing = z.unknown().transform(() => undefined);

/** Gives the literal types of a definition. */
export const route = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
  definition: RouteDefinition<P, Q, B>,
): RouteDefinition<P, Q, B> => definition;

export interface Routes {
  add<P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType>(
    definition: RouteDefinition<P, Q, B>,
  ): (handler: (context: RouteContext<z.infer<P>, z.infer<Q>, z.infer<B>>) => Promise<Reply>) => void;
}

export interface RouteOptions {
  sandbox: boolean;
  oidc: Parameters<typeof authenticate>[0];
}

function send(response: Response, { status, body, headers, problem }: Reply): void {
  response.status(status).set(headers ?? {});
  response.type(problem ? 'application/problem+json' : 'application/json').send(JSON.stringify(body));
}

export function routes(app: Express, { sandbox, oidc }: RouteOptions): Routes {
  const signedIn = authenticate(oidc);
  return {
    add: (definition) => (handler) => {
      const path = definition.path.replace(/\{(\w+)\}/g, ':$1');
      app[definition.method](path, signedIn, async (request, response) => {
        const principal = principalOf(request);
        if (definition.roles.length > 0) actorOf(principal, definition.roles);
        const realm = realmOf(request, sandbox);
        const params = definition.params.parse(request.params);
        const query = definition.query.parse(request.query);
        const body = definition.body.parse(request.body);
        send(response, await handler({ params, query, body, realm, principal, request }));
      });
    },
  };
}
