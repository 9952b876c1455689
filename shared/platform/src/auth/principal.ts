/** Who calls: a signed access token (RFC 9068) with role and department. */
import { type Actor, type Role, roles } from '@yichuang/contracts/temporal';
import type { Request, RequestHandler } from 'express';
import { createRemoteJWKSet, errors, jwtVerify } from 'jose';
import { z } from 'zod';
import { Problem } from '../http/problem.ts';

const claims = z.object({
  sub: z.string().min(1),
  name: z.string().optional(),
  roles: z.array(z.enum(roles)).min(1),
  departmentId: z.string().optional(),
  region: z.string().optional(),
  uscc: z.string().optional(),
});

export type Principal = z.infer<typeof claims>;

const principals = new WeakMap<Request, Principal>();

const unauthorised = (detail: string): Problem =>
  new Problem(401, { code: 'unauthorised', title: '没有有效的访问令牌', detail });

/** Refuses a request without a valid token; `principalOf` then gives the caller. */
export function authenticate(oidc: { issuer: string; jwksUrl: string; audience: string }): RequestHandler {
  const keys = createRemoteJWKSet(new URL(oidc.jwksUrl));
  return async (request, response, next) => {
    const token = /^Bearer (.+)$/i.exec(request.header('authorization') ?? '')?.[1];
    response.set('WWW-Authenticate', 'Bearer');
    if (!token) throw unauthorised('请求头 Authorization 应为 Bearer 加访问令牌。');
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: oidc.issuer,
        audience: oidc.audience,
        typ: 'at+jwt',
        algorithms: ['ES256', 'PS256', 'RS256'],
        clockTolerance: 5,
      });
      principals.set(request, claims.parse(payload));
    } catch (error) {
      if (error instanceof errors.JOSEError || error instanceof z.ZodError)
        throw unauthorised('访问令牌无效、过期或者缺少角色。');
      throw error;
    }
    response.removeHeader('WWW-Authenticate');
    next();
  };
}

export function principalOf(request: Request): Principal {
  const principal = principals.get(request);
  if (!principal) throw unauthorised('请求没有经过身份验证。');
  return principal;
}

/** The caller as an actor in the first of the allowed roles that it holds. */
export function actorOf(principal: Principal, allowed: readonly Role[]): Actor {
  const role = allowed.find((one) => principal.roles.includes(one));
  if (!role)
    throw new Problem(403, {
      code: 'role-not-allowed',
      title: '没有办理权限',
      detail: `该操作需要下列角色之一:${allowed.join('、')}。`,
    });
  const { sub, name, departmentId } = principal;
  return { id: sub, name: name ?? sub, role, ...(departmentId !== undefined && { departmentId }) };
}
