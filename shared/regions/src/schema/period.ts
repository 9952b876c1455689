import { z } from 'zod';
import type { Period } from '../types/period.ts';
import { basisSchema } from './basis.ts';

/** Fields of a period but for its basis, which is looser in the catalogue. */
export const periodShape = {
  amount: z.int().positive(),
  unit: z.enum(['workingDay', 'naturalDay', 'month', 'hour', 'officeHour']),
  dayEnd: z.enum(['office', 'midnight']),
};

export const periodSchema: z.ZodType<Period> = z.strictObject({ ...periodShape, basis: basisSchema });
