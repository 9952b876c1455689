/** Parts of the answers that routes of every service share. */
import { roles } from '@yichuang/contracts/temporal';
import { z } from 'zod';

/** Text that says something, trimmed. */
export const filled = (most: number) => z.string().trim().min(1).max(most);

/** How many rows a page of a list has. */
export const pageSize = z.coerce.number().int().min(1).max(200).default(50);

export const instantText = z.iso
  .datetime({ offset: true })
  .meta({ description: '时刻,北京时间', examples: ['2026-09-18T10:00:00.000+08:00'] });

/** A date to look from or up to; no case is older, none will be younger. */
export const dateAsked = z.iso
  .date()
  .refine((date) => date >= '1900-01-01' && date < '2200-01-01', '日期应在 1900 年至 2199 年之间')
  .meta({ examples: ['2026-09-18'] });

export const dateText = z.iso.date().meta({ description: '日期', examples: ['2026-09-18'] });

export const caseNo = z
  .string()
  .min(1)
  .max(80)
  .meta({ description: '办件编号', examples: ['430000-20260918-000001'] });

export const itemCode = z.string().meta({ description: '事项编码', examples: ['I46'] });

export const named = z.strictObject({ code: z.string(), name: z.string() });

export const count = z.int().min(0).meta({ description: '符合条件的总数,与列表出自同一查询' });

export const next = z.string().optional().meta({ description: '下一页的游标,作为 after 传回;没有则已到末页' });

/** A page of rows that were read with one more than its size; `next` where that one is there. */
export function pageOf<R>(
  rows: R[],
  size: number,
  cursor: (row: R) => string,
): { shown: R[]; more: { next?: string } } {
  const shown = rows.slice(0, size);
  const last = rows.length > size ? shown.at(-1) : undefined;
  return { shown, more: last === undefined ? {} : { next: cursor(last) } };
}

export const clauses = z.array(z.string()).meta({ description: '依据', examples: [['行政许可法 32(4)']] });

const mandate = z
  .strictObject({
    delegationNo: z.string().meta({ examples: ['DLG-20260918-000001'] }),
    region: z.string(),
    department: z.string(),
    items: z.array(itemCode),
    from: z.string(),
    to: z.string(),
    revokedAt: z.string().optional(),
    basis: clauses,
  })
  .meta({ id: 'Mandate', description: '以其他单位的名义办理所依据的授权' });

export const actor = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    role: z.enum(roles),
    departmentId: z.string().optional(),
    mandate: mandate.optional(),
  })
  .meta({ id: 'Actor', description: '行为人' });

/** A document (文书) as it was issued. */
export const documentReply = z
  .strictObject({
    documentId: z
      .string()
      .meta({ description: '文书编号', examples: ['issuance:430000-20260918-000001-I39~pickupNotice~1'] }),
    kind: z.string().meta({ description: '文书的作用,各地一致', examples: ['pickupNotice'] }),
    name: z.string().meta({ description: '文书名称,各地不同', examples: ['领取通知'] }),
    issuer: z.string().meta({ description: '出具的窗口或者单位' }),
    to: z.strictObject({ name: z.string(), uscc: z.string().optional() }).meta({ description: '受文单位' }),
    itemCode: itemCode.optional(),
    lines: z.array(z.string()).meta({ description: '正文,逐段' }),
    seal: z
      .string()
      .optional()
      .meta({ description: '所盖印章的名称', examples: ['审批专用章'] }),
    channels: z
      .array(z.enum(['sms', 'phone', 'wechat', 'inApp']))
      .optional()
      .meta({ description: '另以何种方式告知:短信、电话、微信、站内' }),
    number: z
      .string()
      .optional()
      .meta({ description: '文号', examples: ['云工窗领〔2026〕1号'] }),
    issuedAt: instantText,
    basis: clauses,
  })
  .meta({ id: 'Document', description: '一份文书' });

/** RFC 9457 with our members. */
export const problemDetails = z
  .strictObject({
    type: z.string().meta({ description: '说明该问题的网址', examples: ['/problems#not-found'] }),
    title: z.string(),
    status: z.int(),
    detail: z.string().meta({ description: '发生了什么,应当怎么办' }),
    code: z.string().meta({ description: '稳定的问题代码', examples: ['not-found'] }),
    clause: z.string().optional().meta({ description: '违反的条款' }),
    errors: z
      .array(z.strictObject({ field: z.string(), message: z.string() }))
      .optional()
      .meta({ description: '不符合要求的字段' }),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 问题说明' });

const commandId = z.uuid().meta({ description: '命令编号' });
const receivedAt = instantText.meta({ description: '记入命令日志的时刻,即行为的时刻(电子签名法 11)' });

const openCommand = z
  .strictObject({ commandId, receivedAt, state: z.literal('open') })
  .meta({ id: 'OpenCommand', description: '已记入,尚未办结:结果在 Location 所指处查询' });

/** Answers of an act: 200 with what the workflow says (`result`), or 202 while it has not said it. */
export const actReplies = (result: z.ZodRawShape): { 200: z.ZodType; 202: z.ZodType } => ({
  200: z.strictObject({ commandId, receivedAt, ...result }),
  202: openCommand,
});

export const commandReply = z
  .strictObject({
    commandId,
    kind: z.string(),
    workflowId: z.string(),
    receivedAt,
    state: z.enum(['open', 'done']).meta({ description: 'open 尚未办结,done 已办结' }),
    outcome: z.enum(['done', 'refused']).optional(),
    result: z.record(z.string(), z.json()).optional().meta({ description: '办结的结果' }),
    problem: problemDetails.optional().meta({ description: '被拒绝的原因' }),
  })
  .meta({ id: 'Command', description: '命令及其结果' });
