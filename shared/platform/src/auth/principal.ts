/** Who calls: a signed access token of the configured issuer (RFC 9068), refused as RFC 6750 says. */
import type { Actor, Role } from '@yichuang/contracts/temporal';
import type { Request, RequestHandler } from 'express';
import { errors, jwtVerify } from 'jose';
import { LRUCache } from 'lru-cache';
import { type Problem, problemOf } from '../http/problem.ts';
import { type ClaimMapping, type Principal, principalOfClaims, UnreadableClaim } from './claims.ts';
import { IssuerAway, issuerKeys } from './issuer-keys.ts';

export interface OidcConfig {
  issuer: string;
  /** Instead of the address in the discovery document. */
  jwksUrl?: string | undefined;
  audience: string;
  /** `typ` in the header of its access tokens; RFC 9068 says `at+jwt`, some issuers `JWT`. */
  tokenType: string;
  claims: ClaimMapping;
}

const principals = new WeakMap<Request, Principal>();

const challenge = (error?: string, description?: string): Record<string, string> => ({
  'WWW-Authenticate': [
    'Bearer realm="yichuang"',
    ...(error === undefined ? [] : [`error="${error}"`]),
    ...(description === undefined ? [] : [`error_description="${description}"`]),
  ].join(', '),
});

const unauthorised = (detail: string, headers: Record<string, string>): Problem =>
  problemOf('unauthorised', detail, { headers });

/** What is wrong with a token, for people and (in ASCII) for the header. */
function fault(error: Error, { issuer, audience, tokenType }: OidcConfig): [string, string] {
  if (error instanceof errors.JWTExpired) return ['访问令牌已过期。', 'the token has expired'];
  if (error instanceof UnreadableClaim) return [`访问令牌的声明 ${error.message} 无法解读。`, 'a claim cannot be read'];
  if (error instanceof errors.JWTClaimValidationFailed) {
    if (error.claim === 'aud') return [`访问令牌不是发给本系统的(aud 应为 ${audience})。`, 'wrong audience'];
    if (error.claim === 'iss') return [`访问令牌不是 ${issuer} 签发的。`, 'wrong issuer'];
    if (error.claim === 'typ') return [`不是访问令牌(typ 应为 ${tokenType})。`, 'wrong type of token'];
  }
  return ['访问令牌无效。', 'the token is not valid'];
}

/** A token is verified once and taken for as long, until it expires: a key that its issuer withdraws counts no longer than this, either. */
const verified = { forMs: 60_000, most: 10_000 };
const leewaySeconds = 5;

/** Refuses a request without a valid token; `principalOf` then gives the caller. */
export function authenticate(oidc: OidcConfig): RequestHandler {
  const keys = issuerKeys(oidc);
  const known = new LRUCache<string, Principal>({ max: verified.most });
  const principalIn = async (token: string): Promise<Principal> => {
    const { payload } = await jwtVerify(token, keys, {
      issuer: oidc.issuer,
      audience: oidc.audience,
      typ: oidc.tokenType,
      algorithms: ['ES256', 'PS256', 'RS256'],
      clockTolerance: leewaySeconds,
      requiredClaims: ['sub', 'exp'],
    });
    const principal = principalOfClaims(payload, oidc.claims);
    const ttl = Math.min(verified.forMs, ((payload.exp ?? 0) + leewaySeconds) * 1000 - Date.now());
    if (ttl > 0) known.set(token, principal, { ttl });
    return principal;
  };
  return async (request, _response, next) => {
    const token = /^Bearer ([\w~+/.=-]+)$/i.exec(request.header('authorization') ?? '')?.[1];
    if (!token) throw unauthorised('请求头 Authorization 应为 Bearer 加访问令牌。', challenge());
    try {
      principals.set(request, known.get(token) ?? (await principalIn(token)));
    } catch (error) {
      if (error instanceof IssuerAway) throw problemOf('identity-provider-away', '现在无法核对访问令牌,请稍后重试。');
      if (!(error instanceof errors.JOSEError || error instanceof UnreadableClaim)) throw error;
      const [detail, description] = fault(error, oidc);
      throw unauthorised(detail, challenge('invalid_token', description));
    }
    next();
  };
}

export function principalOf(request: Request): Principal {
  const principal = principals.get(request);
  if (!principal) throw unauthorised('请求没有经过身份验证。', challenge());
  return principal;
}

/** Refuses a caller who holds none of the roles; `[]` asks for any role of this system. */
export function requireRole(principal: Principal, allowed: readonly Role[]): void {
  const headers = challenge('insufficient_scope');
  if (principal.roles.length === 0)
    throw problemOf('no-role', '访问令牌有效,但其中没有本系统的任何角色。', { headers });
  if (allowed.length > 0 && !allowed.some((role) => principal.roles.includes(role)))
    throw problemOf('role-not-allowed', `该操作需要下列角色之一:${allowed.join('、')}。`, { headers });
}

/** The caller as an actor in the first of the allowed roles that it holds. */
export function actorOf(principal: Principal, allowed: readonly Role[]): Actor {
  requireRole(principal, allowed);
  const role = allowed.find((one) => principal.roles.includes(one));
  if (!role) throw new RangeError('no role was named');
  const { sub, name, departmentId } = principal;
  return { id: sub, name: name ?? sub, role, ...(departmentId !== undefined && { departmentId }) };
}
