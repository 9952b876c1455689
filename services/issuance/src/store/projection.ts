/** Own facts → results. */
import { type IssuanceFact, type IssuanceOpenedData, isFactType } from '@yichuang/contracts';
import { itemCaseNoOf } from '@yichuang/contracts/temporal';
import type { RecordedFacts } from '@yichuang/platform';
import { sql, type Transaction, type UpdateObject } from 'kysely';
import type { IssuanceDatabase } from './schema.ts';

type Trx = Transaction<IssuanceDatabase>;
type ResultUpdate = UpdateObject<IssuanceDatabase, 'issuance.result'>;

const isOwn = (fact: { type: string }): fact is IssuanceFact => isFactType(fact.type);

export async function projectOwnFacts(trx: Trx, recorded: RecordedFacts): Promise<void> {
  for (const fact of recorded.facts) if (isOwn(fact)) await projectFact(trx, recorded, fact);
}

async function projectFact(trx: Trx, recorded: RecordedFacts, fact: IssuanceFact): Promise<void> {
  const set = (values: ResultUpdate): Promise<void> => updateResult(trx, recorded.workflowId, values);
  switch (fact.type) {
    case 'issuanceOpened':
      return insertResult(trx, recorded, fact.data);
    case 'handoverOverdue':
      return set({ handover_overdue: true });
    case 'deliveryOverdue':
      return set({ delivery_overdue: true });
    case 'resultHandedOver':
      return set({ result: JSON.stringify(fact.data.result) });
    case 'resultRejected':
      return set({ phase: 'rejected', differences: JSON.stringify(fact.data.differences) });
    case 'discrepancyOpened':
      return set({ phase: 'discrepancy', differences: JSON.stringify(fact.data.differences) });
    case 'resultCorrected':
      return set({
        result: JSON.stringify(fact.data.result),
        // A rejected result is with the department again.
        phase: sql`case phase when 'rejected' then 'awaitingHandover' else phase end`,
      });
    case 'resultMatched':
      return set({ differences: '[]' });
    case 'resultHeld':
      return set({ phase: 'held' });
    case 'readyForPickup':
      return set({ phase: 'ready' });
    case 'resultDelivered':
      return set({ phase: 'delivered', delivered_at: fact.at, delivered_to: JSON.stringify(fact.data.to) });
    case 'deliveryFedBack':
      return set({ fed_back_at: fact.at });
    case 'deadlineRetimed': {
      const to = JSON.stringify(fact.data.to);
      const retimed = (column: 'handover' | 'delivery') =>
        sql<string>`case when ${sql.ref(column)}->>'key' = ${fact.data.key} then ${to}::jsonb else ${sql.ref(column)} end`;
      return set({ handover: retimed('handover'), delivery: retimed('delivery') });
    }
    case 'deficitSettled':
    case 'documentIssued':
    case 'operatorIntervened':
    case 'calendarAdopted':
    case 'lateEventRecorded':
      return;
  }
}

async function insertResult(
  trx: Trx,
  { workflowId, caseNo, realm }: RecordedFacts,
  { itemCode, department, outlet, result, handover, delivery }: IssuanceOpenedData,
): Promise<void> {
  await trx
    .insertInto('issuance.result')
    .values({
      item_case_no: itemCaseNoOf(caseNo, itemCode),
      application_no: caseNo,
      realm,
      workflow_id: workflowId,
      item_code: itemCode,
      department,
      outlet,
      phase: 'awaitingHandover',
      result: JSON.stringify(result),
      handover: JSON.stringify(handover),
      delivery: JSON.stringify(delivery),
      handover_overdue: false,
      delivery_overdue: false,
      differences: '[]',
      delivered_at: null,
      delivered_to: null,
      fed_back_at: null,
    })
    .execute();
}

async function updateResult(trx: Trx, workflowId: string, values: ResultUpdate): Promise<void> {
  await trx.updateTable('issuance.result').set(values).where('workflow_id', '=', workflowId).execute();
}
