/** Answers about commissions and alerts. */
import { clockReply, count, instantText, next } from '@yichuang/platform';
import { z } from 'zod';

const entrustment = z.union([
  z.strictObject({ mode: z.literal('full'), word: z.string() }),
  z.strictObject({ mode: z.literal('partial'), itemCodes: z.array(z.string()), word: z.string() }),
]);

const summary = {
  assistNo: z.string().meta({ description: '申请编号', examples: ['441702-XB20260918-000001'] }),
  region: z.strictObject({ id: z.string(), name: z.string() }),
  project: z.strictObject({ code: z.string(), name: z.string(), kind: z.string().meta({ examples: ['一般工程'] }) }),
  owner: z.strictObject({ name: z.string(), uscc: z.string() }),
  entrustment: entrustment.meta({ description: '委托方式' }),
  requestedAt: instantText,
  state: z.string().meta({ description: '待预审 不符合条件 待确认申请表 待联系 已联系', examples: ['待联系'] }),
  contact: clockReply.nullable().meta({ description: '联系期限' }),
  overdue: z.boolean().meta({ description: '联系已超期' }),
  contactedAt: instantText.nullable(),
};

export const alertReply = z
  .strictObject({
    assistNo: summary.assistNo,
    type: z.string().meta({ description: '引起告警的事实', examples: ['contactOverdue'] }),
    word: z.string().meta({ examples: ['联系逾期'] }),
    raisedAt: instantText,
    settledAt: instantText.nullable().meta({ description: '应作的行为作出的时刻' }),
  })
  .meta({ id: 'Alert', description: '告警' });

export const alertsReply = z.strictObject({ count, alerts: z.array(alertReply), next });

const officer = { id: z.string(), name: z.string() };

export const assistCaseReply = z
  .strictObject({
    ...summary,
    reason: z.string().optional().meta({ description: '不符合条件的原因' }),
    otherWay: z.string().optional().meta({ description: '其他办理途径' }),
    officer: z.strictObject(officer).nullable().meta({ description: '现在的协办员' }),
    officers: z
      .array(
        z.strictObject({
          ...officer,
          from: instantText,
          until: instantText.nullable(),
          reason: z.string().nullable().meta({ description: '更换的理由' }),
        }),
      )
      .meta({ description: '历任协办员' }),
    alerts: z.array(alertReply),
  })
  .meta({ id: 'AssistCase', description: '一件协办' });

export const assistCasesReply = z.strictObject({ count, assistCases: z.array(z.strictObject(summary)), next });

export type AssistCaseView = z.input<typeof assistCaseReply>;
export type AssistCaseList = z.input<typeof assistCasesReply>;
export type AssistCaseSummary = AssistCaseList['assistCases'][number];
export type AlertView = z.input<typeof alertReply>;
export type AlertList = z.input<typeof alertsReply>;
