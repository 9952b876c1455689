/** Bodies of open commands are encrypted at rest; they are erased when the command is done. */
import { createHash } from 'node:crypto';
import { openBytes, sealBytes } from '../crypto/aead.ts';

export interface Cipher {
  seal(body: unknown): string;
  open(sealed: string): unknown;
}

/** AES-256-GCM; `key` is 32 bytes. The sealed form is `v1.` + base64url(iv | tag | text). */
export function createCipher(key: Buffer): Cipher {
  return {
    seal: (body) => `v1.${sealBytes(key, Buffer.from(JSON.stringify(body), 'utf8')).toString('base64url')}`,
    open(sealed) {
      const [version, data] = sealed.split('.');
      if (version !== 'v1' || data === undefined) throw new Error('unknown form of a sealed body');
      const body: unknown = JSON.parse(openBytes(key, Buffer.from(data, 'base64url')).toString('utf8'));
      return body;
    },
  };
}

/** Digest of a request, so that the same idempotency key with another body is told apart; key order does not matter. */
export function bodyHash(...parts: unknown[]): string {
  return createHash('sha256').update(canonical(parts)).digest('hex');
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).filter(([, one]) => one !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
  }
  return value === undefined ? 'null' : JSON.stringify(value);
}
