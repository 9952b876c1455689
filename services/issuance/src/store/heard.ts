/** What other services say of an item: filed, granted. The two may arrive in either order. */
import type { FiledData, GrantedData } from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import { type Selectable, sql, type Transaction } from 'kysely';
import type { GrantTable, IssuanceDatabase } from './schema.ts';

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

export interface Known {
  filed: FiledData;
  grants: Selectable<GrantTable>[];
}

/** The application with what was granted of it; none before it is known. */
export async function knownOf(trx: Trx, caseNo: string): Promise<Known | undefined> {
  const application = await trx
    .selectFrom('issuance.application')
    .select('filed')
    .where('application_no', '=', caseNo)
    .executeTakeFirst();
  if (!application) return undefined;
  const grants = await trx.selectFrom('issuance.granted').selectAll().where('application_no', '=', caseNo).execute();
  return { filed: application.filed, grants };
}

/** The facts of two topics are worked off side by side: one transaction of a case at a time, or each could miss the other's. */
export async function lockCase(trx: Trx, caseNo: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(journal.case_lock(${caseNo}))`.execute(trx);
}
