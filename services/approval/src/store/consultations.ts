/** Facts of an item's consultations → their rows, the consulted departments' tasks, and the messages between item and consultation. */
import {
  type ConsultationFact,
  type ConsultationReply,
  type ItemConsultationFact,
  isFactType,
  type Opinion,
} from '@yichuang/contracts';
import { childClosedEventId, consultationWorkflowId, itemWorkflowId } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import { enqueue, type RecordedFacts, registerWorkflow } from '@yichuang/platform';
import type { Transaction } from 'kysely';
import type { ApprovalDatabase } from './schema.ts';
import { closeTasks, markTasks, openTask } from './tasks.ts';

type Trx = Transaction<ApprovalDatabase>;
type Known = ItemConsultationFact | ConsultationFact;

const isOurs = (fact: { type: string; data: unknown }): fact is Known => isFactType(fact.type);

/** A consultation that closed reports to the item by its result; this message goes only if that way is lost (after a Reset). */
const resultWayMs = 3_000;

export async function projectConsultations(trx: Trx, recorded: RecordedFacts): Promise<void> {
  for (const fact of recorded.facts) if (isOurs(fact)) await projectFact(trx, recorded, fact);
}

async function projectFact(trx: Trx, { workflowId, caseNo, realm }: RecordedFacts, fact: Known): Promise<void> {
  const { at, type } = fact;
  const task = { realm, caseNo, owner: 'approval', workflowId, round: 1, at } as const;
  switch (type) {
    case 'consultationRequested': {
      const { itemCode, department, n, from, question, stopsClock } = fact.data;
      const childId = consultationWorkflowId(caseNo, fact.data);
      const row = { item_code: itemCode, department, n, asked_by: from, question, stops_clock: stopsClock };
      await trx
        .insertInto('approval.consultation')
        .values({ workflow_id: childId, application_no: caseNo, realm, ...row, asked_at: at, ...unanswered })
        .execute();
      await registerWorkflow(trx, 'approval', {
        workflowId: childId,
        type: 'consultationWorkflow',
        caseNo,
        realm,
        parentId: workflowId,
      });
      return;
    }
    case 'consultationAsked': {
      const { itemCode, department, deadline } = fact.data;
      return openTask(trx, { ...task, kind: 'consultation', department, itemCode, deadline });
    }
    case 'consultationOverdue': {
      const { itemCode, coordinator } = fact.data;
      await markTasks(trx, workflowId, { overdue: true });
      return openTask(trx, { ...task, kind: 'coordination', department: coordinator, itemCode });
    }
    case 'coordinated':
      return closeTasks(trx, { workflowId, kind: 'coordination', at, by: type });
    case 'consultationAnswered': {
      const { itemCode, department: _, n, ...reply } = fact.data;
      await closeTasks(trx, { workflowId, at, by: type });
      await settle(trx, workflowId, at, { state: 'answered', ...reply });
      const event = { id: childClosedEventId(workflowId), type: 'consultationReplied', at, data: { ...reply, n } };
      const item = itemWorkflowId(caseNo, itemCode);
      return enqueue(trx, 'approval', { workflowId: item, realm, event, delayMs: resultWayMs });
    }
    case 'consultationClosed': {
      const { reason } = fact.data;
      const childId = consultationWorkflowId(caseNo, fact.data);
      await settle(trx, childId, at, { state: 'closed', reason });
      const event = { id: `closedBy:${workflowId}`, type, at, data: { reason } };
      return enqueue(trx, 'approval', { workflowId: childId, realm, event });
    }
    case 'consultationEnded':
      return closeTasks(trx, { workflowId, at, by: type });
    default:
  }
}

const unanswered = {
  state: 'open',
  opinion: null,
  text: null,
  conditions: null,
  late: false,
  reason: null,
  ended_at: null,
} as const;

type Settled = ({ state: 'answered' } & ConsultationReply) | { state: 'closed'; reason: string };

async function settle(trx: Trx, workflowId: string, at: Instant, how: Settled): Promise<void> {
  const { conditions, ...values }: { conditions?: string[]; opinion?: Opinion } & Settled = how;
  await trx
    .updateTable('approval.consultation')
    .set({ ...values, conditions: conditions ? JSON.stringify(conditions) : null, ended_at: at })
    .where('workflow_id', '=', workflowId)
    .execute();
}
