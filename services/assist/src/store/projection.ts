/** Own facts → commissions, officers, alerts. */
import { type AssistFact, type AssistRequestedData, isFactType } from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import type { RecordedFacts } from '@yichuang/platform';
import { type Insertable, sql, type Transaction, type UpdateObject } from 'kysely';
import type { AssignmentTable, AssistDatabase } from './schema.ts';

type Trx = Transaction<AssistDatabase>;

const isOurs = (fact: { type: string; data: unknown }): fact is AssistFact => isFactType(fact.type);

export async function projectOwnFacts(trx: Trx, { caseNo, realm, facts }: RecordedFacts): Promise<void> {
  for (const fact of facts) if (isOurs(fact)) await projectFact(trx, caseNo, realm, fact);
}

async function projectFact(trx: Trx, no: string, realm: string, fact: AssistFact): Promise<void> {
  const set = (values: UpdateObject<AssistDatabase, 'assist.commission'>): Promise<void> => update(trx, no, values);
  const { at } = fact;
  switch (fact.type) {
    case 'assistRequested':
      return insert(trx, realm, at, fact.data);
    case 'preReviewPassed':
      return set({ phase: 'formPending' });
    case 'assistIneligible':
      return set({ phase: 'ineligible', reason: fact.data.reason, other_way: fact.data.otherWay });
    case 'commissionConfirmed':
      return set({ phase: 'contactPending', contact: JSON.stringify(fact.data.deadline) });
    case 'officerAssigned':
    case 'officerChanged': {
      const { officer } = fact.data;
      const reason = fact.type === 'officerChanged' ? fact.data.reason : null;
      return assign(trx, { assist_no: no, officer_id: officer.id, officer_name: officer.name, from_at: at, reason });
    }
    case 'contactOverdue':
      await set({ overdue: true });
      return alert(trx, { no, realm, type: fact.type, at });
    case 'ownerContacted':
      await set({ phase: 'contacted', contacted_at: at });
      return settle(trx, no, 'contactOverdue', at);
    case 'deadlineRetimed':
      await trx
        .updateTable('assist.commission')
        .set({ contact: JSON.stringify(fact.data.to) })
        .where('assist_no', '=', no)
        .where(sql<boolean>`contact->>'key' = ${fact.data.key}`)
        .execute();
      return;
    case 'documentIssued':
    case 'calendarAdopted':
    case 'lateEventRecorded':
    case 'operatorIntervened':
      return;
  }
}

async function insert(trx: Trx, realm: string, at: Instant, requested: AssistRequestedData): Promise<void> {
  await trx
    .insertInto('assist.commission')
    .values({
      assist_no: requested.assistNo,
      realm,
      region: requested.region,
      project_code: requested.projectCode,
      project_name: requested.projectName,
      project_kind: requested.projectKind,
      owner_name: requested.ownerName,
      uscc: requested.uscc,
      entrustment: JSON.stringify(requested.entrustment),
      requested_at: at,
      phase: 'preReview',
      reason: null,
      other_way: null,
      contact: null,
      contacted_at: null,
    })
    .execute();
}

async function update(trx: Trx, no: string, values: UpdateObject<AssistDatabase, 'assist.commission'>): Promise<void> {
  await trx.updateTable('assist.commission').set(values).where('assist_no', '=', no).execute();
}

/** Whoever was the officer until now no longer is. */
async function assign(trx: Trx, next: Omit<Insertable<AssignmentTable>, 'until_at'>): Promise<void> {
  await trx
    .updateTable('assist.assignment')
    .set({ until_at: next.from_at })
    .where('assist_no', '=', next.assist_no)
    .where('until_at', 'is', null)
    .execute();
  await trx
    .insertInto('assist.assignment')
    .values({ ...next, until_at: null })
    .execute();
}

async function alert(
  trx: Trx,
  { no, realm, type, at }: { no: string; realm: string; type: string; at: Instant },
): Promise<void> {
  await trx
    .insertInto('assist.alert')
    .values({ assist_no: no, realm, type, raised_at: at, settled_at: null })
    .execute();
}

/** What the alert asked for has been done. */
async function settle(trx: Trx, no: string, type: AssistFact['type'], at: Instant): Promise<void> {
  await trx
    .updateTable('assist.alert')
    .set({ settled_at: at })
    .where('assist_no', '=', no)
    .where('type', '=', type)
    .where('settled_at', 'is', null)
    .execute();
}
