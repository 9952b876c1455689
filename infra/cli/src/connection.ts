/** The system that the tool works on: by the variables of the services, else the one that `npm start` runs on this machine. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ServiceName, services } from '@yichuang/contracts/temporal';
import { createDatabase, createTemporalClient, loadOperatorConfig, type Operator, roleUrl } from '@yichuang/platform';
import { type Io, UsageError } from './command.ts';

const localState = path.join(import.meta.dirname, '../../../.data/system.json');

type Database = ReturnType<typeof createDatabase<unknown>>;

export interface Connection {
  config: ReturnType<typeof loadOperatorConfig>;
  /** With the rights of the service. */
  db: (service: ServiceName) => Database;
  client: ReturnType<typeof createTemporalClient>['client'];
}

/** Opens what `use` asks for, and closes it. @throws {UsageError} where no system is named and none runs here */
export async function connected<T>(io: Io, use: (connection: Connection) => Promise<T>): Promise<T> {
  const config = loadOperatorConfig(io.env['DATABASE_URL'] ? { ...io.env } : localEnvironment());
  const temporal = createTemporalClient(config.temporal);
  const open = new Map<ServiceName, Database>();
  try {
    return await use({
      config,
      client: temporal.client,
      db(service) {
        const known =
          open.get(service) ?? createDatabase(roleUrl(config.databaseUrl, service), { name: 'yichuang', max: 2 });
        open.set(service, known);
        return known;
      },
    });
  } finally {
    await Promise.all([temporal.close(), ...[...open.values()].map((db) => db.destroy())]);
  }
}

function localEnvironment(): NodeJS.ProcessEnv {
  try {
    const state: unknown = JSON.parse(readFileSync(localState, 'utf8'));
    if (typeof state === 'object' && state !== null && 'env' in state && isEnvironment(state.env)) return state.env;
  } catch {
    // None runs here.
  }
  throw new UsageError(
    '没有环境变量 DATABASE_URL 等,本机也没有 npm start 启动的系统 / neither DATABASE_URL nor a system started here',
  );
}

const isEnvironment = (value: unknown): value is NodeJS.ProcessEnv =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string');

/** Who changes something, and why. @throws {UsageError} */
export function operatorOf({ as, reason }: { as?: string | undefined; reason?: string | undefined }): Operator {
  const [who, why] = [as?.trim() ?? '', reason?.trim() ?? ''];
  if (who === '') throw new UsageError('须以 --as 写明操作人 / --as NAME is required');
  if (why === '') throw new UsageError('须以 --reason 写明理由 / --reason TEXT is required');
  return { who, reason: why };
}

/** @throws {UsageError} */
export function serviceOf(text: string | undefined): ServiceName {
  const found = services.find((service) => service === text);
  if (found) return found;
  throw new UsageError(`服务应为 ${services.join('、')} 之一 / must be one of the services`);
}
