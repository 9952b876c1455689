/** Encrypts what Temporal stores: inputs, results, failures, summaries. Search attributes and IDs stay readable and hold no personal data. */
import { createHash } from 'node:crypto';
import type { Payload, PayloadCodec } from '@temporalio/common';
import proto from '@temporalio/proto';
import { openBytes, sealBytes } from '../crypto/aead.ts';

export interface PayloadKeys {
  /** 32 bytes; encrypts and decrypts. Without it payloads are plain JSON. */
  current: Buffer | undefined;
  /** Decrypt what was written before a rotation, or before encryption was turned off. */
  older: Buffer[];
}

const { Payload: PayloadMessage } = proto.temporal.api.common.v1;
const encrypted = 'binary/encrypted';
const text = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

/** Names a key without telling it, so that no setting can pair a key with the wrong name. */
export const keyIdOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

/** Plain payloads are passed on as they are: encryption may begin, and keys may change, while cases run. */
export function createPayloadCodec({ current, older }: PayloadKeys): PayloadCodec {
  const keys = new Map([...older, ...(current ? [current] : [])].map((key) => [keyIdOf(key), key]));

  const encode = (payload: Payload): Payload => {
    if (!current) return payload;
    return {
      metadata: { encoding: Buffer.from(encrypted), 'encryption-key-id': Buffer.from(keyIdOf(current)) },
      data: sealBytes(current, PayloadMessage.encode(payload).finish()),
    };
  };
  const decode = (payload: Payload): Payload => {
    if (text(payload.metadata?.['encoding']) !== encrypted) return payload;
    const keyId = text(payload.metadata?.['encryption-key-id']);
    const key = keys.get(keyId);
    if (!key)
      throw new Error(
        `a payload is encrypted with key ${keyId}, which is not configured (PAYLOAD_KEY, PAYLOAD_OLD_KEYS)`,
      );
    return PayloadMessage.decode(openBytes(key, payload.data ?? new Uint8Array()));
  };
  return {
    encode: (payloads) => Promise.resolve(payloads.map(encode)),
    decode: (payloads) => Promise.resolve(payloads.map(decode)),
  };
}
