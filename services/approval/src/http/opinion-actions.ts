/** Actions by which others have their say on an item: consulted departments, and the parties at a hearing. */
import { opinions } from '@yichuang/contracts';
import { z } from 'zod';
import { department, handlers, reason, type TaskAction, words } from './action-fields.ts';

export const consultActions: Record<string, TaskAction> = {
  consult: {
    summary: '向其他业务单位征求意见',
    roles: handlers,
    body: z.strictObject({
      department,
      question: z
        .string()
        .max(4000)
        .meta({ description: '所征求的内容', examples: ['是否影响周边水体'] }),
    }),
  },
  closeConsultation: {
    summary: '终结未答复的征求意见,写明理由',
    roles: handlers,
    body: z.strictObject({ department, reason }),
  },
};

export const opinionActions: Record<string, TaskAction> = {
  reply: {
    summary: '答复征求意见',
    roles: handlers,
    body: z.strictObject({
      opinion: z.enum(opinions).meta({ description: 'agree 同意,disagree 不同意,conditional 有条件同意,none 无意见' }),
      text: z.string().max(4000).optional().meta({ description: '理由或者说明;不同意的必填' }),
      conditions: z.array(z.string().max(1000)).max(50).optional().meta({ description: '有条件同意的条件' }),
    }),
  },
};

export const hearingActions: Record<string, TaskAction> = {
  tellHearingRight: {
    summary: '告知申请人、利害关系人听证的权利',
    roles: handlers,
    body: z.strictObject({
      parties: z
        .array(z.string().max(200))
        .max(200)
        .default([])
        .meta({ description: '申请人以外的利害关系人', examples: [['示例小区业主委员会']] }),
    }),
  },
  requestHearing: {
    summary: '登记听证申请',
    roles: handlers,
    body: z.strictObject({ party: words.meta({ description: '要求听证的申请人或者利害关系人' }) }),
  },
  announceHearing: {
    summary: '通知举行听证的时间、地点',
    roles: handlers,
    body: z.strictObject({
      heldAt: z.iso
        .datetime({ offset: true })
        .meta({ description: '举行的时刻', examples: ['2026-12-01T09:30:00+08:00'] }),
      place: words,
      presider: words.meta({ description: '主持人:审查该申请的工作人员以外的人员' }),
    }),
  },
  recordHearing: {
    summary: '登记听证笔录',
    roles: handlers,
    body: z.strictObject({
      minutes: z.string().max(20_000).meta({ description: '笔录' }),
      signedBy: z.array(z.string().max(100)).max(200).meta({ description: '签字或者盖章的听证参加人' }),
    }),
  },
};
