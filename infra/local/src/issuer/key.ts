/** The signing key of the local issuer: made once per data folder, so that tokens stay valid over a restart. */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { readJsonObject, writeFileAtomically } from '../json-file.ts';

export const ALGORITHM = 'ES256';

/** A private key with its name. */
export interface SigningKey {
  kty: 'EC';
  crv: string;
  x: string;
  y: string;
  d: string;
  kid: string;
  alg: typeof ALGORITHM;
  use: 'sig';
}

export async function loadSigningKey(dataDir: string): Promise<SigningKey> {
  const file = path.join(dataDir, 'issuer-key.json');
  const { kty, crv, x, y, d } = readKey(file) ?? (await makeKey(file));
  const kid = await calculateJwkThumbprint({ kty, crv, x, y });
  return { kty, crv, x, y, d, kid, alg: ALGORITHM, use: 'sig' };
}

type StoredKey = Pick<SigningKey, 'kty' | 'crv' | 'x' | 'y' | 'd'>;

async function makeKey(file: string): Promise<StoredKey> {
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

function readKey(file: string): StoredKey | undefined {
  const { kty, crv, x, y, d } = readJsonObject(file) ?? {};
  const complete =
    kty === 'EC' && typeof crv === 'string' && typeof x === 'string' && typeof y === 'string' && typeof d === 'string';
  return complete ? { kty, crv, x, y, d } : undefined;
}
