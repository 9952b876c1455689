import { z } from 'zod';
import { stageCodes } from '../types/catalogue.ts';
import type { RegionPack } from '../types/pack.ts';
import { acceptanceSchema } from './acceptance.ts';
import { assistSchema } from './assist.ts';
import { basisSchema } from './basis.ts';
import { documentsSchema } from './documents.ts';
import { issuanceSchema } from './issuance.ts';
import { checkCitations, checkCoherence } from './pack-rules.ts';
import { periodsSchema } from './periods.ts';
import { rulesSchema } from './rules.ts';
import { civilDate, clockTime, code, monthDay, name } from './text.ts';

const sessions = z.array(z.strictObject({ from: clockTime, to: clockTime })).min(1);

const officeHours = z.strictObject({
  sessions,
  seasons: z.array(z.strictObject({ from: monthDay, to: monthDay, sessions })).exactOptional(),
  basis: basisSchema,
});

const holder = z.strictObject({ name, seal: name, header: name, series: name, basis: basisSchema });
const stageName = z.strictObject({ name, alsoCalled: z.array(name).min(1).exactOptional(), basis: basisSchema });
const bindingForce = z.enum(['binding', 'reference']);
const lead = z.strictObject({ department: code, basis: basisSchema });

/** The one form of a pack.json. Unknown keys are refused, so that a misspelt key cannot silently mean its default. */
export const packSchema: z.ZodType<RegionPack> = z
  .strictObject({
    id: code,
    name,
    code: z.string().regex(/^\d{6}$/, '应为六位行政区划代码 / expected a division code of six digits'),
    version: z.string().regex(/^\d+\.\d+(\.\d+)?$/, '应为 1.0 这样的版本号 / expected a version such as 1.0'),
    status: z.enum(['draft', 'in-force', 'trial', 'expired']),
    effectiveFrom: civilDate.exactOptional(),
    effectiveTo: civilDate.exactOptional(),
    trial: z.strictObject({ months: z.int().positive(), basis: basisSchema }).exactOptional(),
    binding: bindingForce,
    scopes: z.array(z.strictObject({ name, binding: bindingForce, basis: basisSchema })).exactOptional(),
    documents: z
      .array(
        z.strictObject({
          seed: z.string().regex(/^\d{3}$/, '应为三位编号 / expected three digits'),
          title: name,
        }),
      )
      .min(1),
    basis: basisSchema,
    acceptance: z.strictObject({ online: acceptanceSchema, onsite: acceptanceSchema }),
    documentNames: documentsSchema,
    holders: z.strictObject({
      window: holder,
      department: holder,
      'assist-desk': holder.exactOptional(),
      supervisor: holder.exactOptional(),
    }),
    stageNames: z.partialRecord(z.enum(stageCodes), stageName).exactOptional(),
    catalogueTarget: z
      .strictObject({ departments: z.int().positive(), items: z.int().positive(), basis: basisSchema })
      .exactOptional(),
    leadDepartments: z.partialRecord(z.enum(stageCodes), lead),
    officeHours,
    periods: periodsSchema,
    rules: rulesSchema,
    issuance: issuanceSchema,
    assist: assistSchema.exactOptional(),
  })
  .superRefine((pack, context) => {
    const report = (path: PropertyKey[], message: string): void => {
      context.addIssue({ code: 'custom', path, message });
    };
    checkCitations(pack, report);
    checkCoherence(pack, report);
  });
