/** Sandbox realms: a clock of one's own that stands still between moves. */
import { formatOffset, parseInstant } from '@yichuang/kernel';
import {
  createSandboxClock,
  fieldProblem,
  idempotencyKeyOf,
  instantText,
  nothing,
  once,
  type Routes,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import { z } from 'zod';
import type { ApprovalDatabase } from '../store/schema.ts';

const realm = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,62}$/)
  .meta({ description: '沙箱名:小写字母、数字和连字符', examples: ['trial-1'] });
const moment = z
  .string()
  .min(1)
  .max(40)
  .meta({ description: '带时区的时刻', examples: ['2026-09-18T10:00:00+08:00'] });

const realmReply = z.strictObject({ realm, now: instantText }).meta({ id: 'Realm', description: '沙箱及其时钟' });

const create = route({
  method: 'post',
  path: '/v1/sandbox/realms',
  operationId: 'createRealm',
  summary: '建立沙箱',
  roles: [],
  body: z.strictObject({ realm, now: moment }),
  params: nothing,
  query: nothing,
  tag: '沙箱',
  reply: { 201: realmReply },
});

const move = route({
  method: 'post',
  path: '/v1/sandbox/realms/{realm}/clock',
  operationId: 'moveClock',
  summary: '拨动沙箱时钟',
  roles: [],
  params: z.object({ realm }),
  body: z.strictObject({ to: moment }),
  query: nothing,
  tag: '沙箱',
  reply: { 200: realmReply },
});

const read = route({
  method: 'get',
  path: '/v1/sandbox/realms/{realm}',
  operationId: 'readRealm',
  summary: '沙箱的当前时刻',
  roles: [],
  params: z.object({ realm }),
  query: nothing,
  body: nothing,
  tag: '沙箱',
  reply: { 200: realmReply },
});

/** ISO 8601 with an offset. */
function instantOf(field: string, text: string): string {
  try {
    return parseInstant(text);
  } catch {
    throw fieldProblem('invalid-instant', field, `${text} 不是带时区的 ISO 8601 时刻`);
  }
}

export function sandboxRoutes(routes: Routes, { db, client }: ServiceTools<ApprovalDatabase>): void {
  const clock = createSandboxClock(db, client);
  routes.add(create)(async ({ body, principal, request }) => {
    const now = instantOf('now', body.now);
    const one = { caller: principal.sub, idempotencyKey: idempotencyKeyOf(request), content: ['create', body] };
    await db
      .transaction()
      .execute((trx) => once(trx, one, () => createSandboxClock(trx, client).create(body.realm, now)));
    return { status: 201, body: { realm: body.realm, now: formatOffset(now) } };
  });
  routes.add(move)(async ({ params, body, principal, request }) => {
    const to = instantOf('to', body.to);
    const one = { caller: principal.sub, idempotencyKey: idempotencyKeyOf(request), content: ['move', params, body] };
    await once(db, one, () => clock.move(params.realm, to));
    return { status: 200, body: { realm: params.realm, now: formatOffset(await clock.now(params.realm)) } };
  });
  routes.add(read)(async ({ params }) => ({
    status: 200,
    body: { realm: params.realm, now: formatOffset(await clock.now(params.realm)) },
  }));
}
