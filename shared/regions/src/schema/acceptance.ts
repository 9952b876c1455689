import { z } from 'zod';
import type { AcceptanceRule } from '../types/acceptance.ts';
import { basisSchema } from './basis.ts';
import { periodSchema } from './period.ts';

const silence = {
  period: periodSchema,
  onSilence: z.literal('accepted'),
  basis: basisSchema,
};

const terms = {
  statutory: z.strictObject({ ...silence, effectiveFrom: z.literal('receipt') }),
  check: periodSchema.exactOptional(),
  refusal: z.strictObject({ by: z.enum(['window', 'department']), basis: basisSchema }),
  correction: z.strictObject({
    by: z.enum(['window', 'department']),
    draftedByDepartment: z.boolean(),
    basis: basisSchema,
  }),
  basis: basisSchema,
};

export const acceptanceSchema: z.ZodType<AcceptanceRule> = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('window'), ...terms }),
  z.strictObject({
    by: z.literal('department'),
    ...terms,
    misroute: z.strictObject({ ...silence, effectiveFrom: z.enum(['receipt', 'expiry']) }),
  }),
  z.strictObject({ by: z.literal('departmentsThenWindow'), ...terms }),
  z.strictObject({ by: z.literal('allDepartments'), ...terms }),
]);
