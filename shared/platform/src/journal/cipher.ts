/** Bodies of open commands are encrypted at rest; they are erased when the command is done. */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

export interface Cipher {
  seal(body: unknown): string;
  open(sealed: string): unknown;
}

/** AES-256-GCM; `key` is 32 bytes. The sealed form is `v1.` + base64url(iv | tag | text). */
export function createCipher(key: Buffer): Cipher {
  return {
    seal(body) {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const text = Buffer.concat([cipher.update(JSON.stringify(body), 'utf8'), cipher.final()]);
      return `v1.${Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')}`;
    },
    open(sealed) {
      const [version, data] = sealed.split('.');
      if (version !== 'v1' || data === undefined) throw new Error('unknown form of a sealed body');
      const bytes = Buffer.from(data, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(12, 28));
      const text = Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
      const body: unknown = JSON.parse(text);
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
