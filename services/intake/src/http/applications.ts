/** Applications: file one, read one, list. */
import {
  actReplies,
  caseNo,
  dateAsked,
  departmentAsked,
  filingOf,
  filled,
  notFound,
  nothing,
  pageSize,
  type Routes,
  regionAsked,
  requireCase,
  route,
  type ServiceTools,
  stageAsked,
} from '@yichuang/platform';
import { type Regions } from '@yichuang/regions';
import { z } from 'zod';
import { applicationForm } from '../filing/form.ts';
import { file } from '../store/filing.ts';
import { applicationStates, findApplication, listApplications } from '../store/queries.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { timelineOf } from '../store/timeline.ts';
import { filers, prepareFiling } from './prepare-filing.ts';
import { applicationReply, applicationsReply, timelineReply } from './replies.ts';

const text = filled(60);

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
  query: z.object({
    state: z.enum(applicationStates).optional().meta({ description: '进度' }),
    region: text.optional().meta({ description: '地区的名称或者标识' }),
    stage: text.optional().meta({ description: '审批阶段的名称或者编码' }),
    project: text.optional().meta({ description: '项目代码' }),
    item: text.optional().meta({ description: '含有该事项的申请', examples: ['I46'] }),
    department: text.optional().meta({ description: '有事项由该单位承办的申请' }),
    applicant: text.optional().meta({ description: '申请单位的统一社会信用代码' }),
    helper: text.optional().meta({ description: '现在由该人员帮办代办的申请,写姓名' }),
    overdue: z.stringbool().optional().meta({ description: '只看有事项超期的,或者只看没有的' }),
    filedFrom: dateAsked.optional(),
    filedTo: dateAsked.optional(),
    limit: pageSize,
    after: z.string().max(80).optional(),
  }),
  params: nothing,
  body: nothing,
  tag: '申请',
  reply: { 200: applicationsReply },
});

const timeline = route({
  method: 'get',
  path: '/v1/applications/{no}/timeline',
  operationId: 'applicationTimeline',
  summary: '一件申请的全过程:收件、办理、督办、结果',
  roles: [],
  params: z.object({ no: caseNo }),
  query: nothing,
  body: nothing,
  tag: '申请',
  reply: { 200: timelineReply },
});

type Named = { [K in 'region' | 'stage' | 'department']?: string | undefined };

/** Names or codes are taken; inside only codes are known. */
function codesOf(regions: Regions, { region, stage, department }: Named): Named {
  return {
    region: region && regionAsked(regions, region).id,
    stage: stage && stageAsked(regions, stage).code,
    department: department && departmentAsked(regions, department).code,
  };
}

export function applicationRoutes(routes: Routes, tools: ServiceTools<IntakeDatabase>, regions: Regions): void {
  routes.add(fileApplication)(async ({ body, realm, principal, request }) => {
    const filing = await prepareFiling(tools.db, regions, { realm, principal, form: body });
    const { actor, filed } = filing;
    const received = await file(
      tools,
      filing,
      filingOf(request, { service: 'intake', kind: 'file', actor, realm, body: filed }),
    );
    return tools.desk.filed(received);
  });

  routes.add(readApplication)(async ({ params, realm, principal }) => {
    await requireCase(tools.db, principal, realm, params.no);
    const application = await findApplication(tools.db, regions, realm, params.no);
    if (!application) throw notFound(`申请 ${params.no}`);
    return { status: 200, body: application };
  });

  routes.add(listing)(async ({ query, realm, principal }) => ({
    status: 200,
    body: await listApplications(tools.db, regions, { realm, principal, ...query, ...codesOf(regions, query) }),
  }));

  routes.add(timeline)(async ({ params, realm, principal }) => {
    await requireCase(tools.db, principal, realm, params.no);
    return { status: 200, body: { applicationNo: params.no, entries: await timelineOf(tools.db, regions, params.no) } };
  });
}
