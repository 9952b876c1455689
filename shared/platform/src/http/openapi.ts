/** The OpenAPI 3.1 document of a service, made from its route table. */
import { problems } from '@yichuang/contracts';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { z } from 'zod';
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiOverride,
  type ZodOpenApiPathsObject,
  type ZodOpenApiRequestBodyObject,
  type ZodOpenApiResponseObject,
} from 'zod-openapi';
import { idempotencyKeyForm } from './idempotency.ts';
import { problemsMarkdown } from './problem-pages.ts';
import { realmForm } from './realm.ts';
import { empty, octets, type RouteDefinition } from './route.ts';
import { problemDetails } from './schemas.ts';

const titles: Record<ServiceName, string> = {
  intake: '收件受理',
  approval: '并联审批',
  issuance: '统一出件',
  assist: '协办',
};

const about = `## 怎样调用

- **令牌**:每个请求带 \`Authorization: Bearer\` 加 OIDC 访问令牌(RFC 9068)。令牌中的角色、单位、地区、统一社会信用代码决定能做什么、能看什么;范围之外的办件答 404。
- **幂等**:每个 POST 带 \`Idempotency-Key\`。没有得到答复的,用同一个键重发;同一操作只生效一次。
- **命令**:操作记入命令日志的时刻就是行为的时刻。三秒内没有结果的答 202,结果在 \`Location\` 所指处查询;之后被拒绝的见 \`/v1/notices\`。
- **沙箱**:沙箱环境中带 \`Sandbox-Realm\` 的请求在该沙箱内进行,时钟自己拨动。
- **新增字段**不算不兼容的变更,调用方应忽略不认识的字段。

## 问题代码

拒绝以 \`application/problem+json\`(RFC 9457)答复,\`code\` 不变,\`detail\` 说明这一次的情形,\`clause\` 是违反的条款。

${problemsMarkdown()}`;

const idempotencyKey = z
  .string()
  .regex(idempotencyKeyForm)
  .meta({
    description: '调用方为该操作取的键,重发时不变',
    examples: ['0b9f6a52-2f6e-4b5e-9f0e-3f6f3a0f2d11'],
    param: { id: 'IdempotencyKey' },
  });

const sandboxRealm = z
  .string()
  .regex(realmForm)
  .optional()
  .meta({ description: '沙箱名;仅沙箱环境', examples: ['trial-1'], param: { id: 'SandboxRealm' } });

const descriptions: Record<string, string> = {
  200: '成功',
  201: '已建立',
  202: '已记入命令日志,尚未办结',
  204: '成功,没有内容',
  206: '所求的一段',
};

/** What may be answered to any call; to calls with a path parameter; to a POST. */
const refusals = { any: [400, 401, 403, 429, 500, 503], named: [404], post: [409, 413, 422] };

function problem(status: number): ZodOpenApiResponseObject {
  const codes = Object.entries(problems).filter(([, kind]) => kind.status === status);
  return {
    description: codes.map(([code, { title }]) => `\`${code}\` ${title}`).join(';'),
    content: { 'application/problem+json': { schema: problemDetails } },
  };
}

export function openApiDocument(service: ServiceName, table: readonly RouteDefinition[]): object {
  const paths: ZodOpenApiPathsObject = {};
  const statuses = new Set([...Object.values(refusals).flat(), ...table.flatMap(({ refuses = [] }) => refuses)]);
  for (const definition of table)
    paths[definition.path] = { ...paths[definition.path], [definition.method]: operation(definition) };
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: `一窗 · ${titles[service]}(${service})`, version: '1', description: about },
      servers: [{ url: '/' }],
      tags: [...new Set(table.map(({ tag }) => tag))].map((name) => ({ name })),
      security: [{ token: [] }],
      paths,
      components: {
        responses: Object.fromEntries([...statuses].map((status) => [`Problem${status}`, problem(status)])),
        securitySchemes: {
          token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'OIDC 访问令牌(RFC 9068)' },
        },
      },
    },
    { override: readable },
  );
}

function operation(definition: RouteDefinition): ZodOpenApiOperationObject {
  const { operationId, summary, tag, method, params, query, roles, open, headers, refuses = [] } = definition;
  const post = method === 'post';
  const path = objectOf(params);
  const asked = objectOf(query);
  const refused = [...refusals.any, ...(path ? refusals.named : []), ...(post ? refusals.post : []), ...refuses];
  return {
    operationId,
    summary,
    tags: [tag],
    description: open
      ? '公开,不需要令牌。'
      : roles.length > 0
        ? `需要下列角色之一:${roles.join('、')}。`
        : '任何角色均可。',
    ...(open && { security: [] }),
    requestParams: {
      ...(path && { path }),
      ...(asked && { query: asked }),
      header: z.object({
        ...(post && { 'Idempotency-Key': idempotencyKey }),
        ...headers,
        'Sandbox-Realm': sandboxRealm,
      }),
    },
    ...(method !== 'get' && { requestBody: requestBody(definition) }),
    responses: {
      ...Object.fromEntries(
        Object.entries(definition.reply).map(([status, schema]) => [status, success(status, schema)]),
      ),
      ...Object.fromEntries(refused.map((status) => [status, { $ref: `#/components/responses/Problem${status}` }])),
    },
  };
}

const objectOf = (schema: z.ZodType): z.ZodObject | undefined => (schema instanceof z.ZodObject ? schema : undefined);

function success(status: string, schema: z.ZodType): ZodOpenApiResponseObject {
  return {
    description: descriptions[status] ?? '',
    ...(schema !== empty && {
      content: { [schema === octets ? 'application/octet-stream' : 'application/json']: { schema } },
    }),
    ...(status === '202' && { headers: z.object({ Location: z.string().meta({ description: '查询结果的网址' }) }) }),
  };
}

/** One schema, or one of several with the kinds each is for. */
function requestBody({ body, bodies, stream }: RouteDefinition): ZodOpenApiRequestBodyObject {
  if (stream !== undefined) return { content: { [stream]: { schema: octets } }, required: true };
  const kinds = Map.groupBy(Object.entries(bodies ?? {}), ([, schema]) => schema);
  const named = [...kinds].map(([schema, same]) => schema.meta({ title: same.map(([kind]) => kind).join('、') }));
  const [first = body, ...others] = named;
  const schema = others.length > 0 ? z.union([first, ...others]) : first;
  const left = body.safeParse(undefined);
  const required = !left.success || !schema.safeParse(left.data).success;
  return { content: { 'application/json': { schema } }, required };
}

const spelledOut = new Set(['date-time', 'date', 'uuid']);

/** Answers may grow; what a format or the type says already is left out. */
const readable: ZodOpenApiOverride = ({ jsonSchema, io }) => {
  if (io === 'output' && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  if (jsonSchema.format !== undefined && spelledOut.has(jsonSchema.format)) delete jsonSchema.pattern;
  if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
};
