import { rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { buildOnce } from '../cache/build-once.ts';
import type { LocalConfig } from '../config.ts';
import type { Log } from '../log.ts';
import { downloadArchive } from '../resolve/download.ts';

// The first release that carries server 1.32; 1.8.2 as released carries 1.31.
const RELEASE = '1.9.1';
const PLATFORMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'darwin' };
const ARCHITECTURES: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };

/** The cache entry of the official release. */
export function downloadEntry(config: LocalConfig): { cacheDir: string; folder: string; marker: string } {
  return { cacheDir: config.cacheDir, folder: `temporal-${RELEASE}`, marker: 'temporal' };
}

/** Fetches the official release into the cache and returns the binary. */
export async function downloadTemporal(config: LocalConfig, log: Log): Promise<string> {
  const platform = PLATFORMS[process.platform];
  const architecture = ARCHITECTURES[process.arch];
  if (platform === undefined || architecture === undefined)
    throw new Error(`no release for ${process.platform} ${process.arch}`);
  const release = `https://github.com/temporalio/cli/releases/download/v${RELEASE}`;
  const fileName = `temporal_cli_${RELEASE}_${platform}_${architecture}.tar.gz`;
  const archive = {
    url: `${release}/${fileName}`,
    checksumsUrl: `${release}/checksums.txt`,
    algorithm: 'sha256',
    fileName,
  } as const;
  const folder = await buildOnce(downloadEntry(config), log, async (draft) => {
    log(`Temporal: 下载官方发布 / downloading the official release ${RELEASE}`);
    await downloadArchive(archive, draft, config);
    rmSync(path.join(draft, 'LICENSE'), { force: true });
  });
  return path.join(folder, 'temporal');
}
