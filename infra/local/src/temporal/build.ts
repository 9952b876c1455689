import { copyFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildOnce, type CacheEntry } from '../cache/build-once.ts';
import type { LocalConfig } from '../config.ts';
import { type Log, secondsSince } from '../log.ts';
import { ask, findPrograms, run } from '../process/run.ts';
import { CLI_VERSION, SERVER_VERSION } from './version.ts';

const MODULE_FILES = fileURLToPath(new URL('../../temporal/', import.meta.url));
const PACKAGE = 'github.com/temporalio/cli/cmd/temporal';
const REPORT_EVERY_MS = 15_000;

/** The cache entry of our own build: the CLI of one version with the server of another. */
export function buildEntry(config: LocalConfig): CacheEntry {
  return { cacheDir: config.cacheDir, folder: `temporal-${CLI_VERSION}-${SERVER_VERSION}`, marker: 'temporal' };
}

/** A Go tool chain that can build it, or why there is none. */
export function findGo(config: LocalConfig): { go: string; version: string } | string {
  let found = 'go: not on PATH';
  for (const go of findPrograms('go', [...config.searchPath, '/usr/local/go/bin'])) {
    const version = /go(\d+)\.(\d+)(\.\d+)?/.exec(ask(go, ['version'], config.childEnv) ?? '');
    // From 1.21 on, Go fetches the newer tool chain that go.mod names by itself.
    if (version !== null && Number(version[1]) === 1 && Number(version[2]) >= 21) return { go, version: version[0] };
    found = `${go}: too old (${version?.[0] ?? 'no version'})`;
  }
  return found;
}

/** Builds it from the committed module files into the cache, once, and returns the binary. */
export async function buildTemporal(go: string, config: LocalConfig, log: Log): Promise<string> {
  const folder = await buildOnce(buildEntry(config), log, async (draft) => {
    log(`Temporal: 首次编译，约需 6 分钟，仅此一次 / building from Go modules, about 6 minutes, only once`);
    for (const file of ['go.mod', 'go.sum']) copyFileSync(path.join(MODULE_FILES, file), path.join(draft, file));
    const env = { ...config.childEnv, GOWORK: 'off', GOFLAGS: '', CGO_ENABLED: '0' };
    const flags = `-s -w -X github.com/temporalio/cli/internal/temporalcli.Version=${CLI_VERSION}`;
    const progress = reportProgress(log);
    try {
      const output = path.join(draft, 'temporal');
      await run(go, ['build', '-v', '-trimpath', '-ldflags', flags, '-o', output, PACKAGE], {
        cwd: draft,
        env,
        onLine: progress.line,
      });
    } finally {
      progress.stop();
    }
  });
  return path.join(folder, 'temporal');
}

function reportProgress(log: Log): { line: (line: string) => void; stop: () => void } {
  const startedAt = Date.now();
  let downloaded = 0;
  let compiled = 0;
  const timer = setInterval(() => {
    const counts = `${downloaded} modules downloaded, ${compiled} packages compiled`;
    log(`Temporal: 编译中 / building … ${secondsSince(startedAt)}, ${counts}`);
  }, REPORT_EVERY_MS);
  return {
    line(line) {
      if (line.startsWith('go: downloading')) downloaded += 1;
      else compiled += 1;
    },
    stop: () => clearInterval(timer),
  };
}
