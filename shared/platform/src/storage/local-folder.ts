/** Contents in a folder, `ab/cd/abcd…`. Replicas may share the folder: a content appears under its name whole, by one rename. */
import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { type ByteRange, ContentMissing, type ContentStore, ContentTooLarge } from './content-store.ts';

const digestForm = /^[0-9a-f]{64}$/;

export function localFolder(root: string): ContentStore {
  const placeOf = (sha256: string): string => {
    if (!digestForm.test(sha256)) throw new RangeError(`${sha256} is not a SHA-256`);
    return path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  };
  return {
    async put(source, { maxBytes }) {
      const incoming = path.join(root, 'incoming', randomUUID());
      await mkdir(path.dirname(incoming), { recursive: true });
      try {
        const { sha256, size } = await write(incoming, source, maxBytes);
        const place = placeOf(sha256);
        await mkdir(path.dirname(place), { recursive: true });
        await rename(incoming, place);
        return { sha256, size };
      } catch (error) {
        await rm(incoming, { force: true });
        throw error;
      }
    },

    async open(sha256, range?: ByteRange) {
      const file = await open(placeOf(sha256)).catch((error: unknown) => {
        throw isMissing(error) ? new ContentMissing(sha256) : error;
      });
      return file.createReadStream(range);
    },

    has: (sha256) =>
      access(placeOf(sha256)).then(
        () => true,
        (error: unknown) => {
          if (isMissing(error)) return false;
          throw error;
        },
      ),

    async *putBefore(instant) {
      for (const folder of ['incoming', 'leaving'])
        for (const place of await filesBefore(path.join(root, folder), instant)) await rm(place, { force: true });
      for await (const entry of await opendir(root, { recursive: true })) {
        if (!entry.isFile() || !digestForm.test(entry.name) || entry.parentPath === path.join(root, 'leaving'))
          continue;
        if (await putBefore(path.join(entry.parentPath, entry.name), instant)) yield entry.name;
      }
    },

    async remove(sha256, instant) {
      const place = placeOf(sha256);
      // Taken away first and looked at then: what is put meanwhile finds its place free.
      const leaving = path.join(root, 'leaving', `${sha256}.${randomUUID()}`);
      await mkdir(path.dirname(leaving), { recursive: true });
      try {
        await rename(place, leaving);
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
      const { mtime } = await stat(leaving);
      if (mtime >= instant) {
        await rename(leaving, place);
        return false;
      }
      await rm(leaving);
      return true;
    },
  };
}

async function filesBefore(folder: string, instant: Date): Promise<string[]> {
  const names = await readdir(folder).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const places = names.map((name) => path.join(folder, name));
  const older = await Promise.all(places.map((place) => putBefore(place, instant)));
  return places.filter((_, i) => older[i]);
}

/** False, too, for what is gone meanwhile. */
const putBefore = (place: string, instant: Date): Promise<boolean> =>
  stat(place).then(
    ({ mtime }) => mtime < instant,
    (error: unknown) => {
      if (isMissing(error)) return false;
      throw error;
    },
  );

async function write(
  name: string,
  source: AsyncIterable<Uint8Array>,
  maxBytes: number,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(name, 'wx');
  try {
    for await (const bytes of source) {
      size += bytes.length;
      if (size > maxBytes) throw new ContentTooLarge(maxBytes);
      hash.update(bytes);
      await file.writeFile(bytes);
    }
    // Whoever is told that it is stored must find it after a power cut.
    await file.sync();
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}

const isMissing = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT';
