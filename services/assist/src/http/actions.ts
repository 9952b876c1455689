/** What can be done on a commission, by whom, with what; whether it may be done is the commission's to say. */
import type { Role } from '@yichuang/contracts/temporal';
import type { AssistCommand } from '@yichuang/workflows/messages';
import { z } from 'zod';
import { commissionForm } from './form.ts';

const reason = z.string().max(2000);
const officer = z.strictObject({ id: z.string().trim().min(1).max(100), name: z.string().trim().min(1).max(60) });

export interface AssistAction {
  roles: readonly Role[];
  body: z.ZodType<Record<string, unknown>>;
}

const desk: readonly Role[] = ['assist-desk'];

const actions: Record<AssistCommand['kind'], AssistAction> = {
  passPreReview: { roles: desk, body: z.strictObject({}) },
  failPreReview: {
    roles: desk,
    body: z.strictObject({ reason, otherWay: z.string().trim().min(1).max(500).optional() }),
  },
  confirmForm: { roles: ['applicant'], body: z.strictObject({ form: commissionForm }) },
  assign: { roles: desk, body: z.strictObject({ officer }) },
  change: { roles: desk, body: z.strictObject({ officer, reason }) },
  contact: { roles: ['assist-officer'], body: z.strictObject({ record: z.string().trim().min(1).max(2000) }) },
};

export const assistActions: ReadonlyMap<string, AssistAction> = new Map(Object.entries(actions));
