/** What the lead department does for a stage as a whole. */
import { type Role, stageWorkflowId } from '@yichuang/contracts/temporal';
import { parseInstant } from '@yichuang/kernel';
import {
  actorOf,
  actReplies,
  caseNo,
  instantText,
  itemCode,
  notFound,
  nothing,
  type Routes,
  requireCase,
  route,
  type ServiceTools,
} from '@yichuang/platform';
import type { StageCommand } from '@yichuang/workflows/messages';
import { z } from 'zod';
import type { ApprovalDatabase } from '../store/schema.ts';
import { stageExists } from '../store/stages.ts';

interface StageAct {
  kind: StageCommand['kind'];
  summary: string;
  roles: readonly Role[];
  body: z.ZodType<object>;
}

const lead: readonly Role[] = ['lead', 'coordinator'];
const facts = z.array(z.string()).meta({ description: '记录的事实', examples: [['siteVisitCalled']] });

const stageActs: readonly StageAct[] = [
  {
    kind: 'callSiteVisit',
    summary: '牵头部门组织一次联合勘查',
    roles: lead,
    body: z.strictObject({
      items: z.array(itemCode).min(1).max(60).meta({ description: '需要勘查的事项' }),
      visitAt: instantText.meta({ description: '勘查的时间' }),
      place: z.string().trim().min(1).max(200).optional().meta({ description: '集合地点' }),
    }),
  },
];

const actRoute = ({ kind, summary, roles, body }: StageAct) =>
  route({
    method: 'post',
    path: `/v1/stages/{no}/${kind}`,
    operationId: `${kind}Stage`,
    summary,
    roles,
    params: z.object({ no: caseNo }),
    query: nothing,
    body,
    tag: '阶段',
    reply: actReplies({ facts }),
  });

export function stageRoutes(routes: Routes, { db, desk }: ServiceTools<ApprovalDatabase>): void {
  for (const act of stageActs)
    routes.add(actRoute(act))(async ({ params: { no }, body, realm, principal, request }) => {
      const actor = actorOf(principal, act.roles);
      await requireCase(db, principal, realm, no);
      if (!(await stageExists(db, no))) throw notFound(`申请 ${no} 的审批阶段`);
      const workflowId = stageWorkflowId(no);
      return desk.submit(request, {
        service: 'approval',
        workflowId,
        caseNo: no,
        kind: act.kind,
        actor,
        realm,
        body: withInstants(body),
      });
    });
}

/** Inside, instants are UTC. */
const withInstants = (body: object): object =>
  'visitAt' in body && typeof body.visitAt === 'string' ? { ...body, visitAt: parseInstant(body.visitAt) } : body;
