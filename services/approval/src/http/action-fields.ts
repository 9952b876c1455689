/** What the actions of tasks share. */
import type { Role } from '@yichuang/contracts/temporal';
import { filled } from '@yichuang/platform';
import { z } from 'zod';

export const reason = z
  .string()
  .max(2000)
  .meta({ description: '具体理由', examples: ['不属于本单位职责'] });

export const department = filled(60).meta({ description: '业务单位的编码或者名称', examples: ['水利'] });

export const words = filled(2000);

/** 行政许可法 42; `approver`: who approves it, as an example. */
export const extension = (approver: string) =>
  z.strictObject({
    days: z.int().min(1).max(250).meta({ description: '工作日数' }),
    approver: filled(40).meta({ description: '批准人', examples: [approver] }),
    reason: z
      .string()
      .max(2000)
      .meta({ description: '具体理由', examples: ['案情复杂'] }),
  });

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
