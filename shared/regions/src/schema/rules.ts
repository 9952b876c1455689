import { z } from 'zod';
import type { PackRules } from '../types/rules.ts';
import { basisSchema } from './basis.ts';
import { clockTime } from './text.ts';

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
  z.strictObject({ mode: z.literal('preAccept'), promisedOnly: z.boolean(), basis: basisSchema }),
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
        }),
      )
      .min(1),
    daily: z.strictObject({ document: z.literal('trackingReport'), to: recipients }),
    at: clockTime,
    onShortPromise: z.enum(['skip', 'collapse', 'scale']),
    basis: basisSchema,
  }),
]);

export const rulesSchema: z.ZodType<PackRules> = z.strictObject({
  deficits,
  commitment: sourced(z.enum(['off', 'letter', 'onAcceptanceDocument'])),
  stageInquiry: sourced(z.boolean()),
  consultationSilence: sourced(z.literal('escalate')),
  paper: sourced(z.enum(['oneSetRequired', 'byException', 'forwarded', 'electronicFirst'])),
  resultMismatch: sourced(z.enum(['discrepancy', 'hold', 'rejection'])),
  scanWatermark: sourced(z.boolean()),
  deliveryFeedback: sourced(z.boolean()),
  selfPrint: sourced(z.boolean()),
  ladder,
  assistance: sourced(z.enum(['off', 'namedHelper', 'commission'])),
  offDayReceipt: sourced(z.enum(['asIs', 'nextWorkingDay'])),
  stageCompletion: sourced(z.enum(['allItems', 'anyItem'])),
  noticeChannels: z.strictObject({
    correction: channels,
    pickup: channels,
    mailing: channels,
    assistance: channels.exactOptional(),
  }),
});
