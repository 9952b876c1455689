import { z } from 'zod';
import type { IssuanceRules } from '../types/issuance.ts';
import { basisSchema } from './basis.ts';

export const issuanceSchema: z.ZodType<IssuanceRules> = z.strictObject({
  resultData: z.strictObject({
    value: z.array(z.enum(['decidedOn', 'documentNo', 'validUntil'])).min(1),
    basis: basisSchema,
  }),
  outlet: z.strictObject({ by: z.enum(['window', 'assist-desk']), basis: basisSchema }),
});
