/** What the actions of tasks share. */
import type { Role } from '@yichuang/contracts/temporal';
import { z } from 'zod';

export const reason = z
  .string()
  .max(2000)
  .meta({ description: '具体理由', examples: ['不属于本单位职责'] });

export const department = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .meta({ description: '业务单位的编码或者名称', examples: ['水利'] });

export const words = z.string().trim().min(1).max(2000);

export interface TaskAction {
  /** What it does, for the document. */
  summary: string;
  /** Only tasks of these workflows have it: what stands before the first colon of their ID. */
  only?: readonly string[];
  roles: readonly Role[];
  /** The unit may entrust the window's staff with it: who holds a delegation may act in its name (000 二(二)3). */
  delegable?: true;
  body: z.ZodType<Record<string, unknown>>;
}

export const handlers: readonly Role[] = ['handler', 'lead'];
