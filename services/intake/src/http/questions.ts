/** Questions (咨询): ask one, or pass one on from the window; read, list, withdraw. The answer is a task. */
import { type QuestionAskedData } from '@yichuang/contracts';
import { type Actor, questionWorkflowId, type Role } from '@yichuang/contracts/temporal';
import {
  actorOf,
  actReplies,
  actRoute,
  checkCredit,
  departmentAsked,
  fieldProblem,
  filingOf,
  filled,
  notFound,
  nothing,
  type Principal,
  pageSize,
  problemOf,
  type Routes,
  refuseClassified,
  regionAsked,
  requireRegion,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import { departmentByName, questionSlice, type Regions, SliceError } from '@yichuang/regions';
import { z } from 'zod';
import { ask, type QuestionFiling } from '../store/question-filing.ts';
import { findQuestion, listQuestions, questionStates } from '../store/question-queries.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { questionReply, questionsReply } from './question-replies.ts';

const text = filled(200);
const tag = '咨询';
const askers: readonly Role[] = ['applicant', 'clerk', 'assist-officer'];
export const reason = filled(2000).optional();

const no = z
  .string()
  .min(1)
  .max(80)
  .meta({ description: '咨询编号', examples: ['430000-ZX20261120-000001'] });

const body = z.strictObject({
  region: text,
  department: text.meta({ description: '业务单位的编码或者名称', examples: ['交通运输'] }),
  item: text.optional().meta({ description: '所咨询的事项', examples: ['I29'] }),
  text: filled(2000).meta({ description: '咨询内容', examples: ['涉路施工需要哪些材料'] }),
  contactSheet: text.optional().meta({ description: '咨询联络单的种类,有联络单的地区填写' }),
  applicant: z.strictObject({ name: text, uscc: text }),
  /** 涉密: refused before anything is stored (002-04). */
  classified: z.boolean().default(false),
});
type Body = z.infer<typeof body>;

const asked = actReplies({ questionNo: no });

const asking = route({
  method: 'post',
  path: '/v1/questions',
  operationId: 'askQuestion',
  summary: '咨询;窗口不能当场解答的,由窗口转来',
  roles: askers,
  body,
  params: nothing,
  query: nothing,
  tag,
  reply: { ...asked, 201: asked[200] },
});

const listing = route({
  method: 'get',
  path: '/v1/questions',
  operationId: 'listQuestions',
  summary: '咨询列表',
  roles: [],
  query: z.object({
    department: z.string().max(60).optional(),
    state: z.enum(questionStates).optional().meta({ description: '进度' }),
    limit: pageSize,
    after: z.string().max(80).optional(),
  }),
  params: nothing,
  body: nothing,
  tag,
  reply: { 200: questionsReply },
});

const read = route({
  method: 'get',
  path: '/v1/questions/{no}',
  operationId: 'readQuestion',
  summary: '一件咨询及其答复',
  roles: [],
  params: z.object({ no }),
  query: nothing,
  body: nothing,
  tag,
  reply: { 200: questionReply },
});

const withdrawal = actRoute(
  { path: '/v1/questions/{no}', params: z.object({ no }), name: 'Question', tag, fact: 'questionWithdrawn' },
  { kind: 'withdraw', summary: '撤回咨询', roles: askers, body: z.strictObject({ reason }).default({}) },
);

export function questionRoutes(routes: Routes, tools: ServiceTools<IntakeDatabase>, regions: Regions): void {
  const { db, desk } = tools;

  routes.add(asking)(async ({ body, realm, principal, request }) => {
    refuseClassified(body.classified);
    const actor = askerOf(principal, body.applicant.uscc);
    const filing = checked(regions, body, actor);
    requireRegion(principal, filing.asked.region);
    const command = filingOf(request, { service: 'intake', kind: 'file', actor, realm, body: filing.asked });
    const received = await ask(tools, filing, command);
    return desk.filed(received);
  });

  routes.add(listing)(async ({ query, realm, principal }) => {
    const { department, ...rest } = query;
    const code = department && (departmentByName(regions.catalogue, department)?.code ?? department);
    return { status: 200, body: await listQuestions(db, regions, { realm, principal, ...rest, department: code }) };
  });

  routes.add(read)(async ({ params, realm, principal }) => {
    const question = await findQuestion(db, regions, { realm, principal, no: params.no });
    if (!question) throw notFound(`咨询 ${params.no}`);
    return { status: 200, body: question };
  });

  routes.add(withdrawal)(async ({ params, body, realm, principal, request }) => {
    const actor = actorOf(principal, askers);
    if (!(await findQuestion(db, regions, { realm, principal, no: params.no }))) throw notFound(`咨询 ${params.no}`);
    const workflowId = questionWorkflowId(params.no);
    return desk.submit(request, {
      service: 'intake',
      workflowId,
      caseNo: params.no,
      kind: 'withdraw',
      actor,
      realm,
      body,
    });
  });
}

/** Who asks: an applicant for its own enterprise alone, the window or an assist officer for whoever stands before them. */
export function askerOf(principal: Principal, uscc: string): Actor {
  const actor = actorOf(principal, askers);
  if (actor.role === 'applicant' && principal.uscc !== uscc)
    throw problemOf('not-your-enterprise', '申请人只能为本单位提出。');
  return actor;
}

const fields: Partial<Record<SliceError['code'], string>> = { 'unknown-contact-sheet': 'contactSheet' };

/** Throws a problem naming the field that does not fit. */
function checked(regions: Regions, body: Body, actor: Actor): QuestionFiling {
  const { applicant, item: itemCode, contactSheet } = body;
  const pack = regionAsked(regions, body.region);
  const department = departmentAsked(regions, body.department).code;
  checkCredit(applicant.uscc, 'applicant.uscc');
  const asked: Omit<QuestionAskedData, 'questionNo'> = {
    region: pack.id,
    // What the window passes on was asked there (002 二(二)1).
    channel: actor.role === 'clerk' ? 'onsite' : 'online',
    department,
    ...(itemCode !== undefined && { itemCode }),
    text: body.text,
    ...(contactSheet !== undefined && { contactSheet }),
    applicantName: applicant.name,
    uscc: applicant.uscc,
  };
  try {
    const slice = questionSlice(pack, regions.catalogue, { itemCode, contactSheet });
    return { regionCode: pack.code, slice, asked, actor };
  } catch (error) {
    if (!(error instanceof SliceError)) throw error;
    throw fieldProblem(error.code, fields[error.code] ?? 'item', error.message);
  }
}
