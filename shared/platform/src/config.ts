/** Configuration of a process: the only place of this package that reads the environment. */
import { readFileSync } from 'node:fs';
import { heldPatches } from '@yichuang/contracts/temporal';
import { z } from 'zod';
import { claimMapping } from './auth/claims.ts';
import { type Gateway, gatewaySchema } from './notices/channels.ts';
import type { PayloadKeys } from './temporal/payload-codec.ts';

/** A value from NAME, or from the file that NAME_FILE points to (mounted secrets). */
function fromEnvironment(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  return file ? readFileSync(file, 'utf8').trim() : env[name];
}

const list = z.string().transform((text) => text.split(',').filter((part) => part !== ''));

const keyText = z.string().refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 bytes in base64');

/** How a process reaches Temporal, and the keys of what it stores there. */
const temporal = {
  TEMPORAL_ADDRESS: z.string().min(1),
  TEMPORAL_NAMESPACE: z.string().min(1).default('default'),
  PAYLOAD_KEY: keyText.optional(),
  PAYLOAD_OLD_KEYS: list.pipe(z.array(keyText)).default([]),
};

const keysOf = (key: string | undefined, old: string[]): PayloadKeys => ({
  current: key === undefined ? undefined : Buffer.from(key, 'base64'),
  older: old.map((text) => Buffer.from(text, 'base64')),
});

/** The keys of contents as they lie; without one they lie plain. */
const storageKeys = {
  STORAGE_KEY: keyText.optional(),
  STORAGE_OLD_KEYS: list.pipe(z.array(keyText)).default([]),
};

/** The stores that the operator's tool works on beside Temporal, and the key that signs. */
const stores = {
  DATABASE_URL: z.string().min(1),
  KAFKA_BROKERS: list,
  KAFKA_PREFIX: z.string().default(''),
  SEAL_KEY: z.string().optional(),
};

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    context.addIssue({ code: 'custom', message: `is not JSON: ${String(error)}` });
    return z.NEVER;
  }
});

interface GatewayTexts {
  NOTICE_GATEWAY_URL?: string | undefined;
  NOTICE_GATEWAY_SECRET?: string | undefined;
}

const gatewayOf = ({ NOTICE_GATEWAY_URL: url, NOTICE_GATEWAY_SECRET: secret }: GatewayTexts): Gateway | undefined =>
  url !== undefined && secret !== undefined ? { url, secret } : undefined;

const schema = z
  .object({
    ...temporal,
    ...stores,
    MODE: z.enum(['production', 'sandbox']).default('production'),
    TEMPORAL_UI_URL: z.string().optional(),
    KAFKA_SESSION_TIMEOUT_MS: z.coerce.number().int().min(6000).default(45_000),
    OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
    OIDC_JWKS_URL: z.url({ protocol: /^https?$/ }).optional(),
    OIDC_AUDIENCE: z.string().min(1).default('yichuang'),
    OIDC_TOKEN_TYPE: z.string().min(1).default('at+jwt'),
    OIDC_CLAIMS: json.pipe(claimMapping).prefault('{}'),
    RATE_LIMIT_PER_MINUTE: z.coerce.number().int().min(0).default(6000),
    JOURNAL_KEY: keyText,
    SEAL_EVERY_MS: z.coerce.number().int().min(100).default(60_000),
    RECONCILE_EVERY_MS: z.coerce.number().int().min(1000).default(60_000),
    REGION_PACKS_DIR: z.string().optional(),
    STORAGE_DIR: z.string().min(1),
    ...storageKeys,
    FILE_MAX_BYTES: z.coerce
      .number()
      .int()
      .min(1)
      .default(500 * 1024 * 1024),
    FILE_TYPES: list.default(['pdf', 'ofd', 'jpg', 'png', 'tif', 'docx', 'xlsx', 'dwg']),
    FILE_LINK_SECONDS: z.coerce.number().int().min(1).max(3600).default(300),
    FILE_KEEP_DAYS: z.coerce.number().int().min(1).max(3650).default(90),
    FILE_CLEAN_UP_MS: z.coerce.number().int().min(1000).max(2_000_000_000).default(86_400_000),
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    DOCUMENT_FONTS_DIR: z.string().optional(),
    NOTICE_GATEWAY_URL: gatewaySchema.shape.url.optional(),
    NOTICE_GATEWAY_SECRET: gatewaySchema.shape.secret.optional(),
    NOTICE_RETRY_MS: z.coerce.number().int().min(10).default(30_000),
    LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
    HOST: z.string().default('127.0.0.1'),
    PORT: z.coerce.number().int().min(0).max(65535).default(0),
    QUEUES: list.optional(),
    WORKER_BUILD_ID: z.string().default('dev'),
    WORKER_MAKE_CURRENT: z.enum(['true', 'false']).default('false'),
    HELD_PATCHES: list.default([...heldPatches]),
    WORKFLOW_BUNDLE: z.string().optional(),
    MAX_CACHED_WORKFLOWS: z.coerce.number().int().min(0).optional(),
  })
  .refine((env) => (env.NOTICE_GATEWAY_URL === undefined) === (env.NOTICE_GATEWAY_SECRET === undefined), {
    path: ['NOTICE_GATEWAY_SECRET'],
    message: 'stands together with NOTICE_GATEWAY_URL',
  })
  .transform((env) => ({
    sandbox: env.MODE === 'sandbox',
    databaseUrl: env.DATABASE_URL,
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      uiUrl: env.TEMPORAL_UI_URL,
      payloadKeys: keysOf(env.PAYLOAD_KEY, env.PAYLOAD_OLD_KEYS),
    },
    kafka: { brokers: env.KAFKA_BROKERS, prefix: env.KAFKA_PREFIX, sessionTimeoutMs: env.KAFKA_SESSION_TIMEOUT_MS },
    oidc: {
      issuer: env.OIDC_ISSUER,
      jwksUrl: env.OIDC_JWKS_URL,
      audience: env.OIDC_AUDIENCE,
      tokenType: env.OIDC_TOKEN_TYPE,
      claims: env.OIDC_CLAIMS,
    },
    ratePerMinute: env.RATE_LIMIT_PER_MINUTE,
    journalKey: Buffer.from(env.JOURNAL_KEY, 'base64'),
    seal: { key: env.SEAL_KEY, everyMs: env.SEAL_EVERY_MS },
    reconcileEveryMs: env.RECONCILE_EVERY_MS,
    regionPacksDir: env.REGION_PACKS_DIR,
    storageDir: env.STORAGE_DIR,
    storageKeys: keysOf(env.STORAGE_KEY, env.STORAGE_OLD_KEYS),
    files: {
      maxBytes: env.FILE_MAX_BYTES,
      types: env.FILE_TYPES,
      linkSeconds: env.FILE_LINK_SECONDS,
      keepDays: env.FILE_KEEP_DAYS,
      cleanUpMs: env.FILE_CLEAN_UP_MS,
    },
    publicUrl: (env.PUBLIC_URL ?? `http://${env.HOST}:${String(env.PORT)}`).replace(/\/$/, ''),
    documentFontsDir: env.DOCUMENT_FONTS_DIR,
    notices: { gateway: gatewayOf(env), retryMs: env.NOTICE_RETRY_MS },
    logLevel: env.LOG_LEVEL,
    host: env.HOST,
    port: env.PORT,
    worker: {
      queues: env.QUEUES,
      buildId: env.WORKER_BUILD_ID,
      makeCurrent: env.WORKER_MAKE_CURRENT === 'true',
      heldPatches: env.HELD_PATCHES,
      bundle: env.WORKFLOW_BUNDLE,
      maxCachedWorkflows: env.MAX_CACHED_WORKFLOWS,
    },
  }));

export type Config = z.infer<typeof schema>;

/** What a tool needs that speaks with Temporal only. Without an address it reads files. */
const toolSchema = z
  .object({ ...temporal, TEMPORAL_ADDRESS: temporal.TEMPORAL_ADDRESS.optional() })
  .transform((env) => ({
    address: env.TEMPORAL_ADDRESS,
    namespace: env.TEMPORAL_NAMESPACE,
    payloadKeys: keysOf(env.PAYLOAD_KEY, env.PAYLOAD_OLD_KEYS),
  }));

const operatorSchema = z
  .object({ ...temporal, ...stores, ...storageKeys, STORAGE_DIR: z.string().optional() })
  .transform((env) => ({
    databaseUrl: env.DATABASE_URL,
    temporal: {
      address: env.TEMPORAL_ADDRESS,
      namespace: env.TEMPORAL_NAMESPACE,
      payloadKeys: keysOf(env.PAYLOAD_KEY, env.PAYLOAD_OLD_KEYS),
    },
    kafka: { brokers: env.KAFKA_BROKERS, prefix: env.KAFKA_PREFIX },
    sealKey: env.SEAL_KEY,
    storageDir: env.STORAGE_DIR,
    storageKeys: keysOf(env.STORAGE_KEY, env.STORAGE_OLD_KEYS),
  }));

/** Reads the configuration; what is missing or wrong is said in one error that names every variable. */
export const loadConfig = (env: NodeJS.ProcessEnv = process.env): Config => read(schema, env);

export const loadTemporalConfig = (env: NodeJS.ProcessEnv): z.infer<typeof toolSchema> => read(toolSchema, env);

/** What the operator's tool works with; the same variables as the services'. */
export const loadOperatorConfig = (env: NodeJS.ProcessEnv): z.infer<typeof operatorSchema> => read(operatorSchema, env);

function read<T>(wanted: z.ZodType<T> & { in: { shape: object } }, env: NodeJS.ProcessEnv): T {
  const names = Object.keys(wanted.in.shape);
  const values = Object.fromEntries(names.map((name) => [name, fromEnvironment(env, name)]));
  const parsed = wanted.safeParse(values);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`configuration is incomplete or wrong:\n${lines.join('\n')}`);
}
