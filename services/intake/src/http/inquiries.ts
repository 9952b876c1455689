/** Stage inquiries (一次征询): open one, read, list, cancel. The departments' replies are tasks. */
import { type Actor, inquiryWorkflowId } from '@yichuang/contracts/temporal';
import {
  actorOf,
  actReplies,
  checkCredit,
  commandOf,
  departmentAsked,
  fieldProblem,
  notFound,
  nothing,
  projectCodeOf,
  type Routes,
  refuseClassified,
  regionAsked,
  requireRegion,
  route,
  type ServiceTools,
  stageAsked,
} from '@yichuang/platform';
import { inquirySlice, type Regions, SliceError } from '@yichuang/regions';
import { z } from 'zod';
import { findInquiry, inquiryStates, listInquiries } from '../store/inquiry-queries.ts';
import { type InquiryFiling, openInquiry } from '../store/question-filing.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { inquiriesReply, inquiryReply } from './question-replies.ts';
import { askerOf, reason } from './questions.ts';

const text = z.string().trim().min(1).max(200);
const tag = '一次征询';

const no = z
  .string()
  .min(1)
  .max(80)
  .meta({ description: '征询编号', examples: ['430000-ZQ20261116-000001'] });

const body = z.strictObject({
  region: text,
  stage: text.meta({ description: '审批阶段', examples: ['施工许可'] }),
  project: z.strictObject({ code: text, name: text }),
  applicant: z.strictObject({ name: text, uscc: text }),
  departments: z
    .array(text)
    .max(60)
    .default([])
    .meta({ description: '征询的单位;不填则征询该阶段有事项的各单位', examples: [['住建', '城管']] }),
  form: z
    .strictObject({
      address: text.meta({ description: '项目地址' }),
      summary: z.string().trim().min(1).max(2000).meta({ description: '建设内容' }),
      floorArea: z.number().nonnegative().exactOptional().meta({ description: '建筑面积,平方米' }),
      investment: z.number().nonnegative().exactOptional().meta({ description: '投资额,万元' }),
    })
    .meta({ description: '征询申请表单;只填信息,不提交材料' }),
  /** 涉密: refused before anything is stored (002-04). */
  classified: z.boolean().default(false),
});
type Body = z.infer<typeof body>;

const opened = actReplies({ inquiryNo: no });

const opening = route({
  method: 'post',
  path: '/v1/inquiries',
  operationId: 'openInquiry',
  summary: '发起一个阶段的一次征询',
  roles: ['applicant', 'clerk', 'assist-officer'],
  body,
  params: nothing,
  query: nothing,
  tag,
  reply: { ...opened, 201: opened[200] },
});

const listing = route({
  method: 'get',
  path: '/v1/inquiries',
  operationId: 'listInquiries',
  summary: '一次征询列表',
  roles: [],
  query: z.object({
    state: z.enum(inquiryStates).optional().meta({ description: '进度' }),
    overdue: z.stringbool().optional().meta({ description: '只看有单位逾期未答复的,或者只看没有的' }),
    limit: z.coerce.number().int().min(1).max(200).default(50),
    after: z.string().max(80).optional(),
  }),
  params: nothing,
  body: nothing,
  tag,
  reply: { 200: inquiriesReply },
});

const read = route({
  method: 'get',
  path: '/v1/inquiries/{no}',
  operationId: 'readInquiry',
  summary: '一次征询及各单位的答复',
  roles: [],
  params: z.object({ no }),
  query: nothing,
  body: nothing,
  tag,
  reply: { 200: inquiryReply },
});

const cancelling = route({
  method: 'post',
  path: '/v1/inquiries/{no}/cancel',
  operationId: 'cancelInquiry',
  summary: '取消一次征询',
  roles: ['applicant', 'clerk', 'assist-officer'],
  params: z.object({ no }),
  query: nothing,
  body: z.strictObject({ reason }).default({}),
  tag,
  reply: actReplies({ facts: z.array(z.string()) }),
});

export function inquiryRoutes(routes: Routes, tools: ServiceTools<IntakeDatabase>, regions: Regions): void {
  const { db, desk } = tools;

  routes.add(opening)(async ({ body, realm, principal, request }) => {
    refuseClassified(body.classified);
    const actor = askerOf(principal, body.applicant.uscc);
    const filing = checked(regions, body, actor);
    requireRegion(principal, filing.opened.region);
    // The number is not part of what makes two inquiries the same.
    const draft = { service: 'intake', workflowId: '', caseNo: '', kind: 'file' } as const;
    const command = commandOf(request, { ...draft, actor, realm, body: filing.opened });
    const received = await openInquiry(tools, filing, command);
    return desk.filed(received);
  });

  routes.add(listing)(async ({ query, realm, principal }) => ({
    status: 200,
    body: await listInquiries(db, regions, { realm, principal, ...query }),
  }));

  routes.add(read)(async ({ params, realm, principal }) => {
    const inquiry = await findInquiry(db, regions, { realm, principal, no: params.no });
    if (!inquiry) throw notFound(`征询 ${params.no}`);
    return { status: 200, body: inquiry };
  });

  routes.add(cancelling)(async ({ params, body, realm, principal, request }) => {
    const actor = actorOf(principal, cancelling.roles);
    if (!(await findInquiry(db, regions, { realm, principal, no: params.no }))) throw notFound(`征询 ${params.no}`);
    const workflowId = inquiryWorkflowId(params.no);
    return desk.submit(request, {
      service: 'intake',
      workflowId,
      caseNo: params.no,
      kind: 'cancel',
      actor,
      realm,
      body,
    });
  });
}

const fields: Partial<Record<SliceError['code'], string>> = {
  'no-inquiry': 'region',
  'repeated-department': 'departments',
};

/** Throws a problem naming the field that does not fit. */
function checked(regions: Regions, body: Body, actor: Actor): InquiryFiling {
  const { applicant, project, form } = body;
  const pack = regionAsked(regions, body.region);
  const stage = stageAsked(regions, body.stage, pack);
  const departments = body.departments.map((given) => departmentAsked(regions, given, 'departments').code);
  const projectCode = projectCodeOf(project.code);
  checkCredit(applicant.uscc, 'applicant.uscc');
  try {
    const { slice, asked } = inquirySlice(pack, regions.catalogue, { stage: stage.code, departments });
    const opened = {
      region: pack.id,
      stage: stage.code,
      projectCode,
      projectName: project.name,
      applicantName: applicant.name,
      uscc: applicant.uscc,
      departments: asked,
      form,
    };
    return { regionCode: pack.code, slice, opened, actor };
  } catch (error) {
    if (!(error instanceof SliceError)) throw error;
    throw fieldProblem(error.code, fields[error.code] ?? 'stage', error.message);
  }
}
