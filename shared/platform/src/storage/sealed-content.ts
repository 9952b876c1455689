/**
 * Contents encrypted as they lie: AES-256-GCM in pieces, so that a part can be read without the rest and nothing must be held in
 * memory. Head: ID of the key (8) | salt (16); then each piece with its tag (16). Every content has a key of its own, derived from
 * salt and key, and a piece's nonce is its place and whether it is the last: none can be changed, moved, left out or cut off.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { keyIdOf, type PayloadKeys } from '../temporal/payload-codec.ts';
import type { ByteRange } from './content-store.ts';

const pieceBytes = 64 * 1024;
const tagBytes = 16;
const idBytes = 8;
const headBytes = idBytes + 16;

const contentKey = (key: Buffer, salt: Uint8Array): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, 'yichuang content', 32));

function nonceOf(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce.writeUInt8(last ? 1 : 0, 11);
  return nonce;
}

/** What is to be written for a content. */
export async function* sealed(source: AsyncIterable<Uint8Array>, key: Buffer): AsyncGenerator<Buffer> {
  const salt = randomBytes(headBytes - idBytes);
  const own = contentKey(key, salt);
  yield Buffer.concat([Buffer.from(keyIdOf(key), 'hex'), salt]);
  let index = 0;
  const seal = (piece: Uint8Array, last: boolean): Buffer => {
    const cipher = createCipheriv('aes-256-gcm', own, nonceOf(index++, last));
    const text = cipher.update(piece);
    cipher.final();
    return Buffer.concat([text, cipher.getAuthTag()]);
  };
  let waiting: Buffer = Buffer.alloc(0);
  for await (const bytes of source) {
    waiting = Buffer.concat([waiting, bytes]);
    // One piece is kept back: only the end of the source tells which is the last.
    for (; waiting.length > pieceBytes; waiting = waiting.subarray(pieceBytes))
      yield seal(waiting.subarray(0, pieceBytes), false);
  }
  yield seal(waiting, true);
}

/** The content of a sealed file, or a part of it; the file is closed at the end. @throws {Error} if the key is not there, or the file is not as it was written */
export async function* unsealed(
  file: FileHandle,
  { current, older }: PayloadKeys,
  range?: ByteRange,
): AsyncGenerator<Buffer> {
  try {
    const body = (await file.stat()).size - headBytes;
    const head = await read(file, 0, headBytes);
    const id = head.subarray(0, idBytes).toString('hex');
    const key = [...(current ? [current] : []), ...older].find((one) => keyIdOf(one) === id);
    if (!key)
      throw new Error(`a content is encrypted with key ${id}, which is not configured (STORAGE_KEY, STORAGE_OLD_KEYS)`);
    const own = contentKey(key, head.subarray(idBytes));
    const pieces = Math.ceil(body / (pieceBytes + tagBytes));
    const { start, end } = range ?? { start: 0, end: Number.POSITIVE_INFINITY };
    for (let index = Math.floor(start / pieceBytes); index < pieces && index * pieceBytes <= end; index += 1) {
      const at = index * (pieceBytes + tagBytes);
      const bytes = await read(file, headBytes + at, Math.min(pieceBytes + tagBytes, body - at));
      const decipher = createDecipheriv('aes-256-gcm', own, nonceOf(index, index === pieces - 1), {
        authTagLength: tagBytes,
      });
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      const text = Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]);
      const first = index * pieceBytes;
      yield text.subarray(Math.max(0, start - first), Math.min(text.length, end - first + 1));
    }
  } finally {
    await file.close();
  }
}

async function read(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, position);
  if (bytesRead < length) throw new Error('a sealed content is cut off');
  return buffer;
}
