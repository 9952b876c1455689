/** Facts → read models of assist. */
import type { CloudEvent } from '@yichuang/platform';
import type { Transaction } from 'kysely';
import type { AssistDatabase } from './schema.ts';

/** assist records no facts of its own yet. */
export const project = (): Promise<void> => Promise.resolve();

/** assist follows the facts of every project. */
export async function projectProgress(
  trx: Transaction<AssistDatabase>,
  { id, realm, partitionkey, data }: CloudEvent,
): Promise<void> {
  await trx
    .insertInto('assist.heard')
    .values(data.facts.map(({ type, at }) => ({ event_id: id, realm, case_no: partitionkey, type, at })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
