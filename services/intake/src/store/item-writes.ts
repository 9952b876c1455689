/** What projections write of an application and its items. */
import { factWords } from '@yichuang/contracts';
import { sql, type Transaction, type UpdateObject } from 'kysely';
import type { IntakeDatabase } from './schema.ts';

type Trx = Transaction<IntakeDatabase>;
export type ItemUpdate = UpdateObject<IntakeDatabase, 'intake.item'>;

export async function updateItems(trx: Trx, no: string, values: ItemUpdate): Promise<void> {
  await trx.updateTable('intake.item').set(values).where('application_no', '=', no).execute();
}

export async function updateItem(trx: Trx, no: string, code: string, values: ItemUpdate): Promise<void> {
  await trx
    .updateTable('intake.item')
    .set(values)
    .where('application_no', '=', no)
    .where('item_code', '=', code)
    .execute();
}

export async function setApplication(
  trx: Trx,
  no: string,
  values: UpdateObject<IntakeDatabase, 'intake.application'>,
): Promise<void> {
  await trx.updateTable('intake.application').set(values).where('application_no', '=', no).execute();
}

/** National status codes (BLZT) in the order in which the facts came. */
export async function addCode(
  trx: Trx,
  no: string,
  itemCode: string | undefined,
  type: keyof typeof factWords,
): Promise<void> {
  const { code, deficitCode = code } = factWords[type];
  if (code === undefined) return;
  await trx
    .updateTable('intake.item')
    .set({
      codes: sql<number[]>`codes || case when cardinality(deficits) > 0 then ${deficitCode}::int else ${code}::int end`,
    })
    .where('application_no', '=', no)
    .$if(itemCode !== undefined, (query) => query.where('item_code', '=', itemCode ?? ''))
    .execute();
}

export const codeForAll = (trx: Trx, no: string, type: keyof typeof factWords): Promise<void> =>
  addCode(trx, no, undefined, type);
