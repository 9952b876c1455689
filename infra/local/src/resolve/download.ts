import { createHash } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { LocalConfig } from '../config.ts';
import { run } from '../process/run.ts';

const CONNECT_TIMEOUT_MS = 4000;
const IDLE_TIMEOUT_MS = 20_000;

/** A gzipped tar archive with the published list of checksums that it must agree with. */
export interface Archive {
  readonly url: string;
  readonly checksumsUrl: string;
  readonly algorithm: 'sha256' | 'sha512';
  readonly fileName: string;
}

/** Fetches, checks and unpacks an archive into a folder. Gives up within seconds where the address cannot be reached. */
export async function downloadArchive(archive: Archive, folder: string, config: LocalConfig): Promise<void> {
  const expected = await publishedChecksum(archive);
  const file = path.join(folder, 'download.tar.gz');
  try {
    const actual = await save(archive, file);
    if (actual !== expected)
      throw new Error(`${archive.fileName}: checksum ${actual} is not the published ${expected}`);
    await run('tar', ['-xzf', file, '-C', folder], { cwd: folder, env: config.childEnv });
  } finally {
    rmSync(file, { force: true });
  }
}

async function publishedChecksum(archive: Archive): Promise<string> {
  const response = await fetch(archive.checksumsUrl, { signal: AbortSignal.timeout(CONNECT_TIMEOUT_MS) });
  if (!response.ok) throw new Error(`${archive.checksumsUrl} answered ${response.status}`);
  return findChecksum(await response.text(), archive);
}

/** Understands "hash  file" lines as well as "file: HA SH …" with the digits in groups over several lines. */
export function findChecksum(list: string, archive: Pick<Archive, 'fileName' | 'algorithm'>): string {
  const digits = archive.algorithm === 'sha256' ? 64 : 128;
  const named = list
    .split('\n')
    .filter((line) => line.includes(archive.fileName))
    .join(' ');
  const source = named.includes(`${archive.fileName}:`) ? list : named;
  const hash = source
    .replace(archive.fileName, ' ')
    .replace(/[^0-9a-fA-F]/g, '')
    .toLowerCase();
  if (hash.length !== digits) throw new Error(`no ${archive.algorithm} of ${archive.fileName} is published`);
  return hash;
}

async function save(archive: Archive, file: string): Promise<string> {
  const idle = new AbortController();
  let timer = setTimeout(() => idle.abort(new Error('connection timed out')), CONNECT_TIMEOUT_MS);
  const hash = createHash(archive.algorithm);
  const watch = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      clearTimeout(timer);
      timer = setTimeout(() => idle.abort(new Error('download stalled')), IDLE_TIMEOUT_MS);
      hash.update(chunk);
      done(null, chunk);
    },
  });
  try {
    const response = await fetch(archive.url, { signal: idle.signal });
    if (!response.ok || response.body === null) throw new Error(`${archive.url} answered ${response.status}`);
    await pipeline(Readable.fromWeb(response.body), watch, createWriteStream(file), { signal: idle.signal });
  } finally {
    clearTimeout(timer);
  }
  return hash.digest('hex');
}
