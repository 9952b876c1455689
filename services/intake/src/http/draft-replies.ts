/** Answers about drafts. */
import { actor, caseNo, clauses, count, instantText, next } from '@yichuang/platform';
import { z } from 'zod';
import { draftForm } from '../filing/form.ts';

export const draftId = z.uuid().meta({ description: '草稿编号' });

const summary = {
  draftId,
  version: z.int().min(1).meta({ description: '第几版;ETag 是它加引号' }),
  region: z.string().meta({ description: '地区标识' }),
  uscc: z.string().meta({ description: '申请单位的统一社会信用代码' }),
  openedBy: actor.meta({ description: '起草人:申请单位,或者代为起草的窗口人员、协办员' }),
  changedBy: actor,
  createdAt: instantText,
  changedAt: instantText,
};

export const draftReply = z
  .strictObject({
    ...summary,
    form: draftForm.nullable().meta({ description: '申请表;提交之后不再保存' }),
    applicationNo: caseNo.nullable().meta({ description: '提交之后的办件编号' }),
  })
  .meta({ id: 'Draft', description: '一份草稿' });

const listed = z.strictObject({
  ...summary,
  stage: z.string().nullable().meta({ description: '审批阶段,照申请表所填;还没有填的为 null' }),
  projectName: z.string().nullable().meta({ description: '项目名称' }),
  applicantName: z.string().nullable().meta({ description: '申请单位名称' }),
});

export const draftsReply = z.strictObject({ count, drafts: z.array(listed), next });

export const validationReply = z
  .strictObject({
    ready: z.boolean().meta({ description: '可以提交' }),
    problems: z
      .array(z.strictObject({ code: z.string(), title: z.string(), field: z.string(), message: z.string() }))
      .meta({ description: '提交会因此被拒绝' }),
    missing: z
      .array(
        z.strictObject({
          itemCode: z.string(),
          itemName: z.string(),
          material: z.string(),
          critical: z.boolean().meta({ description: '主要材料' }),
          mayFollow: z.boolean().meta({ description: '可以容后补交' }),
          basis: clauses,
        }),
      )
      .meta({ description: '逐个事项还缺的材料;仍可提交,收件后一次告知补正(行政许可法 32)' }),
    materials: z
      .array(
        z.strictObject({
          name: z.string(),
          files: z.array(z.uuid()),
          results: z.array(z.string()),
          items: z.array(z.string()).meta({ description: '归到的事项' }),
        }),
      )
      .meta({ description: '已填的材料和归到的事项' }),
  })
  .meta({ id: 'DraftValidation', description: '按提交时同样的规则检查草稿的结果' });

export type DraftView = z.input<typeof draftReply>;
export type ValidationView = z.input<typeof validationReply>;
