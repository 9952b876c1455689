/** Alerts of the desk: what has run out without the act that was due. */
import { nothing, pageSize, type Routes, route, type ServiceTools } from '@yichuang/platform';
import { z } from 'zod';
import { listAlerts } from '../store/alerts.ts';
import type { AssistDatabase } from '../store/schema.ts';
import { alertsReply } from './replies.ts';

const listing = route({
  method: 'get',
  path: '/v1/alerts',
  operationId: 'listAlerts',
  summary: '协办专窗收到的告警',
  roles: ['assist-desk', 'supervisor', 'admin', 'auditor'],
  query: z.object({
    state: z.enum(['open', 'settled', 'all']).default('open'),
    limit: pageSize,
    after: z
      .string()
      .regex(/^\d{1,15}$/)
      .optional(),
  }),
  params: nothing,
  body: nothing,
  tag: '协办',
  reply: { 200: alertsReply },
});

export function alertRoutes(routes: Routes, { db }: ServiceTools<AssistDatabase>): void {
  routes.add(listing)(async ({ query, realm, principal }) => ({
    status: 200,
    body: await listAlerts(db, { realm, principal, ...query }),
  }));
}
