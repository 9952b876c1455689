/**
 * Facts of intake: tasks, and the stage's workflow, which starts with the first accepted item and receives the others. Facts of
 * issuance: tasks.
 */
import { type ApplicationFact, isFactType } from '@yichuang/contracts';
import { type EventEnvelope, stageWorkflowId } from '@yichuang/contracts/temporal';
import {
  type CloudEvent,
  calendarAt,
  type EventEffect,
  enqueue,
  registerWorkflow,
  type ServiceTools,
} from '@yichuang/platform';
import type { StageEvent, StageInput } from '@yichuang/workflows/messages';
import type { Transaction } from 'kysely';
import { projectIssuanceFacts } from '../store/handover.ts';
import { projectInquiryFacts } from '../store/inquiries.ts';
import { openedCase, projectIntakeFacts } from '../store/projection.ts';
import type { ApprovalDatabase } from '../store/schema.ts';

type Trx = Transaction<ApprovalDatabase>;

export function approvalEffect({ clockOffsetMs }: ServiceTools<ApprovalDatabase>): EventEffect<ApprovalDatabase> {
  return async (trx, event) => {
    const { partitionkey: caseNo, realm, subject: workflowId } = event;
    if (event.source === '/yichuang/issuance')
      await projectIssuanceFacts(trx, { workflowId, caseNo, realm, facts: event.data.facts });
    if (event.source !== '/yichuang/intake') return;
    await projectIntakeFacts(trx, { workflowId, caseNo, realm, facts: event.data.facts });
    await projectInquiryFacts(trx, { workflowId, caseNo, realm, facts: event.data.facts });
    const events = stageEvents(event);
    const [first] = events;
    if (!first) return;
    const stageId = stageWorkflowId(caseNo);
    const input = await stageInput(trx, { caseNo, realm, clockOffsetMs, at: first.at });
    await registerWorkflow(trx, 'approval', {
      workflowId: stageId,
      type: 'stageApprovalWorkflow',
      caseNo,
      realm,
      input,
    });
    for (const one of events) await enqueue(trx, 'approval', { workflowId: stageId, realm, event: one });
  };
}

const isOurs = (fact: { type: string; at: string; data: unknown }): fact is ApplicationFact => isFactType(fact.type);

/** What the stage must hear; nothing where no item was accepted. Each message counts from its own instant. */
function stageEvents({ id, data }: CloudEvent): StageEvent[] {
  return data.facts.flatMap((fact): StageEvent[] => {
    if (!isOurs(fact)) return [];
    const { at } = fact;
    if (fact.type === 'itemAccepted') {
      const { itemCode, department, acceptedOn, receivedOn } = fact.data;
      const data = { itemCode, department, acceptedOn, ...(receivedOn && { receivedOn }) };
      return [{ id: `${id}/${itemCode}`, type: 'itemAccepted', at, data }];
    }
    if (fact.type === 'itemWaiting') {
      const data = { ...fact.data, basis: fact.basis };
      return [{ id: `${id}/${data.itemCode}`, type: 'itemWaiting', at, data }];
    }
    if (fact.type !== 'acceptanceConcluded') return [];
    const accepted = [...fact.data.accepted, ...(fact.data.waiting ?? [])];
    return accepted.length > 0 ? [{ id: `${id}/concluded`, type: 'acceptanceConcluded', at, data: { accepted } }] : [];
  }) satisfies EventEnvelope[];
}

async function stageInput(
  trx: Trx,
  { caseNo, realm, clockOffsetMs, at }: Pick<StageInput, 'caseNo' | 'realm' | 'clockOffsetMs' | 'at'>,
): Promise<StageInput & { summary: string }> {
  const { slice, projectCode, applicant } = await openedCase(trx, caseNo);
  return {
    caseNo,
    realm,
    at,
    clockOffsetMs,
    calendar: await calendarAt(trx, realm, at),
    slice,
    projectCode,
    applicant,
    summary: `${slice.stage.name} · ${slice.region.name} · 并联审批`,
  };
}
