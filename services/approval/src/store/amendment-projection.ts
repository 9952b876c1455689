/** Facts of an amendment of the calendar → its row, and once approved the version itself. */
import type { AmendmentFact } from '@yichuang/contracts';
import { sql, type Transaction } from 'kysely';
import type { ApprovalDatabase } from './schema.ts';

type Trx = Transaction<ApprovalDatabase>;
type Decided = Extract<AmendmentFact, { type: 'amendmentProposed' | 'amendmentApproved' | 'amendmentRejected' }>;

/** Approval puts the version in force in the transaction that records it. */
export async function projectAmendment(trx: Trx, realm: string, fact: Decided): Promise<void> {
  const { amendmentNo } = fact.data;
  if (fact.type === 'amendmentProposed') {
    const { at, actor, data } = fact;
    await trx
      .insertInto('approval.amendment')
      .values({
        amendment_no: amendmentNo,
        realm,
        proposed: JSON.stringify(data),
        proposed_at: at,
        proposed_by: actor.name,
        state: 'proposed',
        decided_at: null,
        decided_by: null,
      })
      .execute();
    return;
  }
  await trx
    .updateTable('approval.amendment')
    .set({
      state: fact.type === 'amendmentApproved' ? 'approved' : 'rejected',
      decided_at: fact.at,
      decided_by: fact.actor.name,
    })
    .where('amendment_no', '=', amendmentNo)
    .execute();
  if (fact.type !== 'amendmentApproved') return;
  const { years, days, notBefore = fact.at } = fact.data;
  await sql`select calendar.amend(${realm}, ${amendmentNo}, ${JSON.stringify(years)}::jsonb, ${JSON.stringify(days)}::jsonb, ${notBefore})`.execute(
    trx,
  );
}
