import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, describe, expect, test } from '@jest/globals';
import { uuidFloor, uuidv7 } from '../../src/http/uuid.ts';
import { ContentMissing, ContentTooLarge } from '../../src/storage/content-store.ts';
import { localFolder } from '../../src/storage/local-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'yichuang-storage-'));
const store = localFolder(root);
const key = randomBytes(32);
const keys = { current: key, older: [] };
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const stream = (...chunks: string[]): Readable => Readable.from(chunks.map((chunk) => Buffer.from(chunk)));
const contents = (): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);

afterAll(() => {
  rmSync(root, { recursive: true });
});

test('bytes lie under their digest, in folders of two levels, and come back, whole or in part', async () => {
  const stored = await store.put(stream('施工', '许可'), { maxBytes: 100 });
  const sha256 = digest('施工许可');
  expect(stored).toEqual({ sha256, size: 12 });
  expect(readFileSync(path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256), 'utf8')).toBe('施工许可');
  expect((await buffer(await store.open(sha256))).toString()).toBe('施工许可');
  expect((await buffer(await store.open(sha256, { start: 6, end: 11 }))).toString()).toBe('许可');
  expect(await store.has(sha256)).toBe(true);
});

test('the same bytes at the same time from two replicas are kept once', async () => {
  const [one, two] = await Promise.all(
    [store, localFolder(root)].map((each) => each.put(stream('a', 'bc'), { maxBytes: 3 })),
  );
  expect(one).toEqual(two);
  expect(contents().filter((name) => name === digest('abc'))).toHaveLength(1);
});

test('what is too long or breaks off leaves nothing', async () => {
  const before = contents();
  await expect(store.put(stream('ab', 'cd'), { maxBytes: 3 })).rejects.toThrow(ContentTooLarge);
  const broken = async function* (): AsyncGenerator<Buffer> {
    yield Buffer.from('ab');
    await Promise.reject(new Error('the line is cut'));
  };
  await expect(store.put(broken(), { maxBytes: 3 })).rejects.toThrow('the line is cut');
  expect(contents()).toEqual(before);
});

test('what is not there, or no digest at all, is refused', async () => {
  expect(await store.has(digest('x'))).toBe(false);
  await expect(store.open(digest('x'))).rejects.toThrow(ContentMissing);
  await expect(async () => store.open('../../etc/passwd')).rejects.toThrow('is not a SHA-256');
});

test('an empty content is a content', async () => {
  expect(await store.put(stream(), { maxBytes: 0 })).toEqual({ sha256: digest(''), size: 0 });
  expect((await buffer(await store.open(digest('')))).length).toBe(0);
});

test('what was put before an instant is listed and removed; what was put again since is kept', async () => {
  const [old, again] = await Promise.all(['old', 'again'].map((text) => store.put(stream(text), { maxBytes: 9 })));
  const aged = (sha256: string): void => {
    utimesSync(path.join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256), 0, 0);
  };
  if (!old || !again) throw new Error('not stored');
  aged(old.sha256);
  aged(again.sha256);
  const before = new Date(86_400_000);
  const listed: string[] = [];
  for await (const sha256 of store.putBefore(before)) listed.push(sha256);
  expect(listed.sort()).toEqual([old.sha256, again.sha256].sort());
  await store.put(stream('again'), { maxBytes: 9 });
  expect(await store.remove(old.sha256, before)).toBe(true);
  expect(await store.remove(old.sha256, before)).toBe(false);
  expect(await store.remove(again.sha256, before)).toBe(false);
  expect([await store.has(old.sha256), await store.has(again.sha256)]).toEqual([false, true]);
});

test('where nothing was ever stored there is nothing to list', async () => {
  const listed: string[] = [];
  for await (const sha256 of localFolder(path.join(root, 'not-yet')).putBefore(new Date())) listed.push(sha256);
  expect(listed).toEqual([]);
});

test('what broke off is swept away with time', async () => {
  const left = path.join(root, 'incoming', 'half');
  writeFileSync(left, 'half of it');
  utimesSync(left, 0, 0);
  for await (const _ of store.putBefore(new Date(86_400_000)));
  expect(existsSync(left)).toBe(false);
});

test('the floor of an instant lies below every ID made since, above every one before', () => {
  const at = new Date(1_790_000_000_000);
  expect(uuidFloor(at) <= uuidv7(at.getTime())).toBe(true);
  expect(uuidFloor(at) > uuidv7(at.getTime() - 1)).toBe(true);
});

describe('with a key', () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'yichuang-sealed-'));
  const safe = localFolder(folder, keys);
  const placeOf = (sha256: string): string =>
    path.join(folder, sha256.slice(0, 2), sha256.slice(2, 4), `${sha256}.sealed`);
  const whole = (from = safe, sha256 = ''): Promise<Buffer> => from.open(sha256).then((stream) => buffer(stream));

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test.each([0, 1, 65_535, 65_536, 65_537, 200_000])(
    '%d bytes lie encrypted and come back, whole or in part',
    async (size) => {
      const bytes = randomBytes(size);
      const { sha256 } = await safe.put(Readable.from([bytes.subarray(0, 70_000), bytes.subarray(70_000)]), {
        maxBytes: size,
      });
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      expect(await safe.has(sha256)).toBe(true);
      if (size > 20) expect(readFileSync(placeOf(sha256)).includes(bytes.subarray(0, 20))).toBe(false);
      expect((await whole(safe, sha256)).equals(bytes)).toBe(true);
      for (const [start, end] of [
        [0, 0],
        [65_530, 65_540],
        [65_536, 131_071],
        [size - 1, size - 1],
      ] as const) {
        if (start < 0 || end >= size) continue;
        const part = await buffer(await safe.open(sha256, { start, end }));
        expect(part.equals(bytes.subarray(start, end + 1))).toBe(true);
      }
    },
  );

  test('what was changed, cut off or moved is not given out', async () => {
    const { sha256 } = await safe.put(Readable.from([randomBytes(200_000)]), { maxBytes: 200_000 });
    const written = readFileSync(placeOf(sha256));
    const piece = 65_536 + 16;
    const flipped = Buffer.from(written);
    flipped.writeUInt8(flipped.readUInt8(100) ^ 1, 100);
    const swapped = Buffer.concat([
      written.subarray(0, 24),
      written.subarray(24 + piece, 24 + 2 * piece),
      written.subarray(24, 24 + piece),
      written.subarray(24 + 2 * piece),
    ]);
    for (const damaged of [
      flipped,
      swapped,
      written.subarray(0, 24 + piece),
      written.subarray(0, 24 + 2 * piece - 1),
    ]) {
      writeFileSync(placeOf(sha256), damaged);
      await expect(whole(safe, sha256)).rejects.toThrow();
    }
  });

  test('an older key still opens; a key that is not there is named', async () => {
    const { sha256 } = await safe.put(stream('rotated'), { maxBytes: 9 });
    const rotated = localFolder(folder, { current: randomBytes(32), older: [key] });
    expect(String(await whole(rotated, sha256))).toBe('rotated');
    await expect(whole(localFolder(folder), sha256)).rejects.toThrow('STORAGE_KEY');
  });

  test('what was stored before there was a key stays readable, and both are removed', async () => {
    const { sha256 } = await localFolder(folder).put(stream('plain'), { maxBytes: 9 });
    expect(String(await whole(safe, sha256))).toBe('plain');
    await safe.put(stream('plain'), { maxBytes: 9 });
    expect(await safe.remove(sha256, new Date(Date.now() + 1000))).toBe(true);
    expect(await safe.has(sha256)).toBe(false);
  });
});
