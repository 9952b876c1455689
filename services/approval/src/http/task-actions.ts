/** The task contract: which actions a kind of task takes, from whom, with what. */
import type { Role } from '@yichuang/contracts/temporal';
import { isCivilDate } from '@yichuang/kernel';
import { z } from 'zod';
import type { TaskKind } from '../store/schema.ts';

const reason = z.string().max(2000);
const department = z.string().trim().min(1).max(60);
const civilDate = z.string().refine(isCivilDate, 'must be YYYY-MM-DD');
const nothing = z.strictObject({});

const result = z.strictObject({
  decidedOn: civilDate.optional(),
  documentNo: z.string().trim().min(1).max(100).optional(),
  validUntil: civilDate.optional(),
});

export interface TaskAction {
  roles: readonly Role[];
  body: z.ZodType<Record<string, unknown>>;
}

const handlers: readonly Role[] = ['handler', 'lead'];

export const taskActions: Record<TaskKind, Record<string, TaskAction>> = {
  acceptance: {
    accept: { roles: handlers, body: nothing },
    return: { roles: handlers, body: z.strictObject({ reason, suggestedDepartment: department.optional() }) },
    refuse: { roles: handlers, body: z.strictObject({ reason, clause: z.string().trim().min(1).max(200) }) },
  },
  'window-acceptance': {
    accept: { roles: ['clerk'], body: nothing },
    refuse: { roles: ['clerk'], body: z.strictObject({ reason, clause: z.string().trim().min(1).max(200) }) },
    notRequired: { roles: ['clerk'], body: z.strictObject({ reason }) },
  },
  coordination: {
    reroute: { roles: ['coordinator', 'lead'], body: z.strictObject({ department, reason }) },
  },
  review: {
    grant: { roles: handlers, body: z.strictObject({ result: result.default({}) }) },
    transfer: { roles: ['supervisor'], body: z.strictObject({ department, reason }) },
    deny: { roles: handlers, body: z.strictObject({ reasons: z.array(reason).max(50) }) },
  },
};
