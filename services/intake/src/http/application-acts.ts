/** What an applicant, or the window with the papers, does on an application; whether it may be done is the application's to say. */
import { applicationWorkflowId, stageWorkflowId } from '@yichuang/contracts/temporal';
import {
  actorOf,
  actRoute,
  type CaseAct,
  caseNo,
  filled,
  itemCode,
  notFound,
  type Routes,
  requireCase,
  type ServiceTools,
} from '@yichuang/platform';
import type { ApplicationCommand } from '@yichuang/workflows/messages';
import { z } from 'zod';
import { helperFields } from '../filing/form.ts';
import { holderOf } from '../store/queries.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { filers } from './prepare-filing.ts';

const material = filled(200);

/** Belong to the stage once items were handed on to it. */
const stageActs: readonly ApplicationCommand['kind'][] = ['withdraw', 'nameHelper', 'removeHelper'];

const reason = filled(2000);

const acts: readonly CaseAct<ApplicationCommand['kind']>[] = [
  {
    kind: 'signCommitment',
    summary: '申请人对一个事项签署告知承诺书',
    roles: ['applicant'],
    body: z.strictObject({ itemCode }),
  },
  {
    kind: 'supplyDeficits',
    summary: '申请人补交容缺材料',
    roles: ['applicant'],
    body: z.strictObject({
      materials: z
        .array(material)
        .min(1)
        .max(60)
        .meta({ description: '容缺通知所列的材料名称', examples: [['资金承诺']] }),
    }),
  },
  {
    kind: 'supply',
    summary: '补正:补交一次性告知所列的材料',
    roles: ['applicant', 'clerk', 'assist-officer'],
    body: z.strictObject({
      materials: z
        .array(material)
        .min(1)
        .max(100)
        .meta({ description: '补正告知所列的材料名称', examples: [['合同']] }),
      itemCode: itemCode.optional().meta({ description: '只为这一事项补交;不填则为等待该材料的所有事项' }),
    }),
  },
  {
    kind: 'nameHelper',
    summary: '指名帮办代办人员;已有的由所指名的人员接替',
    roles: filers,
    body: z.strictObject({ ...helperFields, reason: reason.optional() }),
  },
  {
    kind: 'removeHelper',
    summary: '取消帮办代办人员',
    roles: filers,
    body: z.strictObject({ reason: reason.optional() }).default({}),
  },
  {
    kind: 'withdraw',
    summary: '申请人撤回申请;受理之后撤回的,已经决定的事项不受影响',
    roles: ['applicant'],
    body: z.strictObject({ reason: reason.optional() }).default({}),
  },
  {
    kind: 'receivePaper',
    summary: '窗口登记收到纸质材料',
    roles: ['clerk'],
    body: z
      .strictObject({
        by: z.enum(['counter', 'post']).default('counter').meta({ description: 'counter 现场,post 邮寄' }),
      })
      .default({ by: 'counter' }),
  },
  {
    kind: 'forwardPaper',
    summary: '窗口登记已将纸质材料转交业务部门',
    roles: ['clerk'],
    body: z.strictObject({}).default({}),
  },
];

const application = {
  path: '/v1/applications/{no}',
  params: z.object({ no: caseNo }),
  name: 'Application',
  tag: '申请',
  fact: 'commitmentSigned',
};

export function applicationActRoutes(routes: Routes, { db, desk }: ServiceTools<IntakeDatabase>): void {
  for (const act of acts)
    routes.add(actRoute(application, act))(async ({ params, body, realm, principal, request }) => {
      const actor = actorOf(principal, act.roles);
      await requireCase(db, principal, realm, params.no);
      const holder = await holderOf(db, params.no);
      if (!holder || (actor.role === 'applicant' && principal.uscc !== holder.uscc))
        throw notFound(`申请 ${params.no}`);
      return desk.submit(request, {
        ...(stageActs.includes(act.kind) && holder.with_stage
          ? { service: 'approval', workflowId: stageWorkflowId(params.no) }
          : { service: 'intake', workflowId: applicationWorkflowId(params.no) }),
        caseNo: params.no,
        kind: act.kind,
        actor,
        realm,
        body,
      });
    });
}
