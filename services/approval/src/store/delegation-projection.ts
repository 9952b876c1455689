/** Facts of a delegation → its row of the register. */
import type { DelegationFact } from '@yichuang/contracts';
import type { Transaction } from 'kysely';
import type { ApprovalDatabase } from './schema.ts';

type Own = Extract<DelegationFact, { type: 'delegationGranted' | 'delegationRevoked' | 'delegationExpired' }>;

export async function projectDelegation(trx: Transaction<ApprovalDatabase>, realm: string, fact: Own): Promise<void> {
  const { at, actor } = fact;
  if (fact.type === 'delegationGranted') {
    const { delegationNo, region, department, person, items, basis, from, to } = fact.data;
    await trx
      .insertInto('approval.delegation')
      .values({
        delegation_no: delegationNo,
        realm,
        region,
        department,
        person_id: person.id,
        person_name: person.name,
        items,
        basis,
        from_at: from,
        to_at: to,
        granted_at: at,
        granted_by: actor.name,
        revoked_at: null,
        revoked_by: null,
        reason: null,
      })
      .execute();
    return;
  }
  const change =
    fact.type === 'delegationExpired'
      ? { expired: true }
      : { revoked_at: at, revoked_by: actor.name, reason: fact.data.reason };
  await trx
    .updateTable('approval.delegation')
    .set(change)
    .where('delegation_no', '=', fact.data.delegationNo)
    .execute();
}
