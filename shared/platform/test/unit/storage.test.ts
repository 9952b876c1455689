import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, expect, test } from '@jest/globals';
import { uuidFloor, uuidv7 } from '../../src/http/uuid.ts';
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
