/** Facts of a question → its row. */
import { isFactType, type QuestionFact } from '@yichuang/contracts';
import type { RecordedFacts } from '@yichuang/platform';
import { sql, type Transaction, type UpdateObject } from 'kysely';
import type { IntakeDatabase } from './schema.ts';

const isOurs = (fact: { type: string; data: unknown }): fact is QuestionFact => isFactType(fact.type);

type Trx = Transaction<IntakeDatabase>;

export async function projectQuestion(trx: Trx, { caseNo, realm, facts }: RecordedFacts): Promise<void> {
  for (const fact of facts) if (isOurs(fact)) await projectFact(trx, caseNo, realm, fact);
}

async function projectFact(trx: Trx, no: string, realm: string, fact: QuestionFact): Promise<void> {
  const set = async (values: UpdateObject<IntakeDatabase, 'intake.question'>): Promise<void> => {
    await trx.updateTable('intake.question').set(values).where('question_no', '=', no).execute();
  };
  const { at } = fact;
  switch (fact.type) {
    case 'questionAsked': {
      const { channel, region, department, text, applicantName, uscc, itemCode, contactSheet } = fact.data;
      await trx
        .insertInto('intake.question')
        .values({
          question_no: no,
          realm,
          region,
          channel,
          department,
          item_code: itemCode ?? null,
          text,
          contact_sheet: contactSheet ?? null,
          applicant_name: applicantName,
          uscc,
          first_contact: channel === 'onsite' ? fact.actor.name : null,
          asked_at: at,
          phase: 'open',
          due: null,
          answer: null,
          ended_at: null,
        })
        .execute();
      return;
    }
    case 'questionSent':
      return set({ due: JSON.stringify(fact.data.deadline) });
    case 'questionForwarded':
      return set({ department: fact.data.department });
    case 'questionOverdue':
      return set({ overdue: true });
    case 'questionAnswered':
      return set({ phase: 'answered', answer: fact.data.text, ended_at: at });
    case 'questionWithdrawn':
      return set({ phase: 'withdrawn', ended_at: at });
    case 'deadlineRetimed':
      await trx
        .updateTable('intake.question')
        .set({ due: JSON.stringify(fact.data.to) })
        .where('question_no', '=', no)
        .where(sql<boolean>`due->>'key' = ${fact.data.key}`)
        .execute();
      return;
    default:
  }
}
