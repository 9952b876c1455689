import { z } from 'zod';
import { type CatalogueItem, type Department, itemTypes, type Stage, stageCodes } from '../types/catalogue.ts';
import { basisSchema, lawSchema } from './basis.ts';
import { periodShape } from './period.ts';
import { code, name } from './text.ts';

const noStage = '事项没有所属阶段，不得发布（000-01） / an item without a stage cannot be published (000-01)';
const noType = '事项没有类型，不得发布（000-01） / an item without a type cannot be published (000-01)';
const noMaterialBasis =
  '材料没有法定依据，不得发布（003-13） / a material without a legal basis cannot be published (003-13)';
const noBasis = '须注明依据 / a basis is missing';

const itemCode = z.string().regex(/^[A-Z][A-Z0-9]*$/, '应为 I46 这样的事项编码 / expected an item code such as I46');
const period = z.strictObject({ ...periodShape, basis: lawSchema(noBasis) });

const statutory = z.strictObject({
  period,
  start: z.enum(['acceptance', 'receipt']),
  extensionCeiling: z.int().positive().exactOptional(),
  variants: z.array(z.strictObject({ when: name, amount: z.int().positive() })).exactOptional(),
});

/** An item as it may be published. */
export const itemSchema: z.ZodType<CatalogueItem> = z.strictObject({
  code: itemCode,
  name,
  stage: z.enum(stageCodes, noStage),
  department: code,
  type: z.enum(itemTypes, noType),
  handling: z.enum(['immediate', 'promised']),
  promised: period.nullable(),
  statutory: statutory.nullable(),
  basis: lawSchema(noBasis),
  materials: z.array(z.strictObject({ name, critical: z.boolean(), basis: lawSchema(noMaterialBasis) })).min(1),
  result: name,
  deficitsAllowed: z.boolean(),
  commitmentAllowed: z.boolean(),
  commitmentCondition: name.exactOptional(),
  specialProcedures: z.array(name),
  prerequisites: z.array(z.strictObject({ anyOf: z.array(itemCode).min(1), whenApplicable: z.boolean() })),
  note: name.exactOptional(),
  sample: z.boolean(),
});

export const itemsFileSchema = z.strictObject({ notice: name, items: z.array(itemSchema) });

export const departmentsFileSchema: z.ZodType<{ departments: Department[] }> = z.strictObject({
  departments: z.array(
    z.strictObject({
      code,
      name,
      kind: z.enum(['department', 'utility']),
      supervisedBy: code.exactOptional(),
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
