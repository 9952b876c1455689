/** Who tokens of the local issuer speak for, and tokens with any claims at all, as tests need them. */
import { randomUUID } from 'node:crypto';
import { importJWK, SignJWT } from 'jose';
import { readConfig } from '../config.ts';
import { ALGORITHM, loadSigningKey, type SigningKey } from './key.ts';

export const AUDIENCE = 'yichuang';

/** Who a token speaks for. */
export interface Claims {
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly departmentId?: string;
  readonly region?: string;
  /** Unified social credit code of the organisation that a person acts for. */
  readonly uscc?: string;
}

export interface IssuerOptions {
  /** Holds the key pair, so that tokens stay valid over a restart. */
  readonly dataDir: string;
  /** The `iss` claim and the base of the addresses in the discovery document. */
  readonly url?: string;
}

export interface TokenOptions {
  /** As in "2h", or seconds. */
  readonly expiresIn?: string | number;
  readonly audience?: string;
  /** `typ` of the header. */
  readonly type?: string;
}

/** A token issuer for development. */
export interface Issuer {
  readonly url: string;
  readonly key: SigningKey;
  /** An RFC 9068 access token, or what `options` makes of it. */
  token(claims: Claims, options?: TokenOptions): Promise<string>;
}

/** Throws when this is a production process: whoever reaches this issuer becomes anybody. */
export function refuseInProduction(production = readConfig().production): void {
  if (production) throw new Error('the development token issuer must not run with NODE_ENV=production');
}

/** Opens the issuer on its stored key pair, making one at the first use. Development only. */
export async function createIssuer({ dataDir, url = 'http://127.0.0.1:7080' }: IssuerOptions): Promise<Issuer> {
  refuseInProduction();
  const key = await loadSigningKey(dataDir);
  const secret = await importJWK({ ...key }, ALGORITHM);
  return {
    url,
    key,
    async token({ sub, ...claims }, { expiresIn = '8h', audience = AUDIENCE, type = 'at+jwt' } = {}) {
      const issuedAt = Math.floor(Date.now() / 1000);
      return new SignJWT({ ...claims, client_id: 'yichuang-test' })
        .setProtectedHeader({ alg: ALGORITHM, typ: type, kid: key.kid })
        .setIssuer(url)
        .setAudience(audience)
        .setSubject(sub)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(typeof expiresIn === 'number' ? issuedAt + expiresIn : expiresIn)
        .sign(secret);
    },
  };
}
