/** Answers about results. */
import { clockReply, count, dateText, documentReply, instantText, itemCode, named, next } from '@yichuang/platform';
import { z } from 'zod';

const period = z
  .strictObject({ ...clockReply.shape, overdue: z.boolean().meta({ description: '已逾期' }) })
  .meta({ id: 'ResultPeriod', description: '期限及其是否已逾期' });

const signer = z
  .strictObject({
    kind: z.enum(['applicant', 'proxy']).meta({ description: 'applicant 申请人,proxy 代理人' }),
    name: z.string(),
    authorisation: z.string().optional().meta({ description: '授权委托书' }),
  })
  .meta({ id: 'Signer', description: '签收人' });

const difference = z
  .strictObject({
    field: z.enum(['applicantName', 'projectName', 'projectCode']),
    word: z.string().meta({ examples: ['建设单位'] }),
    accepted: z.string().meta({ description: '受理信息' }),
    stated: z.string().meta({ description: '结果所载' }),
  })
  .meta({ id: 'Difference', description: '结果与受理信息不一致之处' });

const result = {
  itemCaseNo: z.string().meta({ description: '事项办件编号', examples: ['430000-20260918-000001-I39'] }),
  applicationNo: z.string(),
  itemCode,
  itemName: z.string().optional(),
  department: named.meta({ description: '作出决定的单位' }),
  state: z.string().meta({ description: '待移交、已拒收、差异待处理、待领取、已送达', examples: ['待领取'] }),
  handedOutBy: z.string().meta({ description: '出件的窗口' }),
  result: z
    .strictObject({ decidedOn: dateText, documentNo: z.string(), validUntil: dateText })
    .partial()
    .meta({ id: 'ResultData', description: '结果数据:决定日期、文号、有效期' }),
  handover: period.meta({ description: '移交期限' }),
  delivery: period.meta({ description: '送达期限' }),
  differences: z.array(difference),
  delivered: z
    .strictObject({ at: instantText, how: z.literal('pickup'), to: signer })
    .nullable()
    .meta({ description: '送达' }),
  fedBackAt: instantText.nullable().meta({ description: '送达结果反馈业务单位的时刻' }),
};

const summaryReply = z.strictObject(result).meta({ id: 'ResultSummary', description: '一个事项的审批结果' });

export const resultReply = z
  .strictObject({ ...result, documents: z.array(documentReply) })
  .meta({ id: 'Result', description: '一个事项的审批结果及其文书' });

export const resultsReply = z.strictObject({ count, results: z.array(summaryReply), next });

export type ResultSummary = z.input<typeof summaryReply>;
export type ResultList = z.input<typeof resultsReply>;
