/**
 * Contents in a folder, `ab/cd/abcd…`; with a key encrypted, `ab/cd/abcd….sealed`, beside what was stored before there was one.
 * Replicas may share the folder: a content appears under its name whole, by one rename.
 */
import { createHash, type Hash, randomUUID } from 'node:crypto';
import { access, type FileHandle, mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import type { PayloadKeys } from '../temporal/payload-codec.ts';
import { type ByteRange, ContentMissing, type ContentStore, ContentTooLarge } from './content-store.ts';
import { sealed, unsealed } from './sealed-content.ts';

const digestForm = /^[0-9a-f]{64}$/;
const suffix = '.sealed';

export function localFolder(root: string, keys: PayloadKeys = { current: undefined, older: [] }): ContentStore {
  const placeOf = (sha256: string): string => {
    if (!digestForm.test(sha256)) throw new RangeError(`${sha256} is not a SHA-256`);
    return path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  const { current } = keys;
  return {
    async put(source, { maxBytes }) {
      const incoming = path.join(root, 'incoming', randomUUID());
      await mkdir(path.dirname(incoming), { recursive: true });
      try {
        const seen = { hash: createHash('sha256'), size: 0 };
        const content = counted(source, maxBytes, seen);
        await write(incoming, current ? sealed(content, current) : content);
        const sha256 = seen.hash.digest('hex');
        const place = placeOf(sha256);
        await mkdir(path.dirname(place), { recursive: true });
        await rename(incoming, current ? `${place}${suffix}` : place);
        return { sha256, size: seen.size };
      } catch (error) {
        await rm(incoming, { force: true });
        throw error;
      }
    },

    async open(sha256, range?: ByteRange) {
      const place = placeOf(sha256);
      const file = await ifThere(open(`${place}${suffix}`));
      if (file) return Readable.from(unsealed(file, keys, range), { objectMode: false });
      const plain = await ifThere<FileHandle>(open(place));
      if (!plain) throw new ContentMissing(sha256);
      return plain.createReadStream(range);
    },

    async has(sha256) {
      const place = placeOf(sha256);
      const there = await Promise.all([place, `${place}${suffix}`].map((one) => ifThere(access(one).then(() => true))));
      return there.includes(true);
    },

    async *putBefore(instant) {
      for (const folder of ['incoming', 'leaving'])
        for (const place of await filesBefore(path.join(root, folder), instant)) await rm(place, { force: true });
      // The folder is made with the first content.
      for await (const { name, parentPath } of (await ifThere(opendir(root, { recursive: true }))) ?? []) {
        const sha256 = path.basename(name, suffix);
        if (digestForm.test(sha256) && (await putBefore(path.join(parentPath, name), instant))) yield sha256;
      }
    },

    async remove(sha256, instant) {
      const place = placeOf(sha256);
      const removed = [await removeFile(root, place, instant), await removeFile(root, `${place}${suffix}`, instant)];
      return removed.includes(true);
    },
  };
}

async function* counted(
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
  seen: { hash: Hash; size: number },
): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) {
    seen.size += bytes.length;
    if (seen.size > maxBytes) throw new ContentTooLarge(maxBytes);
    seen.hash.update(bytes);
    yield bytes;
  }
}

async function write(name: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(name, 'wx');
  try {
    for await (const bytes of content) await file.writeFile(bytes);
    // Whoever is told that it is stored must find it after a power cut.
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Taken away first and looked at then: what is put meanwhile finds its place free. */
async function removeFile(root: string, place: string, instant: Date): Promise<boolean> {
  const leaving = path.join(root, 'leaving', randomUUID());
  await mkdir(path.dirname(leaving), { recursive: true });
  if (!(await ifThere(rename(place, leaving).then(() => true)))) return false;
  if (await putBefore(leaving, instant)) {
    await rm(leaving);
    return true;
  }
  await rename(leaving, place);
  return false;
}

async function filesBefore(folder: string, instant: Date): Promise<string[]> {
  const places = ((await ifThere(readdir(folder))) ?? []).map((name) => path.join(folder, name));
  const older = await Promise.all(places.map((place) => putBefore(place, instant)));
  return places.filter((_, i) => older[i]);
}

/** False, too, for what is gone meanwhile. */
async function putBefore(place: string, instant: Date): Promise<boolean> {
  const found = await ifThere(stat(place));
  return found !== undefined && found.mtime < instant;
}

/** Nothing where the file is not there. */
const ifThere = <T>(looking: Promise<T>): Promise<T | undefined> =>
  looking.catch((error: unknown) => {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
