import path from 'node:path';
import { cached } from '../cache/build-once.ts';
import type { LocalConfig } from '../config.ts';
import { type Log, reason } from '../log.ts';
import { acceptsAddress } from '../ports.ts';
import { findPrograms } from '../process/run.ts';
import type { Choice, Resolution } from '../resolve/resolution.ts';
import { buildEntry, buildTemporal, findGo } from './build.ts';
import { downloadEntry, downloadTemporal } from './download.ts';
import { inspectTemporal, SERVER_VERSION, type TemporalProgram } from './version.ts';

/** A server that runs somewhere already, or a program to start. */
export type TemporalSource =
  | { readonly kind: 'address'; readonly address: string; readonly uiUrl: string | undefined }
  | { readonly kind: 'program'; readonly program: TemporalProgram };

const CHOICES: readonly Choice[] = [
  { zh: '设置 TEMPORAL_ADDRESS=主机:端口，使用已有服务', en: 'set TEMPORAL_ADDRESS=host:port to use a running server' },
  { zh: '把 temporal（服务端 1.32 以上）放进 PATH', en: 'put a `temporal` with server 1.32 or newer on PATH' },
  { zh: '允许访问官方发布地址，自动下载', en: 'allow access to the official release address: it is downloaded' },
  { zh: '安装 Go 1.26.8 以上，自动编译一次', en: 'install Go 1.26.8 or newer: it is built once' },
];

/** Environment, PATH and cache, official download, Go: the first that works. */
export async function resolveTemporal(config: LocalConfig, log: Log): Promise<Resolution<TemporalSource>> {
  const tried: string[] = [];
  const address = config.temporalAddress;
  if (address !== undefined) {
    if (await acceptsAddress(address, 3000)) {
      return {
        kind: 'ready',
        origin: 'TEMPORAL_ADDRESS',
        value: { kind: 'address', address, uiUrl: config.temporalUiUrl },
      };
    }
    // Falling through would start another server behind the back of someone who named one.
    return missing([`TEMPORAL_ADDRESS=${address}: nothing answers there (unset it to have one started here)`]);
  }
  const onPath = findPrograms('temporal', config.searchPath);
  for (const binary of onPath) {
    const program = inspectTemporal(binary, config);
    if (typeof program !== 'string') return { kind: 'ready', origin: 'PATH', value: { kind: 'program', program } };
    tried.push(program);
  }
  const kept = findInCache(config);
  if (kept !== undefined) return { kind: 'ready', origin: 'cache', value: { kind: 'program', program: kept } };
  if (onPath.length === 0) tried.push('temporal: neither on PATH nor in the cache');
  try {
    const program = inspectTemporal(await downloadTemporal(config, log), config);
    if (typeof program !== 'string') return { kind: 'ready', origin: 'download', value: { kind: 'program', program } };
    tried.push(program);
  } catch (error) {
    tried.push(`official download: ${reason(error)}`);
  }
  const tools = findGo(config);
  if (typeof tools === 'string') return missing([...tried, tools]);
  return {
    kind: 'build',
    origin: `built with ${tools.version}`,
    build: async (progress) => {
      const binary = await buildTemporal(tools.go, config, progress);
      return { kind: 'program', program: { binary, serverVersion: SERVER_VERSION } };
    },
  };
}

function findInCache(config: LocalConfig): TemporalProgram | undefined {
  const built = cached(buildEntry(config));
  // What we built ourselves need not be asked for its version: that would delay every start.
  if (built !== undefined) return { binary: path.join(built, 'temporal'), serverVersion: SERVER_VERSION };
  const downloaded = cached(downloadEntry(config));
  const program = downloaded === undefined ? undefined : inspectTemporal(path.join(downloaded, 'temporal'), config);
  return typeof program === 'string' ? undefined : program;
}

function missing(tried: readonly string[]): Resolution<TemporalSource> {
  return { kind: 'missing', missing: { name: 'Temporal (server ≥ 1.32)', tried, choices: CHOICES } };
}
