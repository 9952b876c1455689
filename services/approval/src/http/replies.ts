/** Answers about tasks. */
import { clockReply, count, instantText, itemCode, named, next } from '@yichuang/platform';
import { z } from 'zod';

export const taskReply = z
  .strictObject({
    id: z.string().meta({ examples: ['application:430000-20260918-000001~acceptance~I46~1'] }),
    kind: z.string().meta({ examples: ['acceptance'] }),
    word: z.string().meta({ description: '待办用语', examples: ['受理'] }),
    state: z.enum(['open', 'closed']),
    applicationNo: z.string(),
    department: named,
    itemCode: itemCode.nullable(),
    itemName: z.string().optional(),
    round: z.int().meta({ description: '第几轮,退回改推后加一' }),
    openedAt: instantText,
    scheduledAt: instantText.optional().meta({ description: '约定办理的时刻,如联合勘查' }),
    clock: clockReply.optional(),
    statutory: clockReply.optional().meta({ description: '法定期限,与承诺期限并列;先届满的先预警' }),
    overdue: z.boolean().meta({ description: '期限届满时尚未办结' }),
    urgedAt: instantText.optional().meta({ description: '牵头部门最近一次督促' }),
    closedAt: instantText.optional(),
    closedBy: z.string().nullable().optional().meta({ description: '结束该待办的事实' }),
    actions: z.array(z.string()).meta({ description: '可用的操作', examples: [['accept', 'return', 'refuse']] }),
  })
  .meta({ id: 'Task', description: '一项待办' });

export const tasksReply = z.strictObject({ count, tasks: z.array(taskReply), next });

export type TaskView = z.input<typeof taskReply>;
export type TaskList = z.input<typeof tasksReply>;

const consultation = z
  .strictObject({
    department: named.meta({ description: '被征求意见的单位' }),
    from: named.meta({ description: '征求意见的单位' }),
    question: z.string().meta({ description: '所征求的内容' }),
    askedAt: instantText,
    stopsClock: z.boolean().meta({ description: '依事项所依法律,征求意见的时间不计入办理期限' }),
    due: clockReply.nullable().meta({ description: '答复期限;刚发出、尚未起算时为空' }),
    overdue: z.boolean().meta({ description: '期限届满时尚未答复;不视为同意' }),
    state: z.string().meta({ description: '待答复 已超期 已答复 已终结', examples: ['待答复'] }),
    opinion: z.string().meta({ description: '未答复 同意 不同意 有条件同意 无意见', examples: ['同意'] }),
    text: z.string().nullable().meta({ description: '理由或者说明' }),
    conditions: z.array(z.string()).meta({ description: '有条件同意的条件' }),
    late: z.boolean().meta({ description: '逾期答复' }),
    endedAt: instantText.nullable().meta({ description: '答复或者终结的时刻' }),
    closedFor: z.string().nullable().meta({ description: '未答复而终结的理由' }),
  })
  .meta({ id: 'Consultation', description: '一次征求意见' });

export const consultationsReply = z.strictObject({ consultations: z.array(consultation) });

export type ConsultationView = z.input<typeof consultation>;
