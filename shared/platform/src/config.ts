/** Configuration of a process: the only place of this package that reads the environment. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** A value from NAME, or from the file that NAME_FILE points to (mounted secrets). */
function fromEnvironment(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  return file ? readFileSync(file, 'utf8').trim() : env[name];
}

const list = z.string().transform((text) => text.split(',').filter((part) => part !== ''));

const schema = z
  .object({
    MODE: z.enum(['production', 'sandbox']).default('production'),
    DATABASE_URL: z.string().min(1),
    TEMPORAL_ADDRESS: z.string().min(1),
    TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
    TEMPORAL_UI_URL: z.string().optional(),
    KAFKA_BROKERS: list,
    KAFKA_PREFIX: z.string().default(''),
    KAFKA_SESSION_TIMEOUT_MS: z.coerce.number().int().min(6000).default(45_000),
    OIDC_ISSUER: z.string().min(1),
    OIDC_JWKS_URL: z.string().min(1),
    OIDC_AUDIENCE: z.string().default('yichuang'),
    JOURNAL_KEY: z.string().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64'),
    SEAL_KEY: z.string().optional(),
    SEAL_EVERY_MS: z.coerce.number().int().min(100).default(60_000),
    REGION_PACKS_DIR: z.string().optional(),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    PORT: z.coerce.number().int().min(0).max(65535).default(0),
    QUEUES: list.optional(),
    WORKER_BUILD_ID: z.string().default('dev'),
    WORKFLOW_BUNDLE: z.string().optional(),
    MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(0).optional(),
  })
  .transform((env) => ({
    sandbox: env.MODE === 'sandbox',
    databaseUrl: env.DATABASE_URL,
    temporal: { address: env.TEMPORAL_ADDRESS, namespace: env.TEMPORAL_NAMESPACE, uiUrl: env.TEMPORAL_UI_URL },
    kafka: { brokers: env.KAFKA_BROKERS, prefix: env.KAFKA_PREFIX, sessionTimeoutMs: env.KAFKA_SESSION_TIMEOUT_MS },
    oidc: { issuer: env.OIDC_ISSUER, jwksUrl: env.OIDC_JWKS_URL, audience: env.OIDC_AUDIENCE },
    journalKey: Buffer.from(env.JOURNAL_KEY, 'base64'),
    seal: { key: env.SEAL_KEY, everyMs: env.SEAL_EVERY_MS },
    regionPacksDir: env.REGION_PACKS_DIR,
    logLevel: env.LOG_LEVEL,
    port: env.PORT,
    worker: {
      queues: env.QUEUES,
      buildId: env.WORKER_BUILD_ID,
      bundle: env.WORKFLOW_BUNDLE,
      maxCachedWorkflows: env.MAX_CACHED_WORKFLOWS,
    },
  }));

export type Config = z.infer<typeof schema>;

/** Reads the configuration; what is missing or wrong is said in one error that names every variable. */
export function loadConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const names = Object.keys(schema.in.shape);
  const values = Object.fromEntries(names.map((name) => [name, fromEnvironment(env, name)]));
  const parsed = schema.safeParse(values);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`configuration is incomplete or wrong:\n${lines.join('\n')}`);
}
