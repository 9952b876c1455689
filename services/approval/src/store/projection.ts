/** Facts of every service → tasks; accepted items → the stage's workflow. */
import {
  type Addressee,
  type AmendmentFact,
  type ApplicationFact,
  type DelegationFact,
  type FiledData,
  type ItemFact,
  isFactType,
  type StageFact,
} from '@yichuang/contracts';
import { childClosedEventId, itemWorkflowId, stageWorkflowId } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import { enqueue, type RecordedFacts, registerWorkflow, rulesOf } from '@yichuang/platform';
import type { CaseSlice } from '@yichuang/regions/types';
import type { Transaction } from 'kysely';
import { projectAmendment } from './amendment-projection.ts';
import { projectConsultations } from './consultations.ts';
import { projectDelegation } from './delegation-projection.ts';
import type { ApprovalDatabase } from './schema.ts';
import { projectStage } from './stages.ts';
import { closeTasks, markTasks, moveTask, openTask, retimeTask, stopTasks } from './tasks.ts';

type Trx = Transaction<ApprovalDatabase>;
type Fact = { type: string; at: Instant; data: unknown };

const isOwn = (fact: Fact): fact is StageFact | ItemFact | AmendmentFact | DelegationFact => isFactType(fact.type);
const isIntake = (fact: Fact): fact is ApplicationFact => isFactType(fact.type);

/** A child that closed reports to its parent by its result; this message goes only if that way is lost (after a Reset). */
const resultWayMs = 3_000;

export async function projectOwnFacts(trx: Trx, recorded: RecordedFacts): Promise<void> {
  await projectConsultations(trx, recorded);
  const { workflowId, caseNo, realm, facts } = recorded;
  if (workflowId === stageWorkflowId(caseNo)) await projectStage(trx, { caseNo, realm, facts });
  const stageTask = { realm, caseNo, owner: 'approval', workflowId } as const;
  for (const fact of facts) {
    if (!isOwn(fact)) continue;
    switch (fact.type) {
      case 'itemOpened':
        await registerWorkflow(trx, 'approval', {
          workflowId: itemWorkflowId(caseNo, fact.data.itemCode),
          type: 'itemReviewWorkflow',
          caseNo,
          realm,
          parentId: stageWorkflowId(caseNo),
        });
        break;
      case 'siteVisitCalled': {
        const { n: round, visitAt: scheduledAt, items } = fact.data;
        for (const one of items)
          await openTask(trx, { ...stageTask, ...one, kind: 'site-visit', round, at: fact.at, scheduledAt });
        break;
      }
      case 'siteVisited':
      case 'itemConcluded':
        await closeTasks(trx, { workflowId, itemCode: fact.data.itemCode, at: fact.at, by: fact.type });
        break;
      case 'itemReassigned':
        await moveTask(trx, { workflowId, kind: 'site-visit', ...fact.data, at: fact.at, by: fact.type });
        break;
      case 'reviewStarted': {
        const { itemCode, department, deadline, statutory } = fact.data;
        await openTask(trx, {
          realm,
          caseNo,
          owner: 'approval',
          workflowId,
          kind: 'review',
          department,
          itemCode,
          round: 1,
          at: fact.at,
          deadline,
          statutory,
        });
        break;
      }
      case 'itemTransferred': {
        const { itemCode, department } = fact.data;
        await moveTask(trx, { workflowId, kind: 'review', department, at: fact.at, by: fact.type });
        const event = {
          id: `transferred:${workflowId}:${String(fact.seq)}`,
          type: fact.type,
          at: fact.at,
          data: { itemCode, department },
        };
        await enqueue(trx, 'approval', { workflowId: stageWorkflowId(caseNo), realm, event });
        break;
      }
      case 'stageWithdrawn':
        await closeTasks(trx, { workflowId, at: fact.at, by: fact.type });
        await tellItems(trx, { caseNo, realm }, fact);
        break;
      case 'itemGranted':
      case 'itemDenied':
      case 'itemWithdrawn': {
        // One that never began has nobody to tell.
        if (workflowId === stageWorkflowId(caseNo)) break;
        const result = results[fact.type];
        const event = {
          id: childClosedEventId(workflowId),
          type: 'itemClosed',
          at: fact.at,
          data: { itemCode: fact.data.itemCode, result },
        };
        await closeTasks(trx, { workflowId, at: fact.at, by: fact.type });
        await enqueue(trx, 'approval', { workflowId: stageWorkflowId(caseNo), realm, event, delayMs: resultWayMs });
        break;
      }
      case 'amendmentProposed':
      case 'amendmentApproved':
      case 'amendmentRejected':
        await projectAmendment(trx, realm, fact);
        break;
      case 'delegationGranted':
      case 'delegationRevoked':
      case 'delegationExpired':
        await projectDelegation(trx, realm, fact);
        break;
      case 'specialProcedureStarted':
      case 'specialProcedureEnded': {
        const { itemCode, due } = fact.data;
        if (due) await retimeTask(trx, workflowId, due.key, due);
        const id = `${fact.type}:${workflowId}:${String(fact.seq)}`;
        const event = { id, type: fact.type, at: fact.at, data: { itemCode } };
        await enqueue(trx, 'approval', { workflowId: stageWorkflowId(caseNo), realm, event });
        break;
      }
      case 'itemOverdue':
        await markTasks(trx, workflowId, { overdue: true });
        break;
      case 'itemUrged':
        await markTasks(trx, workflowId, { urged_at: fact.at });
        break;
      case 'deadlineExtended':
        await retimeTask(trx, workflowId, fact.data.to.key, fact.data.to);
        break;
      case 'deadlineRetimed':
        await retimeTask(trx, workflowId, fact.data.key, fact.data.to);
        break;
      default:
    }
  }
}

const results = { itemGranted: 'granted', itemDenied: 'denied', itemWithdrawn: 'withdrawn' } as const;

/** Reviews that the withdrawal ends; written with it, so that no later decision of theirs comes before it. */
async function tellItems(
  trx: Trx,
  { caseNo, realm }: Pick<RecordedFacts, 'caseNo' | 'realm'>,
  { at, type, actor, data: { items, reason } }: Extract<StageFact, { type: 'stageWithdrawn' }>,
): Promise<void> {
  const event = {
    id: `withdrawn:${stageWorkflowId(caseNo)}`,
    type,
    at,
    data: { actor, ...(reason !== undefined && { reason }) },
  };
  for (const code of items) await enqueue(trx, 'approval', { workflowId: itemWorkflowId(caseNo, code), realm, event });
}

/** Facts of intake: tasks of the application. Coordination is with the lead department of the stage. */
export async function projectIntakeFacts(
  trx: Trx,
  { workflowId, caseNo, realm, facts }: { workflowId: string; caseNo: string; realm: string; facts: Fact[] },
): Promise<void> {
  const task = { realm, caseNo, owner: 'intake' as const, workflowId };
  for (const fact of facts) {
    if (!isIntake(fact)) continue;
    const { at } = fact;
    switch (fact.type) {
      case 'applicationFiled':
        await insertApplication(trx, realm, fact.data);
        break;
      case 'checkOpened': {
        const { deadline, round = 1 } = fact.data;
        const kind = 'window-acceptance' as const;
        await closeTasks(trx, { workflowId, kind, at, by: fact.type });
        await openTask(trx, { ...task, kind, department: 'window', round, at, deadline });
        break;
      }
      case 'preAccepted':
        await stopTasks(trx, workflowId);
        break;
      case 'itemPushed': {
        const { itemCode, department, round, deadline } = fact.data;
        await closeTasks(trx, { workflowId, itemCode, at, by: fact.type });
        await openTask(trx, { ...task, kind: 'acceptance', department, itemCode, round, at, deadline });
        break;
      }
      case 'itemReturned': {
        const { itemCode, round, suggestedDepartment } = fact.data;
        await closeTasks(trx, { workflowId, itemCode, at, by: fact.type });
        if (suggestedDepartment !== undefined) break;
        const department = (await openedCase(trx, caseNo)).slice.stage.leadDepartment;
        await openTask(trx, { ...task, kind: 'coordination', department, itemCode, round, at });
        break;
      }
      case 'itemConfirmed':
      case 'itemAccepted':
      case 'itemWaiting':
      case 'itemAcceptanceRefused':
      case 'itemNotRequired':
        await closeTasks(trx, { workflowId, itemCode: fact.data.itemCode, at, by: fact.type });
        break;
      case 'deficitsLapsed':
        for (const { itemCode } of fact.data.deficits)
          await closeTasks(trx, { workflowId, itemCode, at, by: fact.type });
        break;
      case 'correctionDraftRequested': {
        const { itemCode, department, round, deadline } = fact.data;
        await openTask(trx, { ...task, kind: 'correction-draft', department, itemCode, round, at, deadline });
        break;
      }
      case 'correctionDrafted': {
        const { itemCode } = fact.data;
        await closeTasks(trx, { workflowId, itemCode, kind: 'correction-draft', at, by: fact.type });
        break;
      }
      case 'correctionIssued':
        // Nobody but the applicant has anything to do until it is complete.
        await closeTasks(trx, { workflowId, itemCodes: fact.data.itemCodes, at, by: fact.type });
        break;
      case 'acceptanceConcluded':
        await closeTasks(trx, { workflowId, at, by: fact.type });
        break;
      case 'deadlineRetimed':
        await retimeTask(trx, workflowId, fact.data.key, fact.data.to);
        break;
      default:
    }
  }
}

async function insertApplication(trx: Trx, realm: string, filed: FiledData): Promise<void> {
  await trx
    .insertInto('approval.application')
    .values({
      application_no: filed.applicationNo,
      realm,
      region: filed.region,
      project_code: filed.projectCode,
      project_name: filed.projectName,
      applicant_name: filed.applicantName,
      uscc: filed.uscc,
      rules: filed.rules,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

interface OpenedCase {
  slice: CaseSlice;
  projectCode: string;
  applicant: Addressee;
}

/** What a stage takes of the filing: its rules, the project's code, and whom it writes to. */
export async function openedCase(trx: Trx, caseNo: string): Promise<OpenedCase> {
  const { rules, project_code, applicant_name, uscc } = await trx
    .selectFrom('approval.application')
    .select(['rules', 'project_code', 'applicant_name', 'uscc'])
    .where('application_no', '=', caseNo)
    .executeTakeFirstOrThrow();
  const applicant = { name: applicant_name, uscc };
  return { slice: await rulesOf(trx, rules), projectCode: project_code, applicant };
}
