/** A stage as a whole: its joint limit, and what its lead department does for it. */
import { type Role, stageWorkflowId } from '@yichuang/contracts/temporal';
import { formatOffset, parseInstant } from '@yichuang/kernel';
import {
  actorOf,
  actRoute,
  type CaseAct,
  caseNo,
  clockReply,
  clockView,
  departmentAsked,
  filled,
  instantText,
  itemCode,
  named,
  notFound,
  nothing,
  type Principal,
  type Routes,
  requireCase,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import { namedDepartment, namedStage, type Regions } from '@yichuang/regions';
import type { StageCommand } from '@yichuang/workflows/messages';
import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { ApprovalDatabase, StageTable } from '../store/schema.ts';
import { findStage } from '../store/stages.ts';
import { extension } from './action-fields.ts';

const lead: readonly Role[] = ['lead', 'coordinator'];

const acts: readonly CaseAct<StageCommand['kind']>[] = [
  {
    kind: 'callSiteVisit',
    summary: '牵头部门组织一次联合勘查',
    roles: lead,
    body: z.strictObject({
      items: z.array(itemCode).min(1).max(60).meta({ description: '需要勘查的事项' }),
      visitAt: instantText.meta({ description: '勘查的时间' }),
      place: filled(200).optional().meta({ description: '集合地点' }),
    }),
  },
  {
    kind: 'extend',
    summary: '牵头部门延长联合办理的期限',
    roles: lead,
    body: extension('本级人民政府负责人'),
  },
  {
    kind: 'recordMeeting',
    summary: '牵头部门登记会商纪要',
    roles: lead,
    body: z.strictObject({
      subject: filled(200).meta({ description: '议题' }),
      heldAt: instantText.meta({ description: '会商的时间' }),
      departments: z
        .array(filled(60))
        .min(1)
        .max(40)
        .meta({ description: '参加单位的编码或者名称', examples: [['住建', '城管']] }),
      items: z.array(itemCode).max(60).default([]).meta({ description: '涉及的事项' }),
      minutes: filled(10_000).meta({ description: '会商意见' }),
    }),
  },
];

const words = { running: '办理中', completed: '已完成', withdrawn: '已撤回' } as const;

const stageReply = z
  .strictObject({
    applicationNo: z.string(),
    stage: named,
    lead: named.meta({ description: '牵头部门' }),
    state: z.enum(words),
    openedAt: instantText,
    milestoneAt: instantText
      .optional()
      .meta({ description: '里程碑达成的时刻:依地区规则,首个事项办结(LCBSXLX 2)或者全部事项办结(1)' }),
    endedAt: instantText.optional().meta({ description: '完成或者撤回的时刻' }),
    limit: clockReply.optional().meta({ description: '联合办理的期限(行政许可法 42¶2);有事项受理之后起算' }),
  })
  .meta({ id: 'Stage', description: '一件申请的审批阶段' });

const readStage = route({
  method: 'get',
  path: '/v1/stages/{no}',
  operationId: 'readStage',
  summary: '一件申请的审批阶段及其联合办理的期限',
  roles: [],
  params: z.object({ no: caseNo }),
  query: nothing,
  body: nothing,
  tag: '阶段',
  reply: { 200: stageReply },
});

const stage = {
  path: '/v1/stages/{no}',
  params: z.object({ no: caseNo }),
  name: 'Stage',
  tag: '阶段',
  fact: 'siteVisitCalled',
};

export function stageRoutes(
  routes: Routes,
  { db, desk }: ServiceTools<ApprovalDatabase>,
  regions: Pick<Regions, 'catalogue'>,
): void {
  const { catalogue } = regions;
  const stageOf = async (principal: Principal, realm: string, no: string): Promise<Selectable<StageTable>> => {
    await requireCase(db, principal, realm, no);
    const stage = await findStage(db, no);
    if (!stage) throw notFound(`申请 ${no} 的审批阶段`);
    return stage;
  };

  routes.add(readStage)(async ({ params: { no }, realm, principal }) => {
    const { stage, lead_department, phase, deadline, opened_at, ended_at, milestone_at } = await stageOf(
      principal,
      realm,
      no,
    );
    return {
      status: 200,
      body: {
        applicationNo: no,
        stage: namedStage(catalogue, stage),
        lead: namedDepartment(catalogue, lead_department),
        state: words[phase],
        openedAt: formatOffset(opened_at),
        ...(milestone_at !== null && { milestoneAt: formatOffset(milestone_at) }),
        ...(ended_at !== null && { endedAt: formatOffset(ended_at) }),
        ...(deadline && { limit: await clockView(db, { realm, caseNo: no }, deadline) }),
      },
    };
  });

  for (const act of acts)
    routes.add(actRoute(stage, act))(async ({ params: { no }, body, realm, principal, request }) => {
      const actor = actorOf(principal, act.roles);
      await stageOf(principal, realm, no);
      const workflowId = stageWorkflowId(no);
      return desk.submit(request, {
        service: 'approval',
        workflowId,
        caseNo: no,
        kind: act.kind,
        actor,
        realm,
        body: resolved(regions, body),
      });
    });
}

/** Inside, instants are UTC and departments are codes. */
function resolved(regions: Pick<Regions, 'catalogue'>, body: object): Record<string, unknown> {
  const entries = Object.entries(body).map(([field, given]: [string, unknown]): [string, unknown] => {
    if (typeof given === 'string' && instants.includes(field)) return [field, parseInstant(given)];
    if (field === 'departments' && Array.isArray(given))
      return [field, given.map((one) => departmentAsked(regions, String(one), 'departments').code)];
    return [field, given];
  });
  return Object.fromEntries(entries);
}

const instants = ['visitAt', 'heldAt'];
