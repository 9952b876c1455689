/** The one form of an application (000-03): as it must be when filed, and as far as it is filled in in a draft. */

import { filled } from '@yichuang/platform';
import { z } from 'zod';

/** It stands in one line of a document. */
const text = filled(200).regex(/^[^\r\n\t]*$/, '不能换行');

const given = z.union([
  text.meta({ description: '材料名称:纸质的或者已经说明的' }),
  z.strictObject({
    name: text,
    files: z.array(z.uuid()).max(50).default([]).meta({ description: '文件编号;本单位已经交过的文件可以再用' }),
    results: z
      .array(text)
      .max(20)
      .default([])
      .meta({
        description: '已经取得的审批结果:办件编号、连字符、事项编码',
        examples: [['430000-20260918-000001-I28']],
      }),
  }),
]);

export const helperFields = {
  name: text.meta({ description: '姓名' }),
  kind: z.enum(['帮办', '代办']).meta({ description: '帮办:行政审批和技术审查事项;代办:市政公用服务事项' }),
};

const fields = {
  region: text,
  stage: text,
  channel: z.enum(['online', 'onsite']),
  items: z.array(text).min(1).max(60),
  materials: z
    .union([z.array(given).max(200), z.record(z.string(), z.array(given).max(60))])
    .meta({ description: '整个阶段的一套材料,由系统归到需要它的每个事项;或者逐个事项的材料' }),
  /** 涉密: refused before anything is stored (000-06, 002-04). */
  classified: z.boolean(),
  helper: z.strictObject(helperFields).meta({ description: '帮办代办人员;以委托方式协办的地区没有' }),
};

export const applicationForm = z.strictObject({
  ...fields,
  project: z.strictObject({ code: text, name: text }),
  applicant: z.strictObject({ name: text, uscc: text }),
  materials: fields.materials.default({}),
  classified: fields.classified.default(false),
  helper: fields.helper.exactOptional(),
});

export const draftForm = z.strictObject({
  ...z.strictObject(fields).partial().shape,
  region: text,
  items: z.array(text).max(60).optional(),
  project: z.strictObject({ code: text, name: text }).partial().optional(),
  applicant: z.strictObject({ name: text.optional(), uscc: text }),
});

export type DraftForm = z.infer<typeof draftForm>;
export type GivenMaterial = z.infer<typeof given>;
export type GivenMaterials = NonNullable<DraftForm['materials']>;
