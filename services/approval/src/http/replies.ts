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
