import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from '@jest/globals';
import { ContentMissing, ContentTooLarge } from '../../src/storage/content-store.ts';
import { localFolder } from '../../src/storage/local-folder.ts';

const root = mkdtempSync(path.join(os.tmpdir(), 'yichuang-storage-'));
const store = localFolder(root);
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
