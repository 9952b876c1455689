/** Facts of questions and stage inquiries → the departments' tasks to answer, and the coordination of what ran out or is in doubt. */
import { type DepartmentInquiryFact, isFactType, type QuestionFact } from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import type { Transaction } from 'kysely';
import type { ApprovalDatabase } from './schema.ts';
import { closeTasks, moveTask, openTask } from './tasks.ts';

type Fact = { type: string; at: Instant; data: unknown };

const isOurs = (fact: Fact): fact is QuestionFact | DepartmentInquiryFact => isFactType(fact.type);

export async function projectInquiryFacts(
  trx: Transaction<ApprovalDatabase>,
  { workflowId, caseNo, realm, facts }: { workflowId: string; caseNo: string; realm: string; facts: Fact[] },
): Promise<void> {
  const task = { realm, caseNo, owner: 'intake', workflowId, round: 1 } as const;
  for (const fact of facts) {
    if (!isOurs(fact)) continue;
    const { at, type } = fact;
    const closing = { workflowId, at, by: type };
    switch (type) {
      case 'questionSent':
        await openTask(trx, { ...task, kind: 'question', at, ...fact.data });
        break;
      case 'questionForwarded':
        await moveTask(trx, { ...closing, kind: 'question', department: fact.data.department });
        // By whoever coordinates: with that it is done.
        if (fact.data.reason !== undefined) await closeTasks(trx, { ...closing, kind: 'coordination' });
        break;
      case 'inquiryAsked':
        await openTask(trx, { ...task, kind: 'inquiry', at, ...fact.data });
        break;
      case 'questionOverdue':
      case 'inquiryOverdue': {
        const { coordinator: department, dueAt: _, ...rest } = fact.data;
        await openTask(trx, { ...task, kind: 'coordination', at, ...rest, department });
        break;
      }
      case 'coordinated':
        await closeTasks(trx, { ...closing, kind: 'coordination' });
        break;
      case 'inquiryAnswered': {
        const { doubt } = fact.data;
        await closeTasks(trx, closing);
        // The second, where the reply was urged before.
        if (doubt) await openTask(trx, { ...task, round: 2, kind: 'coordination', department: doubt.coordinator, at });
        break;
      }
      case 'questionAnswered':
      case 'questionWithdrawn':
      case 'inquirySettled':
      case 'inquiryAskEnded':
        await closeTasks(trx, closing);
        break;
      default:
    }
  }
}
