/** The keys that sign an issuer's tokens: at the address given, else where its discovery document says (OpenID Connect Discovery 1.0). */
import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { z } from 'zod';

const timeoutMs = 5_000;

const discovery = z.object({ issuer: z.string(), jwks_uri: z.url() });

/** The issuer does not answer, or not as it should: nobody's token can be judged now. */
export class IssuerAway extends Error {}

async function discover(issuer: string): Promise<URL> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
  const document = discovery.parse(await response.json());
  if (document.issuer !== issuer) throw new Error(`${url} speaks for ${document.issuer}, not for ${issuer}`);
  return new URL(document.jwks_uri);
}

/** Looked up at the first token and kept; after a failure looked up again. */
export function issuerKeys({ issuer, jwksUrl }: { issuer: string; jwksUrl?: string | undefined }): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  const find = async (): Promise<JWTVerifyGetKey> =>
    createRemoteJWKSet(jwksUrl === undefined ? await discover(issuer) : new URL(jwksUrl), {
      timeoutDuration: timeoutMs,
    });
  return async (header, token) => {
    found ??= find();
    try {
      const keys = await found;
      return await keys(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      found = undefined;
      throw new IssuerAway(`no keys of ${issuer}: ${String(error)}`, { cause: error });
    }
  };
}
