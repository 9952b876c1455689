import { z } from 'zod';
import type { PackRules } from '../types/rules.ts';
import { basisSchema } from './basis.ts';
import { periodSchema } from './period.ts';
import { clockTime, name } from './text.ts';

const sourced = <T extends z.ZodType>(value: T) => z.strictObject({ value, basis: basisSchema });
const off = z.strictObject({ mode: z.literal('off'), basis: basisSchema });
const channels = sourced(z.array(z.enum(['sms', 'phone', 'wechat', 'inApp'])).min(1));
const recipients = z.array(z.enum(['handler', 'department', 'deputyHead', 'head'])).min(1);

const deficits = z.discriminatedUnion('mode', [
  off,
  z.strictObject({
    mode: z.literal('accept'),
    promisedOnly: z.boolean(),
    supplementWithin: z.literal('promisedLimit'),
    basis: basisSchema,
  }),
  z.strictObject({
    mode: z.literal('preAccept'),
    promisedOnly: z.boolean(),
    supplementWithin: periodSchema,
    basis: basisSchema,
  }),
]);

const ladder = z.discriminatedUnion('mode', [
  off,
  z.strictObject({
    mode: z.literal('rungs'),
    rungs: z
      .array(
        z.strictObject({
          workingDaysBefore: z.int().positive(),
          document: z.enum(['alert', 'reminderNotice', 'supervisionNotice']),
          to: recipients,
          basis: basisSchema,
        }),
      )
      .min(1),
    daily: z.strictObject({
      document: z.literal('trackingReport'),
      to: recipients,
      every: sourced(z.enum(['workingDay', 'naturalDay'])),
      basis: basisSchema,
    }),
    at: clockTime,
    onShortPromise: z.enum(['skip', 'collapse', 'scale']),
    basis: basisSchema,
  }),
]);

const correctionNotice = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('immediate'), basis: basisSchema }),
  z.strictObject({ mode: z.literal('within'), period: periodSchema, basis: basisSchema }),
]);

const disputes = z.discriminatedUnion('mode', [
  off,
  z.strictObject({ mode: z.literal('ticket'), decidedBy: name, basis: basisSchema }),
]);

const hall = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('plain'), basis: basisSchema }),
  z.strictObject({
    mode: z.literal('queue'),
    windows: z.int().positive(),
    seatsPerWindow: z.int().positive(),
    basis: basisSchema,
  }),
]);

export const rulesSchema: z.ZodType<PackRules> = z.strictObject({
  deficits,
  commitment: sourced(z.enum(['off', 'letter', 'onAcceptanceDocument'])),
  stageInquiry: sourced(z.boolean()),
  consultationSilence: sourced(z.literal('escalate')),
  paper: sourced(z.enum(['oneSetRequired', 'byException', 'forwarded', 'electronicFirst'])).extend({
    reading: z.strictObject({ basis: basisSchema }).exactOptional(),
  }),
  resultMismatch: sourced(z.enum(['discrepancy', 'hold', 'rejection'])),
  scanWatermark: sourced(z.boolean()),
  deliveryFeedback: sourced(z.boolean()),
  selfPrint: sourced(z.boolean()),
  ladder,
  assistance: sourced(z.enum(['off', 'namedHelper', 'commission'])),
  offDayReceipt: sourced(z.enum(['asIs', 'nextWorkingDay'])),
  stageCompletion: sourced(z.enum(['allItems', 'anyItem'])),
  onsiteReceipt: sourced(z.enum(['list', 'listOrConfirmation', 'listAndConfirmation', 'push'])),
  correctionNotice,
  extension: z.strictObject({ times: z.int().positive(), itemApprover: name, stageApprover: name, basis: basisSchema }),
  specialProcedures: z.strictObject({
    closedList: z.array(name).min(1),
    afterOverrun: periodSchema,
    basis: basisSchema,
  }),
  question: z.strictObject({
    onOverdue: z.literal('coordination'),
    contactSheets: z.array(name),
    basis: basisSchema,
  }),
  consultationClock: sourced(z.literal('runs')),
  disputes,
  utilities: sourced(z.enum(['windowStaff', 'asDepartment', 'mergedWindow', 'inquirySeat'])),
  hall,
  afterExpiry: sourced(z.enum(['warn', 'refuse'])),
  noticeChannels: z.strictObject({
    correction: channels,
    pickup: channels,
    mailing: channels,
    assistance: channels.exactOptional(),
  }),
});
