import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { readConfig } from '../../src/config.ts';
import { resolveKafka } from '../../src/kafka/resolve.ts';
import { silent } from '../../src/log.ts';
import { findChecksum } from '../../src/resolve/download.ts';
import { MissingServersError } from '../../src/resolve/resolution.ts';
import { resolveTemporal } from '../../src/temporal/resolve.ts';

const nowhere = readConfig({
  PATH: path.join(os.tmpdir(), 'no-such-folder'),
  YICHUANG_CACHE: path.join(os.tmpdir(), 'no-such-cache'),
});

test('the cache lies where the platform keeps such things', () => {
  expect(readConfig({ YICHUANG_CACHE: '/a' }, 'linux').cacheDir).toBe('/a');
  expect(readConfig({ XDG_CACHE_HOME: '/x' }, 'linux').cacheDir).toBe('/x/yichuang');
  expect(readConfig({}, 'darwin').cacheDir).toBe(path.join(os.homedir(), 'Library/Caches/yichuang'));
  expect(readConfig({}, 'linux').cacheDir).toBe(path.join(os.homedir(), '.cache/yichuang'));
});

test('a named address that does not answer is reported, not replaced by a server of our own', async () => {
  const found = await resolveTemporal({ ...nowhere, temporalAddress: '127.0.0.1:1' }, silent);
  expect(found).toMatchObject({ kind: 'missing', missing: { tried: [expect.stringContaining('127.0.0.1:1')] } });
});

test('one message lists everything that is missing, with its choices in both languages', async () => {
  const kafka = await resolveKafka(nowhere, silent);
  const temporal = await resolveTemporal({ ...nowhere, temporalAddress: '127.0.0.1:1' }, silent);
  const missing = [kafka, temporal].flatMap((resolution) =>
    resolution.kind === 'missing' ? [resolution.missing] : [],
  );
  const { message } = new MissingServersError(missing);
  for (const part of [
    '缺少 2 项',
    'Kafka',
    'java',
    '安装 Java 17',
    'install Java 17',
    'Temporal',
    'TEMPORAL_ADDRESS',
  ]) {
    expect(message).toContain(part);
  }
});

test('published checksums are found in both usual forms', () => {
  const hash = 'ab'.repeat(32);
  const list = `${'00'.repeat(32)}  other.tar.gz\n${hash}  x_1.tar.gz\n`;
  expect(findChecksum(list, { fileName: 'x_1.tar.gz', algorithm: 'sha256' })).toBe(hash);
  const groups = `x_1.tgz: ${'ABCD1234 '.repeat(8)}\n   ${'ABCD1234 '.repeat(8)}\n`;
  expect(findChecksum(groups, { fileName: 'x_1.tgz', algorithm: 'sha512' })).toBe('abcd1234'.repeat(16));
  expect(() => findChecksum(list, { fileName: 'y.tar.gz', algorithm: 'sha256' })).toThrow('y.tar.gz');
});
