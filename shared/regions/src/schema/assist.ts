import { z } from 'zod';
import type { AssistRule } from '../types/assist.ts';
import { basisSchema } from './basis.ts';
import { name } from './text.ts';

export const assistSchema: z.ZodType<AssistRule> = z.strictObject({
  scope: z.strictObject({
    kinds: z.array(z.strictObject({ name, covered: z.boolean() })).min(1),
    basis: basisSchema,
  }),
  preReview: z.strictObject({ by: z.literal('assist-desk'), basis: basisSchema }),
  otherWay: z.strictObject({ value: name, basis: basisSchema }),
  officer: z.strictObject({ atOneTime: z.literal(1), basis: basisSchema }),
  officerChange: z.strictObject({ registeredWith: z.literal('assist-desk'), basis: basisSchema }),
});
