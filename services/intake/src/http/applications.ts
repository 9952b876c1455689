/** Applications: file one, read one, list. */
import {
  actReplies,
  caseNo,
  notFound,
  nothing,
  type Routes,
  requireCase,
  route,
  type ServiceTools,
  sameOrRefuse,
} from '@yichuang/platform';
import type { Regions } from '@yichuang/regions';
import { z } from 'zod';
import { applicationForm } from '../filing/form.ts';
import { file } from '../store/filing.ts';
import { findApplication, listApplications } from '../store/queries.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { commandFor, filers, prepareFiling } from './prepare-filing.ts';
import { applicationReply, applicationsReply } from './replies.ts';

export const filedReplies = actReplies({ applicationNo: caseNo });

const fileApplication = route({
  method: 'post',
  path: '/v1/applications',
  operationId: 'fileApplication',
  summary: '申报',
  roles: filers,
  body: applicationForm,
  params: nothing,
  query: nothing,
  tag: '申请',
  reply: { ...filedReplies, 201: filedReplies[200] },
});

const readApplication = route({
  method: 'get',
  path: '/v1/applications/{no}',
  operationId: 'readApplication',
  summary: '一件申请的进度',
  roles: [],
  params: z.object({ no: caseNo }),
  query: nothing,
  body: nothing,
  tag: '申请',
  reply: { 200: applicationReply },
});

const listing = route({
  method: 'get',
  path: '/v1/applications',
  operationId: 'listApplications',
  summary: '申请列表',
  roles: [],
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50), after: z.string().optional() }),
  params: nothing,
  body: nothing,
  tag: '申请',
  reply: { 200: applicationsReply },
});

export function applicationRoutes(routes: Routes, tools: ServiceTools<IntakeDatabase>, regions: Regions): void {
  routes.add(fileApplication)(async ({ body, realm, principal, request }) => {
    const filing = await prepareFiling(tools.db, regions, { realm, principal, form: body });
    const { actor, filed } = filing;
    const received = await file(tools, filing, commandFor(request, realm, actor, filed));
    sameOrRefuse(received);
    const answer = await tools.desk.answer(received);
    return received.new && answer.status === 200 ? { ...answer, status: 201 } : answer;
  });

  routes.add(readApplication)(async ({ params, realm, principal }) => {
    await requireCase(tools.db, principal, realm, params.no);
    const application = await findApplication(tools.db, regions, realm, params.no);
    if (!application) throw notFound(`申请 ${params.no}`);
    return { status: 200, body: application };
  });

  routes.add(listing)(async ({ query, realm, principal }) => ({
    status: 200,
    body: await listApplications(tools.db, regions, { realm, principal, ...query }),
  }));
}
