/** Facts of issuance → the department's task to hand its result over, and to correct it where the window found a difference. */
import { type IssuanceFact, isFactType } from '@yichuang/contracts';
import type { Instant } from '@yichuang/kernel';
import type { Transaction } from 'kysely';
import type { ApprovalDatabase } from './schema.ts';
import { closeTasks, openTask, retimeTask } from './tasks.ts';

type Fact = { type: string; at: Instant; data: unknown };

const isIssuance = (fact: Fact): fact is IssuanceFact => isFactType(fact.type);

/** Open until the window has the result and has found it to match; a rejected one is a task anew. */
export async function projectIssuanceFacts(
  trx: Transaction<ApprovalDatabase>,
  { workflowId, caseNo, realm, facts }: { workflowId: string; caseNo: string; realm: string; facts: Fact[] },
): Promise<void> {
  const task = { realm, caseNo, owner: 'issuance', workflowId, kind: 'handover' } as const;
  for (const fact of facts) {
    if (!isIssuance(fact)) continue;
    const { at } = fact;
    switch (fact.type) {
      case 'issuanceOpened': {
        const { itemCode, department, handover } = fact.data;
        await openTask(trx, { ...task, department, itemCode, round: 1, at, deadline: handover });
        break;
      }
      case 'resultMatched':
        await closeTasks(trx, { workflowId, at, by: fact.type });
        break;
      case 'resultRejected': {
        const { itemCode, department, round, handover } = fact.data;
        await closeTasks(trx, { workflowId, at, by: fact.type });
        await openTask(trx, { ...task, department, itemCode, round: round + 1, at, deadline: handover });
        break;
      }
      case 'deadlineRetimed':
        await retimeTask(trx, workflowId, fact.data.key, fact.data.to);
        break;
      default:
    }
  }
}
