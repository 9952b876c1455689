/** Answers about applications. */
import { clauses, count, dateText, instantText, itemCode, named, next } from '@yichuang/platform';
import { z } from 'zod';
import { fileId } from './file-replies.ts';

const due = z
  .strictObject({
    dueAt: instantText.meta({ description: '到期时刻:在此之前为按期,此刻及以后为逾期' }),
    dueDate: dateText,
    basis: clauses,
    provisional: z.boolean().meta({ description: '暂定:所涉年份的放假安排尚未公布' }),
  })
  .meta({ id: 'Due', description: '期限' });

const materialReply = z
  .strictObject({
    name: z.string(),
    files: z
      .array(z.strictObject({ fileId, name: z.string() }))
      .meta({ description: '没有文件的是纸质的或者已经说明的' }),
    results: z.array(z.string()).meta({ description: '所用的已有审批结果' }),
  })
  .meta({ id: 'FiledMaterial', description: '一份已交的材料' });

const itemReply = z
  .strictObject({
    itemCode,
    name: z.string().optional(),
    guideVersion: z.string().nullable().meta({ description: '申报时办事指南的版本' }),
    department: named.meta({ description: '承办单位' }),
    state: z.string().meta({ description: '进度', examples: ['办理中'] }),
    round: z.int().meta({ description: '第几轮,退回改推后加一' }),
    deemed: z.boolean().meta({ description: '视为受理' }),
    acceptedOn: dateText.nullable(),
    returnReason: z.string().nullable(),
    answerDue: due.nullable().meta({ description: '受理答复的期限' }),
    due: due.nullable().meta({ description: '办理的期限' }),
    overdue: z.boolean(),
    materials: z.array(materialReply).meta({ description: '已交的材料' }),
    codes: z.array(z.int()).meta({ description: '先后的办理状态(BLZT)', examples: [[1, 3, 8]] }),
    deficits: z.array(z.string()).meta({ description: '待补的容缺材料', examples: [[]] }),
    deficitsDue: due.nullable().meta({ description: '容缺预受理的,补齐材料的期限;逾期未补齐的,该事项终止' }),
    committed: z.boolean().meta({ description: '申请人已签署告知承诺书' }),
  })
  .meta({ id: 'ApplicationItem', description: '申请中的一个事项' });

const correctionReply = z
  .strictObject({
    n: z.int().min(1),
    state: z.string().meta({ description: '进度', examples: ['补正中'] }),
    itemCodes: z.array(itemCode).meta({ description: '等待补正的事项' }),
    materials: z.array(z.strictObject({ name: z.string(), supplied: z.boolean().meta({ description: '已补交' }) })),
    issuedAt: instantText.meta({ description: '告知的时刻' }),
    due: due.meta({ description: '申请人补正的期限' }),
  })
  .meta({ id: 'Correction', description: '一次性告知的补正' });

const summary = {
  applicationNo: z.string().meta({ description: '办件编号', examples: ['430000-20260918-000001'] }),
  region: z.strictObject({ id: z.string(), name: z.string() }),
  stage: named.meta({ description: '审批阶段' }),
  channel: z.string().meta({ description: 'online 网上,onsite 窗口' }),
  project: z.strictObject({ code: z.string(), name: z.string() }),
  applicant: z.strictObject({ name: z.string(), uscc: z.string().meta({ description: '统一社会信用代码' }) }),
  filedAt: instantText,
  state: z.string().meta({ description: '进度', examples: ['审查中'] }),
  acceptedOn: dateText.nullable().meta({ description: '受理日期' }),
  deemed: z.boolean().meta({ description: '视为受理' }),
};

export const summaryReply = z.strictObject(summary).meta({ id: 'ApplicationSummary', description: '一件申请' });

export const applicationReply = z
  .strictObject({
    ...summary,
    firstContact: z.string().nullable().meta({ description: '首问责任人' }),
    paper: z.enum(['不需要', '待收', '已收', '待转交', '已转交']).meta({ description: '纸质材料' }),
    helper: z.strictObject({ name: z.string(), kind: z.string() }).nullable().meta({ description: '帮办代办人员' }),
    items: z.array(itemReply),
    corrections: z.array(correctionReply),
  })
  .meta({ id: 'Application', description: '一件申请及其事项' });

const entry = z
  .strictObject({
    at: instantText.meta({ description: '法律效力发生的时刻' }),
    word: z.string().meta({ description: '留痕用语', examples: ['视为受理'] }),
    item: z.strictObject({ code: z.string(), name: z.string().optional() }).optional(),
    department: named.optional(),
    reason: z.string().optional(),
  })
  .meta({ id: 'TimelineEntry', description: '进度中的一步' });

export const timelineReply = z.strictObject({ applicationNo: z.string(), entries: z.array(entry) });

export type TimelineEntry = z.input<typeof entry>;

export const applicationsReply = z.strictObject({ count, applications: z.array(summaryReply), next });

export type ItemView = z.input<typeof itemReply>;
export type CorrectionView = z.input<typeof correctionReply>;
export type DueView = z.input<typeof due>;
export type ApplicationSummary = z.input<typeof summaryReply>;
export type ApplicationView = z.input<typeof applicationReply>;
export type ApplicationList = z.input<typeof applicationsReply>;
