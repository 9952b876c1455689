/** A request of an owner, filed: it opens a commission. */
import type { AssistRequestedData } from '@yichuang/contracts';
import { type Actor, assistWorkflowId } from '@yichuang/contracts/temporal';
import { type commandOf, fileCase, type ServiceTools } from '@yichuang/platform';
import type { AssistSlice } from '@yichuang/regions/types';
import type { AssistInput } from '@yichuang/workflows/messages';
import { projectOwnFacts } from './projection.ts';
import type { AssistDatabase } from './schema.ts';

export interface AssistFiling {
  regionCode: string;
  slice: AssistSlice;
  requested: Omit<AssistRequestedData, 'assistNo'>;
  actor: Actor;
}

/** 申请编号: division, XB and the day of receipt, serial. */
export function file(
  tools: ServiceTools<AssistDatabase>,
  { regionCode, slice, requested: asked, actor }: AssistFiling,
  command: ReturnType<typeof commandOf>,
): ReturnType<typeof fileCase> {
  return fileCase(
    tools,
    {
      service: 'assist',
      type: 'assistWorkflow',
      workflowId: assistWorkflowId,
      numbers: { sequence: 'assist.case_number', prefix: `${regionCode}-XB`, name: 'assistNo' },
      project: projectOwnFacts,
      open: (_trx, caseNo, at) => {
        const requested: AssistRequestedData = { assistNo: caseNo, ...asked };
        return Promise.resolve({
          fact: { type: 'assistRequested', at, actor, basis: slice.rule.preReview.basis, data: requested },
          scope: { region: requested.region, uscc: requested.uscc },
          input: (start): AssistInput & { summary: string } => ({
            ...start,
            slice,
            requested,
            summary: `协办 · ${slice.region.name} · ${slice.kind.name}`,
          }),
        });
      },
    },
    command,
  );
}
