/** A filing: what it leaves beside the journal row and the first fact. */
import { type FiledData, factWords } from '@yichuang/contracts';
import { type Actor, applicationWorkflowId } from '@yichuang/contracts/temporal';
import { dateOf, type Instant } from '@yichuang/kernel';
import { type commandOf, fileCase, type Problem, problemOf, type ServiceTools } from '@yichuang/platform';
import { type Regions, refusedSince } from '@yichuang/regions';
import type { CaseSlice, RegionPack } from '@yichuang/regions/types';
import { type ApplicationInput, currentEdition } from '@yichuang/workflows/messages';
import type { Transaction } from 'kysely';
import { closeDraft, type DraftRow } from './drafts.ts';
import { insertMaterials } from './materials.ts';
import { pinRules } from './pins.ts';
import { projectOwnFacts } from './projection.ts';
import type { IntakeDatabase } from './schema.ts';

export interface Filing {
  regions: Regions;
  pack: RegionPack;
  slice: CaseSlice;
  filed: Omit<FiledData, 'applicationNo' | 'rules'>;
  actor: Actor;
  /** The draft it was made from; it is closed with the filing. */
  draft?: Pick<DraftRow, 'id' | 'version'>;
}

/** 办件编号: division, day of receipt, serial. */
export async function file(
  tools: ServiceTools<IntakeDatabase>,
  filing: Filing,
  command: ReturnType<typeof commandOf>,
): ReturnType<typeof fileCase> {
  const { regions, pack, slice, actor } = filing;
  const { guides, rules } = await pinRules(tools.db, regions, pack, slice);
  const { region, stage, items } = slice;
  return fileCase(
    tools,
    {
      service: 'intake',
      type: 'applicationWorkflow',
      workflowId: applicationWorkflowId,
      numbers: { sequence: 'intake.application_number', prefix: `${filing.pack.code}-`, name: 'applicationNo' },
      project: projectOwnFacts,
      async open(trx, caseNo, at) {
        const refused = refusedSince(filing.pack, dateOf(at));
        if (refused !== undefined) throw expired(refused, filing.pack);
        const filed: FiledData = { applicationNo: caseNo, ...filing.filed, rules };
        await insertApplication(trx, command.realm, at, { ...filing, guides }, filed);
        await insertMaterials(trx, filed);
        const closing = { applicationNo: caseNo, commandId: command.id, at, by: actor };
        if (filing.draft && !(await closeDraft(trx, filing.draft, closing))) throw changedMeanwhile();
        return {
          fact: { type: 'applicationFiled', at, actor, basis: slice.acceptance.basis, data: filed },
          scope: { region: filed.region, uscc: filed.uscc },
          input: (start): ApplicationInput & { summary: string } => ({
            ...start,
            slice,
            filed,
            edition: currentEdition,
            summary: `${stage.name} · ${region.name} · ${String(items.length)} 事项`,
          }),
        };
      },
    },
    command,
  );
}

/** The version that was named is not the one that stands. */
export const changedMeanwhile = (): Problem =>
  problemOf('changed-meanwhile', '草稿在您读取之后又有改动,请重新读取后再办。');

const expired = (detail: string, { rules }: RegionPack): Problem =>
  problemOf('expired-rules', detail, { clause: rules.afterExpiry.basis.join(';') });

async function insertApplication(
  trx: Transaction<IntakeDatabase>,
  realm: string,
  at: Instant,
  { slice, actor, guides }: Filing & { guides: Record<string, string> },
  filed: FiledData,
): Promise<void> {
  const { code } = factWords.applicationFiled;
  await trx
    .with('application', (db) =>
      db.insertInto('intake.application').values({
        application_no: filed.applicationNo,
        realm,
        region: filed.region,
        stage: filed.stage,
        channel: filed.channel,
        project_code: filed.projectCode,
        project_name: filed.projectName,
        applicant_name: filed.applicantName,
        uscc: filed.uscc,
        helper: filed.helper ? JSON.stringify(filed.helper) : null,
        filed_by: actor.id,
        filed_at: at,
        phase: 'checking',
        accepted_on: null,
        deemed: false,
        paper: 'notNeeded',
      }),
    )
    .insertInto('intake.item')
    .values(
      slice.items.map((item) => ({
        application_no: filed.applicationNo,
        item_code: item.code,
        department: item.department,
        guide_version: guides[item.code] ?? null,
        codes: code === undefined ? [] : [code],
        phase: 'received' as const,
        round: 0,
        deemed: false,
        accepted_on: null,
        return_reason: null,
        answer_due: null,
        due: null,
      })),
    )
    .execute();
}
