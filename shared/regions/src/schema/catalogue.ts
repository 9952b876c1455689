import { z } from 'zod';
import {
  type CatalogueItem,
  type Department,
  type FrequentQuestion,
  itemTypes,
  type Stage,
  stageCodes,
} from '../types/catalogue.ts';
import { basisSchema, lawSchema } from './basis.ts';
import { periodShape } from './period.ts';
import { civilDate, code, name } from './text.ts';

const noStage = '事项没有所属阶段，不得发布（000-01） / an item without a stage cannot be published (000-01)';
const noType = '事项没有类型，不得发布（000-01） / an item without a type cannot be published (000-01)';
const noMaterialBasis =
  '材料没有法定依据，不得发布（003-13） / a material without a legal basis cannot be published (003-13)';
const noFeeBasis = '收费没有依据，不得发布（行政许可法 58） / a fee without a basis cannot be published';
const noBasis = '须注明依据 / a basis is missing';

const itemCode = z.string().regex(/^[A-Z][A-Z0-9]*$/, '应为 I46 这样的事项编码 / expected an item code such as I46');
const period = z.strictObject({ ...periodShape, basis: lawSchema(noBasis) });

const limit = { period, start: z.enum(['acceptance', 'receipt']) };

const statutory = z.strictObject({
  ...limit,
  extensionCeiling: z.int().positive().exactOptional(),
  variants: z.array(z.strictObject({ when: name, amount: z.int().positive() })).exactOptional(),
});

const fee = z.discriminatedUnion('mode', [
  z.strictObject({ mode: z.literal('none'), basis: lawSchema(noBasis) }),
  z.strictObject({
    mode: z.literal('charged'),
    name,
    standard: name,
    basis: lawSchema(noFeeBasis).refine((basis) => !basis.includes('default'), noFeeBasis),
  }),
]);

const procedure = z.strictObject({
  name,
  stopsClock: z.boolean(),
  consultation: z.strictObject({ department: code.exactOptional(), period: period.exactOptional() }).exactOptional(),
  basis: lawSchema(noBasis),
});

/** An item as it may be published. */
export const itemSchema: z.ZodType<CatalogueItem> = z
  .strictObject({
    code: itemCode,
    name,
    stage: z.enum(stageCodes, noStage),
    department: code,
    type: z.enum(itemTypes, noType),
    handling: z.enum(['immediate', 'promised']),
    promised: z.strictObject(limit).nullable(),
    statutory: statutory.nullable(),
    basis: lawSchema(noBasis),
    materials: z.array(z.strictObject({ name, critical: z.boolean(), basis: lawSchema(noMaterialBasis) })).min(1),
    result: name,
    deficitsAllowed: z.boolean(),
    commitmentAllowed: z.boolean(),
    commitmentCondition: name.exactOptional(),
    fee,
    specialProcedures: z.array(procedure),
    prerequisites: z.array(z.strictObject({ anyOf: z.array(itemCode).min(1), whenApplicable: z.boolean() })),
    note: name.exactOptional(),
    sample: z.boolean(),
  })
  .superRefine((item, context) => {
    const report = (key: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [key], message });
    };
    if (item.deficitsAllowed && item.handling === 'immediate')
      report('deficitsAllowed', '即办事项不适用容缺（000-47） / no deficits for what is decided on the spot (000-47)');
    if (item.deficitsAllowed && item.materials.every(({ critical }) => critical))
      report('deficitsAllowed', '没有可以容缺的材料（000-48） / no material may be missing (000-48)');
    if (item.type === 'levy' && item.fee.mode === 'none')
      report('fee', '征收事项须写明收费项目、标准和依据 / a levy says what it charges');
  });

export const itemsFileSchema = z.strictObject({
  notice: name,
  version: z.string().regex(/^\d+\.\d+$/),
  effectiveFrom: civilDate,
  items: z.array(itemSchema),
});

export const departmentsFileSchema: z.ZodType<{ notice: string; departments: Department[] }> = z.strictObject({
  notice: name,
  departments: z.array(
    z.strictObject({
      code,
      name,
      kind: z.enum(['department', 'utility']),
      supervisedBy: code.exactOptional(),
      validFrom: civilDate.exactOptional(),
      validTo: civilDate.exactOptional(),
      successor: code.exactOptional(),
    }),
  ),
});

export const stagesFileSchema: z.ZodType<{ stages: Stage[] }> = z.strictObject({
  stages: z.array(
    z.strictObject({
      code: z.enum(stageCodes),
      name,
      order: z.int().positive(),
      leadDepartment: code.nullable(),
      basis: basisSchema,
    }),
  ),
});

export const faqFileSchema: z.ZodType<{ notice: string; questions: FrequentQuestion[] }> = z.strictObject({
  notice: name,
  questions: z.array(
    z.strictObject({
      itemCode: itemCode.nullable(),
      question: name,
      answer: name,
      basis: lawSchema(noBasis),
      sample: z.boolean(),
    }),
  ),
});
