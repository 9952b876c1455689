/** What can be done on a commission, by whom, with what; whether it may be done is the commission's to say. */
import type { Role } from '@yichuang/contracts/temporal';
import { type CaseAct, filled } from '@yichuang/platform';
import type { AssistCommand } from '@yichuang/workflows/messages';
import { z } from 'zod';
import { commissionForm } from './form.ts';

const reason = z
  .string()
  .max(2000)
  .meta({ description: '具体理由', examples: ['岗位调整'] });
const officer = z
  .strictObject({ id: filled(100), name: filled(60) })
  .meta({ description: '协办员的帐号和姓名', examples: [{ id: 'officer-jia', name: '协办员甲' }] });
const otherWay = filled(500).meta({ description: '其他办理途径;不填则用本地区规定的' });
const record = filled(2000).meta({ description: '联系记录', examples: ['了解项目具体情况'] });

const desk: readonly Role[] = ['assist-desk'];

export const assistActions: readonly CaseAct<AssistCommand['kind']>[] = [
  { kind: 'passPreReview', summary: '预审通过', roles: desk, body: z.strictObject({}).default({}) },
  {
    kind: 'failPreReview',
    summary: '预审不通过,告知原因和其他办理途径',
    roles: desk,
    body: z.strictObject({ reason, otherWay: otherWay.optional() }),
  },
  {
    kind: 'confirmForm',
    summary: '建设单位确认委托协办申请表',
    roles: ['applicant'],
    body: z.strictObject({ form: commissionForm }),
  },
  { kind: 'assign', summary: '指派协办员', roles: desk, body: z.strictObject({ officer }) },
  { kind: 'change', summary: '更换协办员', roles: desk, body: z.strictObject({ officer, reason }) },
  { kind: 'contact', summary: '协办员联系建设单位', roles: ['assist-officer'], body: z.strictObject({ record }) },
];
