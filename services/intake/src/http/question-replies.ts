/** Answers about questions and stage inquiries. */
import { clockReply, count, instantText, named, next } from '@yichuang/platform';
import { z } from 'zod';

const region = z.strictObject({ id: z.string(), name: z.string() });
const item = z.strictObject({ code: z.string(), name: z.string() });
const applicant = z.strictObject({ name: z.string(), uscc: z.string() });
const due = clockReply.nullable().meta({ description: '答复期限;刚收到、尚未起算时为空' });

export const questionReply = z
  .strictObject({
    questionNo: z.string().meta({ description: '咨询编号', examples: ['430000-ZX20261120-000001'] }),
    region,
    channel: z.string().meta({ description: 'online 网上,onsite 窗口转来' }),
    department: named.meta({ description: '答复的单位' }),
    item: item.nullable().meta({ description: '所咨询的事项' }),
    text: z.string().meta({ description: '咨询内容' }),
    contactSheet: z.string().nullable().meta({ description: '咨询联络单的种类' }),
    applicant,
    firstContact: z.string().nullable().meta({ description: '首问责任人' }),
    askedAt: instantText,
    state: z.string().meta({ description: '待答复 已超期 已答复 已撤回', examples: ['待答复'] }),
    due,
    overdue: z.boolean(),
    answer: z.string().nullable(),
    endedAt: instantText.nullable().meta({ description: '答复或者撤回的时刻' }),
  })
  .meta({ id: 'Question', description: '一件咨询' });

export const questionsReply = z.strictObject({ count, questions: z.array(questionReply), next });

const needed = z.strictObject({ item, materials: z.array(z.string()).meta({ description: '申报材料' }) });

const part = z
  .strictObject({
    department: named,
    state: z.string().meta({ description: '待答复 已超期 待协调 已答复 已取消', examples: ['待答复'] }),
    due,
    overdue: z.boolean(),
    answeredAt: instantText.nullable(),
    items: z.array(needed).nullable().meta({ description: '答复的事项;一单告知之前申请人看不到' }),
    doubt: z.string().nullable().meta({ description: '意见中的疑问' }),
  })
  .meta({ id: 'InquiryPart', description: '一个单位的征询' });

const notice = z
  .strictObject({
    dueAt: instantText.meta({ description: '应告知的时刻:汇总之时,非工作时间的为下一次上班时' }),
    issuedAt: instantText.nullable(),
    items: z.array(needed.extend({ department: named.meta({ description: '办理单位' }) })),
    nothingToDo: z.array(named).meta({ description: '无需办理事项的单位' }),
  })
  .meta({ id: 'SingleNotice', description: '一单告知' });

const inquiry = {
  inquiryNo: z.string().meta({ description: '征询编号', examples: ['430000-ZQ20261116-000001'] }),
  region,
  stage: named.meta({ description: '审批阶段' }),
  project: z.strictObject({ code: z.string(), name: z.string() }),
  applicant,
  openedAt: instantText,
  state: z.string().meta({ description: '征询中 待告知 已告知 已取消', examples: ['征询中'] }),
  endedAt: instantText.nullable().meta({ description: '告知或者取消的时刻' }),
};

const awaited = z
  .strictObject({
    department: named,
    state: z.string().meta({ description: '待答复 已超期 待协调', examples: ['已超期'] }),
    dueAt: instantText.nullable().meta({ description: '答复期限;刚收到、尚未起算时为空' }),
  })
  .meta({ id: 'AwaitedDepartment', description: '尚待答复或者协调的一个单位' });

export const inquirySummary = z
  .strictObject({ ...inquiry, awaited: z.array(awaited).meta({ description: '尚待的单位;其余都已答复' }) })
  .meta({ id: 'InquirySummary', description: '一次征询' });

export const inquiryReply = z
  .strictObject({
    ...inquiry,
    form: z.strictObject({
      address: z.string(),
      summary: z.string(),
      floorArea: z.number().optional(),
      investment: z.number().optional(),
    }),
    departments: z.array(part),
    notice: notice.nullable(),
  })
  .meta({ id: 'Inquiry', description: '一次征询及各单位的答复' });

export const inquiriesReply = z.strictObject({ count, inquiries: z.array(inquirySummary), next });

export type QuestionView = z.input<typeof questionReply>;
export type QuestionList = z.input<typeof questionsReply>;
export type InquirySummary = z.input<typeof inquirySummary>;
export type AwaitedView = z.input<typeof awaited>;
export type InquiryView = z.input<typeof inquiryReply>;
export type InquiryList = z.input<typeof inquiriesReply>;
