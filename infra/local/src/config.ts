import os from 'node:os';
import path from 'node:path';
import process from 'node:process';

/** Everything this package takes from the environment; nothing else here reads it. */
export interface LocalConfig {
  readonly cacheDir: string;
  readonly searchPath: readonly string[];
  readonly javaHome: string | undefined;
  readonly temporalAddress: string | undefined;
  readonly temporalUiUrl: string | undefined;
  readonly kafkaBrokers: readonly string[] | undefined;
  readonly databaseUrl: string | undefined;
  readonly production: boolean;
  /** Workers of test systems keep so many workflows in memory; the SDK's number where it is absent. */
  readonly maxCachedWorkflows: number | undefined;
  /** The environment that child processes start from. */
  readonly childEnv: Readonly<NodeJS.ProcessEnv>;
}

/** Reads the configuration. Parameters exist for tests; callers use the defaults. */
export function readConfig(
  env: NodeJS.ProcessEnv = process.env,
  platform: NodeJS.Platform = process.platform,
): LocalConfig {
  const brokers = list(env['KAFKA_BROKERS'], ',');
  return {
    cacheDir: path.resolve(text(env['YICHUANG_CACHE']) ?? path.join(userCache(env, platform), 'yichuang')),
    searchPath: list(env['PATH'], path.delimiter),
    javaHome: text(env['JAVA_HOME']),
    temporalAddress: text(env['TEMPORAL_ADDRESS']),
    temporalUiUrl: text(env['TEMPORAL_UI_URL']),
    kafkaBrokers: brokers.length > 0 ? brokers : undefined,
    databaseUrl: text(env['DATABASE_URL']),
    production: env['NODE_ENV'] === 'production',
    maxCachedWorkflows: number(env['YICHUANG_MAX_CACHED_WORKFLOWS']),
    childEnv: { ...env },
  };
}

function userCache(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): string {
  const xdg = text(env['XDG_CACHE_HOME']);
  if (xdg !== undefined) return xdg;
  return platform === 'darwin' ? path.join(os.homedir(), 'Library', 'Caches') : path.join(os.homedir(), '.cache');
}

function text(value: string | undefined): string | undefined {
  return value === undefined || value.trim() === '' ? undefined : value.trim();
}

function number(value: string | undefined): number | undefined {
  return value === undefined || !/^\d+$/.test(value) ? undefined : Number(value);
}

function list(value: string | undefined, separator: string): string[] {
  return (value ?? '')
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
