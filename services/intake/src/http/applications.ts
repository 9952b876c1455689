/** Applications: file one, read one, list. */
import { type Actor, type FiledData, problems } from '@yichuang/contracts';
import {
  actorOf,
  actReplies,
  caseNo,
  checkCredit,
  commandOf,
  fieldProblem,
  notFound,
  nothing,
  Problem,
  projectCodeOf,
  type Routes,
  refuseClassified,
  requireCase,
  requireRegion,
  route,
  type ServiceTools,
  sameOrRefuse,
} from '@yichuang/platform';
import type { Regions } from '@yichuang/regions';
import { type CaseSlice, packSlice, type RegionPack, regionByName, SliceError, stageByName } from '@yichuang/regions';
import type { Request } from 'express';
import { z } from 'zod';
import { file } from '../store/filing.ts';
import { findApplication, listApplications } from '../store/queries.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { applicationReply, applicationsReply } from './replies.ts';

const text = z.string().trim().min(1).max(200);

const filing = z.strictObject({
  region: text,
  stage: text,
  channel: z.enum(['online', 'onsite']),
  project: z.strictObject({ code: text, name: text }),
  applicant: z.strictObject({ name: text, uscc: text }),
  items: z.array(text).min(1).max(60),
  materials: z.record(z.string(), z.array(text)).default({}),
  /** 涉密: refused before anything is stored (000-06, 002-04). */
  classified: z.boolean().default(false),
});

const filed = actReplies({ applicationNo: caseNo });

const fileApplication = route({
  method: 'post',
  path: '/v1/applications',
  operationId: 'fileApplication',
  summary: '申报',
  roles: ['applicant', 'clerk', 'assist-officer'],
  body: filing,
  params: nothing,
  query: nothing,
  tag: '申请',
  reply: { ...filed, 201: filed[200] },
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
    refuseClassified(body.classified);
    const actor = actorOf(principal, body.channel === 'onsite' ? ['clerk'] : ['applicant', 'clerk', 'assist-officer']);
    if (actor.role === 'applicant' && principal.uscc !== body.applicant.uscc)
      throw new Problem(403, {
        code: 'not-your-enterprise',
        title: '不能代其他单位办理',
        detail: '申请人只能为本单位申报。',
      });
    const { pack, slice } = sliceOf(regions, body);
    requireRegion(principal, slice.region.id);
    const projectCode = projectCodeOf(body.project.code);
    checkCredit(body.applicant.uscc, 'applicant.uscc');
    const filed = filedOf(body, slice, projectCode);
    const received = await file(
      tools,
      { regions, pack, slice, filed, actor },
      commandFor(request, realm, actor, filed),
    );
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

type Filing = z.infer<typeof filing>;

function sliceOf({ packs, catalogue }: Regions, body: Filing): { pack: RegionPack; slice: CaseSlice } {
  const pack = regionByName(packs, body.region);
  if (!pack) throw fieldProblem('unknown-region', '没有这个地区', 'region', body.region);
  const stage = stageByName(catalogue, body.stage, pack);
  if (!stage) throw fieldProblem('unknown-stage', '没有这个审批阶段', 'stage', body.stage);
  try {
    return {
      pack,
      slice: packSlice(pack, catalogue, { stage: stage.code, channel: body.channel, itemCodes: body.items }),
    };
  } catch (error) {
    if (error instanceof SliceError) throw fieldProblem(error.code, problems[error.code].title, 'items', error.message);
    throw error;
  }
}

const filedOf = (body: Filing, slice: CaseSlice, projectCode: string): Omit<FiledData, 'applicationNo' | 'rules'> => ({
  region: slice.region.id,
  stage: slice.stage.code,
  channel: body.channel,
  projectCode,
  projectName: body.project.name,
  applicantName: body.applicant.name,
  uscc: body.applicant.uscc,
  itemCodes: body.items,
  materials: body.materials,
});

/** The number is not part of what makes two filings the same. */
function commandFor(request: Request, realm: string, actor: Actor, body: object): ReturnType<typeof commandOf> {
  return commandOf(request, { service: 'intake', workflowId: '', caseNo: '', kind: 'file', actor, realm, body });
}
