/** Where bytes lie that PostgreSQL should not hold: by their SHA-256, written once, never changed. */
import type { Readable } from 'node:stream';

export interface StoredContent {
  /** Of all bytes, lower-case hexadecimal. */
  sha256: string;
  /** Bytes. */
  size: number;
}

/** Offsets of the first and the last byte, both included, as in an HTTP range. */
export interface ByteRange {
  start: number;
  end: number;
}

export interface ContentStore {
  /**
   * Keeps what the stream holds. The same bytes twice are kept once; what breaks off, or is too long, leaves nothing.
   * @throws {ContentTooLarge}
   */
  put(source: AsyncIterable<Uint8Array>, limits: { maxBytes: number }): Promise<StoredContent>;
  /** @throws {ContentMissing} */
  open(sha256: string, range?: ByteRange): Promise<Readable>;
  has(sha256: string): Promise<boolean>;
  /** Contents that were put before that instant, each once; what broke off before it is removed on the way. */
  putBefore(instant: Date): AsyncIterable<string>;
  /** False, and nothing happens, where the same bytes were put again since that instant. */
  remove(sha256: string, putBefore: Date): Promise<boolean>;
}

export class ContentTooLarge extends Error {
  constructor(maxBytes: number) {
    super(`the content has more than ${maxBytes} bytes`);
  }
}

export class ContentMissing extends Error {
  constructor(sha256: string) {
    super(`no content ${sha256} is stored`);
  }
}
