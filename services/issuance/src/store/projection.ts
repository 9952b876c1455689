/** Facts → read models of issuance. */
import type { CloudEvent } from '@yichuang/platform';
import type { Transaction } from 'kysely';
import type { IssuanceDatabase } from './schema.ts';

/** issuance records no facts of its own yet. */
export const project = (): Promise<void> => Promise.resolve();

/** A decided item is what issuance will hand out. */
export async function projectDecisions(
  trx: Transaction<IssuanceDatabase>,
  { id, realm, partitionkey, data }: CloudEvent,
): Promise<void> {
  const decided = data.facts.filter((fact) => fact.type === 'itemGranted' || fact.type === 'itemDenied');
  if (decided.length === 0) return;
  await trx
    .insertInto('issuance.heard')
    .values(decided.map(({ type, at }) => ({ event_id: id, realm, case_no: partitionkey, type, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
