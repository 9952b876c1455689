/** Schemas of what calendar routes take and answer. */
import { clauses, count, dateText, filled, instantText, next } from '@yichuang/platform';
import { calendarYearSchema } from '@yichuang/regions';
import { z } from 'zod';

const version = z.int().min(1).meta({ description: '工作日历版本' });
const provisional = z.boolean().meta({ description: '暂定:超出已公布放假安排的年度' });
const text = filled(500);

export const dayReply = z
  .strictObject({
    date: dateText,
    working: z.boolean(),
    reason: z.string(),
    source: z.string().optional(),
    provisional,
    calendarVersion: version,
  })
  .meta({ id: 'CalendarDay', description: '某日是否工作日及其依据' });

const step = z.strictObject({
  date: dateText,
  counted: z.boolean(),
  n: z.number().optional(),
  reason: z.string(),
  source: z.string().optional(),
  provisional: z.literal(true).optional().meta({ description: '该日所在年度的放假安排尚未公布' }),
});

export const countReply = z
  .strictObject({
    from: dateText,
    dueDate: dateText,
    dueAt: instantText,
    provisional,
    calendarVersion: version,
    why: z.array(z.string()).meta({ description: '计算说明' }),
    steps: z.array(step).meta({ description: '逐日:计入或不计入及其理由' }),
  })
  .meta({ id: 'CountedPeriod', description: '期限届满之日及逐日说明' });

const amendedDay = z.strictObject({
  date: dateText,
  working: z.boolean(),
  reason: text,
  source: text,
  region: text.exactOptional().meta({ description: '只在该地区有效;没有则各地区一律有效' }),
});

const change = z.strictObject({ ...amendedDay.shape, inForceAt: z.string() });

/** A due date with everything it rests on. */
const explanationReply = z
  .strictObject({
    key: z.string(),
    start: z.strictObject({ date: dateText, instant: instantText, rule: z.string() }),
    amount: z.number(),
    unit: z.enum(['workingDay', 'naturalDay', 'month', 'hour', 'officeHour']),
    dayEnd: z.enum(['office', 'midnight']).meta({ description: '最后一日止于下班,或者二十四时' }),
    due: z.strictObject({ date: dateText, at: instantText }),
    standing: z.enum(['provisional', 'firm']).meta({ description: '暂定或者确定' }),
    steps: z.array(step),
    pauses: z.array(
      z.strictObject({
        start: dateText,
        end: dateText.optional(),
        reason: z.string().optional(),
        days: z.number().optional(),
      }),
    ),
    extensions: z.array(z.strictObject({ days: z.number(), approver: z.string(), reason: z.string().optional() })),
    calendar: z.strictObject({
      version,
      notices: z.array(z.strictObject({ year: z.int(), title: z.string(), url: z.string(), publishedOn: dateText })),
      amendments: z.array(change),
      unpublishedYears: z.array(z.int()),
    }),
    basis: clauses,
    text: z.array(z.string()).meta({ description: '逐行说明' }),
  })
  .meta({ id: 'Explanation', description: '期限及其全部依据' });

export const deadlinesReply = z.strictObject({ deadlines: z.array(explanationReply) });

/** What a new version adds to the one in force. */
export const proposal = z
  .strictObject({
    reason: text,
    years: z.array(calendarYearSchema).max(10).default([]).meta({ description: '整年的放假安排(国务院办公厅通知)' }),
    days: z.array(amendedDay).max(400).default([]).meta({ description: '个别日期的修订' }),
    notBefore: z.iso.datetime({ offset: true }).optional().meta({ description: '不早于此时生效;没有则批准即生效' }),
  })
  .refine(({ years, days }) => years.length + days.length > 0, '至少写明一个年度或者一个日期')
  .refine(({ days }) => new Set(days.map(({ date }) => date)).size === days.length, '同一日期只能写一次');

export const amendmentReply = z
  .strictObject({
    amendmentNo: z.string(),
    state: z.enum(['proposed', 'approved', 'rejected']),
    reason: z.string(),
    years: z.array(z.int()),
    days: z.array(amendedDay),
    proposedAt: instantText,
    proposedBy: z.string(),
    decidedAt: instantText.optional(),
    decidedBy: z.string().optional(),
    version: version.optional(),
    inForceAt: instantText.optional(),
    behind: count.meta({ description: '尚未按新版本重算的办件数' }),
  })
  .meta({ id: 'CalendarAmendment', description: '工作日历修订' });

export const amendmentsReply = z.strictObject({ amendments: z.array(amendmentReply), next });

const due = z.strictObject({ dueDate: dateText, dueAt: instantText, provisional: z.boolean() });

export const effectsReply = z
  .strictObject({
    looked: count.meta({ description: '本页查看的期限数' }),
    moved: z.array(
      z.strictObject({
        caseNo: z.string(),
        workflowId: z.string(),
        key: z.string(),
        from: due,
        to: due,
        rungs: z.array(z.strictObject({ daysBefore: z.int(), from: dateText, to: dateText })),
      }),
    ),
    next,
  })
  .meta({ id: 'AmendmentEffects', description: '修订将移动哪些期限' });
