/** What other services say of an item: filed, accepted, granted. The topics may come in either order. */
import type { AcceptedData, Deficit, FiledData, GrantedData } from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { AcceptedTable, GrantTable, IssuanceDatabase } from './schema.ts';

type Trx = Transaction<IssuanceDatabase>;

export async function keepApplication(trx: Trx, realm: string, filed: FiledData): Promise<void> {
  await trx
    .insertInto('issuance.application')
    .values({ application_no: filed.applicationNo, realm, filed: JSON.stringify(filed) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function keepGrant(trx: Trx, caseNo: string, at: Instant, data: GrantedData): Promise<void> {
  await trx
    .insertInto('issuance.granted')
    .values({ application_no: caseNo, item_code: data.itemCode, granted_at: at, grant_data: JSON.stringify(data) })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function keepAcceptance(
  trx: Trx,
  caseNo: string,
  { itemCode, deficits = [] }: Pick<AcceptedData, 'itemCode' | 'deficits'>,
): Promise<void> {
  await trx
    .insertInto('issuance.accepted')
    .values({ application_no: caseNo, item_code: itemCode, deficits })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** Items that had deficits, with what is still missing of each. */
export async function settleDeficits(trx: Trx, caseNo: string, remaining: Deficit[]): Promise<Deficit[]> {
  const had = await trx
    .selectFrom('issuance.accepted')
    .select('item_code')
    .where('application_no', '=', caseNo)
    .where(sql<boolean>`cardinality(deficits) > 0`)
    .execute();
  const now = had.map(({ item_code: itemCode }) => ({
    itemCode,
    materials: remaining.find((one) => one.itemCode === itemCode)?.materials ?? [],
  }));
  for (const { itemCode, materials } of now)
    await trx
      .updateTable('issuance.accepted')
      .set({ deficits: materials })
      .where('application_no', '=', caseNo)
      .where('item_code', '=', itemCode)
      .execute();
  return now;
}

export interface Known {
  filed: FiledData;
  grants: (Selectable<GrantTable> & Pick<AcceptedTable, 'deficits'>)[];
}

/** The application with what was granted of it and is known to be accepted; none before it is known. */
export async function knownOf(trx: Trx, caseNo: string): Promise<Known | undefined> {
  const application = await trx
    .selectFrom('issuance.application')
    .select('filed')
    .where('application_no', '=', caseNo)
    .executeTakeFirst();
  if (!application) return undefined;
  const grants = await trx
    .selectFrom('issuance.granted as g')
    .innerJoin('issuance.accepted as a', (join) =>
      join.onRef('a.application_no', '=', 'g.application_no').onRef('a.item_code', '=', 'g.item_code'),
    )
    .selectAll('g')
    .select('a.deficits')
    .where('g.application_no', '=', caseNo)
    .execute();
  return { filed: application.filed, grants };
}

/** The facts of two topics are worked off side by side: one transaction of a case at a time, or each could miss the other's. */
export async function lockCase(trx: Trx, caseNo: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(journal.case_lock(${caseNo}))`.execute(trx);
}
