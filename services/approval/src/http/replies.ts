/** Answers about tasks. */
import { count, dateText, instantText, itemCode, named, next } from '@yichuang/platform';
import { z } from 'zod';

const clock = z
  .strictObject({
    start: instantText.meta({ description: '起算时刻' }),
    dueAt: instantText.meta({ description: '到期时刻:在此之前为按期,此刻及以后为逾期' }),
    dueDate: dateText,
    calendarVersion: z.int(),
    provisional: z.boolean().meta({ description: '暂定:所涉年份的放假安排尚未公布' }),
    why: z.array(z.string()).meta({ description: '期限的推算过程' }),
  })
  .meta({ id: 'TaskClock', description: '期限' });

export const taskReply = z
  .strictObject({
    id: z.string().meta({ example: 'application:430000-20260918-000001~acceptance~I46~1' }),
    kind: z.string().meta({ example: 'acceptance' }),
    word: z.string().meta({ description: '待办用语', example: '受理' }),
    state: z.enum(['open', 'closed']),
    applicationNo: z.string(),
    department: named,
    itemCode: itemCode.nullable(),
    itemName: z.string().optional(),
    round: z.int().meta({ description: '第几轮,退回改推后加一' }),
    openedAt: instantText,
    clock: clock.optional(),
    closedAt: instantText.optional(),
    closedBy: z.string().nullable().optional().meta({ description: '结束该待办的事实' }),
    actions: z.array(z.string()).meta({ description: '可用的操作', example: ['accept', 'return', 'refuse'] }),
  })
  .meta({ id: 'Task', description: '一项待办' });

export const tasksReply = z.strictObject({ count, tasks: z.array(taskReply), next });

export type TaskView = z.input<typeof taskReply>;
export type TaskList = z.input<typeof tasksReply>;
