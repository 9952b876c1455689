/** 委托协办申请表 as it is filled in (001 附件); field names as in `CommissionForm`. */
import type { CommissionForm } from '@yichuang/contracts';
import { filled } from '@yichuang/platform';
import { z } from 'zod';

const text = filled(200);
const long = filled(2000);
const person = z.strictObject({ name: text, title: text });

export const commissionForm: z.ZodType<CommissionForm> = z.strictObject({
  unit: z.strictObject({
    address: text,
    nature: z.enum(['enterprise', 'government', 'institution', 'association', 'other']),
  }),
  lead: person,
  handler: person,
  contactBy: z.enum(['phone', 'sms', 'wechat', 'visit']),
  project: z.strictObject({
    address: text,
    investment: z.number().nonnegative(),
    funding: z.enum(['government', 'private', 'hmt', 'foreign', 'other']),
    floorArea: z.number().nonnegative(),
    land: z.enum(['allocated', 'granted', 'collective', 'own', 'other']),
    keyProject: z.enum(['province', 'city', 'district', 'town', 'other']),
    summary: long,
    progress: long,
  }),
});
