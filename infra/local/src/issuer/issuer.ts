import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { readConfig } from '../config.ts';
import { readJsonObject, writeFileAtomically } from '../json-file.ts';

export const AUDIENCE = 'yichuang';
const CLIENT_ID = 'yichuang-dev-login';
const ALGORITHM = 'ES256';

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

/** A token issuer for development. */
export interface Issuer {
  readonly url: string;
  /** An RFC 9068 access token; `expiresIn` as in "2h" or seconds. */
  token(claims: Claims, options?: { readonly expiresIn?: string | number }): Promise<string>;
  /** The public keys that verify it. */
  jwks(): { readonly keys: readonly JWK[] };
}

/** Throws when this is a production process: whoever reaches this issuer becomes anybody. */
export function refuseInProduction(production = readConfig().production): void {
  if (production) throw new Error('the development token issuer must not run with NODE_ENV=production');
}

/** Opens the issuer on its stored key pair, making one at the first use. Development only. */
export async function createIssuer({ dataDir, url = 'http://127.0.0.1:7080' }: IssuerOptions): Promise<Issuer> {
  refuseInProduction();
  const secret = await loadKey(path.join(dataDir, 'issuer-key.json'));
  const key = await importJWK(secret, ALGORITHM);
  const { kty = '', crv = '', x = '', y = '' } = secret;
  const kid = await calculateJwkThumbprint({ kty, crv, x, y });
  return {
    url,
    async token({ sub, ...claims }, { expiresIn = '8h' } = {}) {
      const issuedAt = Math.floor(Date.now() / 1000);
      return new SignJWT({ ...claims, client_id: CLIENT_ID })
        .setProtectedHeader({ alg: ALGORITHM, typ: 'at+jwt', kid })
        .setIssuer(url)
        .setAudience(AUDIENCE)
        .setSubject(sub)
        .setJti(randomUUID())
        .setIssuedAt(issuedAt)
        .setExpirationTime(typeof expiresIn === 'number' ? issuedAt + expiresIn : expiresIn)
        .sign(key);
    },
    jwks: () => ({ keys: [{ kty, crv, x, y, kid, use: 'sig', alg: ALGORITHM }] }),
  };
}

async function loadKey(file: string): Promise<JWK> {
  const stored = readKey(file);
  if (stored !== undefined) return stored;
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  mkdirSync(path.dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID().slice(0, 8)}`;
  writeFileAtomically(draft, JSON.stringify(await exportJWK(privateKey)), 0o600);
  try {
    // A link fails when another process was first: then its key counts.
    linkSync(draft, file);
  } catch (error) {
    if (readKey(file) === undefined) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  const key = readKey(file);
  if (key === undefined) throw new Error(`${file} holds no key`);
  return key;
}

function readKey(file: string): JWK | undefined {
  const { kty, crv, x, y, d } = readJsonObject(file) ?? {};
  const complete =
    kty === 'EC' && typeof crv === 'string' && typeof x === 'string' && typeof y === 'string' && typeof d === 'string';
  return complete ? { kty, crv, x, y, d } : undefined;
}
