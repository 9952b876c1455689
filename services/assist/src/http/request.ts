/** The request of an owner as it is sent, and what it means in its region. */
import type { AssistRequestedData } from '@yichuang/contracts';
import { checkCredit, fieldProblem, filled, projectCodeOf, regionAsked } from '@yichuang/platform';
import { assistSlice, type Regions, SliceError } from '@yichuang/regions';
import type { AssistSlice } from '@yichuang/regions/types';
import { z } from 'zod';

const text = filled(200);

export const assistRequest = z.strictObject({
  region: text,
  project: z.strictObject({ code: text, name: text, kind: text }),
  owner: z.strictObject({ name: text, uscc: text }),
  entrustment: z.discriminatedUnion('mode', [
    z.strictObject({ mode: z.literal('full') }),
    z.strictObject({ mode: z.literal('partial'), itemCodes: z.array(text).min(1).max(60) }),
  ]),
  /** 涉密: refused before anything is stored (000-06). */
  classified: z.boolean().default(false),
});

export type AssistRequestBody = z.infer<typeof assistRequest>;

export interface CheckedRequest {
  regionCode: string;
  slice: AssistSlice;
  requested: Omit<AssistRequestedData, 'assistNo'>;
}

const fields: Partial<Record<SliceError['code'], string>> = { 'no-assist': 'region', 'unknown-kind': 'project.kind' };

/** Throws a problem naming the field that does not fit. */
export function checkRequest(regions: Regions, body: AssistRequestBody): CheckedRequest {
  const { region, project, owner, entrustment } = body;
  const pack = regionAsked(regions, region);
  const projectCode = projectCodeOf(project.code);
  checkCredit(owner.uscc, 'owner.uscc');
  const itemCodes = entrustment.mode === 'partial' ? entrustment.itemCodes : [];
  try {
    const slice = assistSlice(pack, regions.catalogue, { kind: project.kind, itemCodes });
    const requested = {
      region: pack.id,
      projectCode,
      projectName: project.name,
      projectKind: project.kind,
      ownerName: owner.name,
      uscc: owner.uscc,
      entrustment,
    };
    return { regionCode: pack.code, slice, requested };
  } catch (error) {
    if (!(error instanceof SliceError)) throw error;
    throw fieldProblem(error.code, fields[error.code] ?? 'entrustment.itemCodes', error.message);
  }
}
