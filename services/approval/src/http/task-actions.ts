/** The task contract: which actions a kind of task takes, from whom, with what. */
import type { Role } from '@yichuang/contracts/temporal';
import { isCivilDate } from '@yichuang/kernel';
import { filled } from '@yichuang/platform';
import { z } from 'zod';
import type { TaskKind } from '../store/schema.ts';
import { department, extension, handlers, reason, type TaskAction, words } from './action-fields.ts';
import { consultActions, hearingActions, opinionActions } from './opinion-actions.ts';

const clause = filled(200).meta({ description: '所依据的条款', examples: ['行政许可法 32(4)'] });
const civilDate = z
  .string()
  .refine(isCivilDate, '应为实际存在的日期,写作 YYYY-MM-DD')
  .meta({ format: 'date', examples: ['2026-09-21'] });
const nothing = z.strictObject({});
const refusal = z.strictObject({
  reason,
  clause,
  competentAuthority: filled(200)
    .optional()
    .meta({ description: '不属于本机关职权范围的,应当向哪个行政机关申请', examples: ['市水利局'] }),
});
/** 行政许可法 32(1) */
const notRequired = (roles: readonly Role[]): TaskAction => ({
  summary: '告知不需要许可',
  roles,
  body: z.strictObject({ reason }),
});

const windowAcceptance = z.strictObject({
  deficits: z
    .array(filled(200))
    .min(1)
    .max(60)
    .optional()
    .meta({ description: '容缺受理:可以后补的材料', examples: [['资金承诺']] }),
  onCommitment: z.boolean().optional().meta({ description: '按告知承诺受理' }),
});
const materials = z
  .array(filled(200))
  .min(1)
  .max(100)
  .meta({ description: '需要补正的全部材料', examples: [['合同']] });
const element = z.string().trim().max(2000).default('');

/** What the notice must tell; which element is missing is the workflow's to say (000 三(二)). */
const notice = z.strictObject({
  materials,
  contents: z.strictObject({
    legalBasis: element.meta({ description: '法律依据', examples: ['国务院令第412号'] }),
    period: element.meta({ description: '补正期限', examples: ['15个工作日'] }),
    procedure: element.meta({ description: '办理程序和承诺时限', examples: ['受理、审查、决定;10个工作日'] }),
    fees: element.meta({ description: '收费依据和标准', examples: ['不收费'] }),
  }),
});
const requestCorrection = (roles: readonly Role[]): TaskAction => ({ summary: '一次性告知补正', roles, body: notice });
const overrideCorrection: TaskAction = {
  summary: '督导补充告知,不影响任何期限',
  roles: ['supervisor'],
  body: z.strictObject({ materials, reason }),
};

const result = z.strictObject({
  decidedOn: civilDate.optional(),
  documentNo: filled(100).optional(),
  validUntil: civilDate.optional(),
});

/** What a result states of the application, where it is not as accepted. */
const subject = z.strictObject({
  applicantName: filled(200).optional(),
  projectName: filled(200).optional(),
  projectCode: filled(60).optional(),
});
const stated = z.strictObject({ result: result.optional(), subject: subject.optional() });

const items = z
  .array(filled(20))
  .max(60)
  .meta({ description: '事项编码', examples: [['I46']] });
const doubt = words.optional().meta({ description: '意见存在疑问的,写明疑问,由牵头单位协调' });

const siteCheck = z.strictObject({
  staff: z.array(z.string().max(40)).max(20).meta({ description: '核查人员姓名,两名以上' }),
  findings: z.string().max(4000).meta({ description: '核查情况' }),
});

/** Who may be entrusted with a decision. */
export const delegates: readonly Role[] = ['clerk'];
/** The lead, or the window where it coordinates (002 二(一)1(2)). */
const coordinators: readonly Role[] = ['coordinator', 'lead', 'clerk'];

const taskActions: Record<TaskKind, Record<string, TaskAction>> = {
  acceptance: {
    accept: { summary: '受理', roles: handlers, body: nothing },
    return: {
      summary: '退回,可指明承办单位',
      roles: handlers,
      body: z.strictObject({ reason, suggestedDepartment: department.optional() }),
    },
    refuse: { summary: '不予受理', roles: handlers, body: refusal },
    notRequired: notRequired(handlers),
    requestCorrection: requestCorrection(handlers),
    overrideCorrection,
  },
  'window-acceptance': {
    accept: { summary: '受理', roles: ['clerk'], body: windowAcceptance },
    refuse: { summary: '不予受理', roles: ['clerk'], body: refusal },
    notRequired: notRequired(['clerk']),
    requestCorrection: requestCorrection(['clerk']),
    requestDraft: {
      summary: '商请审批部门起草补正告知',
      roles: ['clerk'],
      body: z.strictObject({
        itemCode: filled(40).meta({ examples: ['I39'] }),
      }),
    },
    overrideCorrection,
  },
  'correction-draft': { submitDraft: { summary: '提交起草的补正告知', roles: handlers, body: notice } },
  coordination: {
    reroute: {
      summary: '改推承办单位',
      only: ['application', 'question'],
      roles: ['coordinator', 'lead'],
      body: z.strictObject({ department, reason }),
    },
    resolve: {
      summary: '登记督促协调的情况',
      only: ['question', 'inquiry', 'stage'],
      roles: coordinators,
      body: z.strictObject({ text: words.meta({ description: '督促协调的情况', examples: ['已电话督促'] }) }),
    },
    settle: {
      summary: '确定存在疑问的征询意见;不填 items 的,以原意见为准',
      only: ['inquiry'],
      roles: coordinators,
      body: z.strictObject({ text: words.meta({ description: '协调的结果' }), items: items.optional() }),
    },
  },
  question: {
    answer: {
      summary: '答复咨询',
      roles: handlers,
      body: z.strictObject({
        text: z
          .string()
          .max(5000)
          .meta({ description: '答复', examples: ['请见办事指南'] }),
      }),
    },
    forward: { summary: '转给应当答复的单位', roles: handlers, body: z.strictObject({ department }) },
  },
  inquiry: {
    reply: {
      summary: '答复征询:需办理的事项和申报材料',
      roles: handlers,
      body: z.strictObject({
        items: items.min(1),
        materials: z
          .record(z.string(), z.array(filled(200)).min(1).max(60))
          .optional()
          .meta({ description: '按事项编码列出的申报材料;不填则按办事指南' }),
        doubt,
      }),
    },
    nothingToDo: { summary: '答复征询:无需办理事项', roles: handlers, body: z.strictObject({ doubt }) },
  },
  review: {
    grant: { summary: '准予', roles: handlers, delegable: true, body: z.strictObject({ result: result.default({}) }) },
    transfer: {
      summary: '监督移交承办单位',
      roles: ['supervisor'],
      body: z.strictObject({ department, reason }),
    },
    startSpecialProcedure: {
      summary: '启动特别程序,书面告知所需时间',
      roles: handlers,
      body: z.strictObject({
        procedure: filled(40).meta({ examples: ['专家评审'] }),
        workingDays: z.int().min(1).max(250).optional().meta({ description: '书面告知申请人的所需工作日数' }),
      }),
    },
    endSpecialProcedure: { summary: '结束特别程序', roles: handlers, body: nothing },
    extend: {
      summary: '延长期限',
      roles: handlers,
      body: extension('本行政机关负责人'),
    },
    recordSiteCheck: { summary: '登记现场核查', roles: handlers, body: siteCheck },
    requestPaper: {
      summary: '取阅登记:到窗口取阅或者复印纸质材料',
      roles: handlers,
      body: z
        .strictObject({
          how: z.enum(['read', 'copy']).default('read').meta({ description: 'read 取阅,copy 复印' }),
          materials: z.array(filled(200)).max(60).default([]).meta({ description: '取阅的材料;不填为全套' }),
        })
        .default({ how: 'read', materials: [] }),
    },
    urge: {
      summary: '督促',
      roles: ['coordinator'],
      body: z.strictObject({ text: filled(500).default('请抓紧办理') }),
    },
    ...hearingActions,
    ...consultActions,
    overrideCorrection,
    deny: {
      summary: '不予许可',
      roles: handlers,
      delegable: true,
      body: z.strictObject({ reasons: z.array(reason).max(50) }),
    },
  },
  'site-visit': {
    confirm: { summary: '确认参加联合勘查', roles: handlers, body: nothing },
    record: { summary: '登记联合勘查的情况', roles: handlers, body: siteCheck },
  },
  consultation: opinionActions,
  handover: {
    handOver: { summary: '移交结果', roles: handlers, body: stated },
    correct: { summary: '补填或者更正结果', roles: handlers, body: stated },
  },
};

/** The actions of a task. */
export const actionsOf = ({ kind, workflow_id }: { kind: TaskKind; workflow_id: string }): Record<string, TaskAction> =>
  Object.fromEntries(
    Object.entries(taskActions[kind]).filter(([, { only }]) => only?.includes(workflow_id.split(':')[0] ?? '') ?? true),
  );

/** An action over all kinds of task that have it. */
export interface ActionOfKinds {
  name: string;
  summary: string;
  roles: Role[];
  bodies: Record<string, z.ZodType>;
}

export function actionsByName(): ActionOfKinds[] {
  const all = Object.entries(taskActions).flatMap(([kind, actions]) =>
    Object.entries(actions).map(([name, action]) => ({ kind, name, action })),
  );
  return [...Map.groupBy(all, ({ name }) => name)].map(([name, same]) => ({
    name,
    summary: [...new Set(same.map(({ action }) => action.summary))].join('/'),
    roles: [...new Set(same.flatMap(({ action }) => [...action.roles, ...(action.delegable ? delegates : [])]))],
    bodies: Object.fromEntries(same.map(({ kind, action }) => [kind, action.body])),
  }));
}
