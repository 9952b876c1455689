/** Facts of a correction → the notice with its materials and period, as the applicant sees it. */
import { type CorrectionFact, factWords } from '@yichuang/contracts';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { IntakeDatabase } from './schema.ts';

type Trx = Transaction<IntakeDatabase>;

export async function projectCorrection(trx: Trx, no: string, fact: CorrectionFact): Promise<void> {
  switch (fact.type) {
    case 'correctionIssued': {
      const { n, itemCodes, materials, deadline } = fact.data;
      await trx
        .insertInto('intake.correction')
        .values({
          application_no: no,
          n,
          phase: 'awaited',
          item_codes: itemCodes,
          materials,
          issued_at: fact.at,
          due: JSON.stringify(deadline),
        })
        .execute();
      return stopped(trx, no, fact.type, itemCodes);
    }
    case 'materialSupplied':
      await ofNotice(trx, no, fact.data.n)
        .set({ supplied: sql<string[]>`array(select distinct unnest(supplied || ${fact.data.materials}::text[]))` })
        .execute();
      return;
    case 'correctionCompleted':
      await ofNotice(trx, no, fact.data.n).set({ phase: 'complete' }).execute();
      return coded(trx, no, fact.type, fact.data.itemCodes);
    case 'correctionLapsed':
      await ofNotice(trx, no, fact.data.n).set({ phase: 'lapsed' }).execute();
      await ofItems(trx, no, fact.data.itemCodes).set({ phase: 'correctionLapsed' }).execute();
      return;
    case 'correctionDraftRequested':
    case 'correctionDraftOverdue':
    case 'correctionDrafted':
    case 'correctionNoticeOverdue':
    case 'correctionOverridden':
      return;
  }
}

/** A calendar version moved the applicant's period. */
export async function retimeCorrection(trx: Trx, no: string, key: string, to: string): Promise<void> {
  await trx
    .updateTable('intake.correction')
    .set({ due: to })
    .where('application_no', '=', no)
    .where('phase', '=', 'awaited')
    .where(sql<boolean>`due->>'key' = ${key}`)
    .execute();
}

/** Does anything wait for the applicant? */
export const awaitsCorrection = (no: string): RawBuilder<boolean> =>
  sql<boolean>`exists (select 1 from intake.correction where application_no = ${no} and phase = 'awaited')`;

/** Nobody has to answer while the applicant corrects. */
async function stopped(trx: Trx, no: string, type: CorrectionFact['type'], itemCodes: string[]): Promise<void> {
  await ofItems(trx, no, itemCodes).set({ answer_due: null }).execute();
  await coded(trx, no, type, itemCodes);
}

async function coded(trx: Trx, no: string, type: CorrectionFact['type'], itemCodes: string[]): Promise<void> {
  const { code } = factWords[type];
  if (code === undefined) return;
  await ofItems(trx, no, itemCodes)
    .set({ codes: sql<number[]>`codes || ${code}::int` })
    .execute();
}

const ofNotice = (trx: Trx, no: string, n: number) =>
  trx.updateTable('intake.correction').where('application_no', '=', no).where('n', '=', n);

const ofItems = (trx: Trx, no: string, itemCodes: string[]) =>
  trx.updateTable('intake.item').where('application_no', '=', no).where('item_code', 'in', itemCodes);
