/** Facts of a stage inquiry and of its parts → their rows, and the messages between them. */
import { type DepartmentInquiryFact, type InquiryFact, type InquiryOpenedData, isFactType } from '@yichuang/contracts';
import { childClosedEventId, departmentInquiryWorkflowId, inquiryWorkflowId } from '@yichuang/contracts/temporal';
import type { Deadline, Instant } from '@yichuang/kernel';
import { enqueue, type RecordedFacts, registerWorkflow } from '@yichuang/platform';
import { sql, type Transaction, type UpdateObject } from 'kysely';
import type { IntakeDatabase } from './schema.ts';

type Trx = Transaction<IntakeDatabase>;
type Known = InquiryFact | DepartmentInquiryFact;

const isOurs = (fact: { type: string; data: unknown }): fact is Known => isFactType(fact.type);

/** A part that ended reports to the inquiry by its result; this message goes only if that way is lost (after a Reset). */
const resultWayMs = 3_000;

export async function projectInquiry(trx: Trx, { workflowId, caseNo, realm, facts }: RecordedFacts): Promise<void> {
  for (const fact of facts) if (isOurs(fact)) await projectFact(trx, { workflowId, no: caseNo, realm }, fact);
}

interface Case {
  workflowId: string;
  no: string;
  realm: string;
}

async function projectFact(trx: Trx, one: Case, fact: Known): Promise<void> {
  const { no } = one;
  const { at } = fact;
  switch (fact.type) {
    case 'inquiryOpened':
      await insert(trx, one.realm, at, fact.data);
      return registerParts(trx, one, fact.data.departments);
    case 'inquiryConsolidated':
      return setInquiry(trx, no, { phase: 'consolidated', notice_due: JSON.stringify(fact.data.deadline) });
    case 'singleNoticeIssued':
      return setInquiry(trx, no, { phase: 'notified', ended_at: at });
    case 'inquiryCancelled':
      await setInquiry(trx, no, { phase: 'cancelled', ended_at: at });
      return tellParts(trx, one, at, fact.data.departments);
    case 'inquiryAsked':
      return setPart(trx, no, fact.data.department, { due: JSON.stringify(fact.data.deadline) });
    case 'inquiryOverdue':
      return setPart(trx, no, fact.data.department, { overdue: true });
    case 'inquiryAnswered': {
      const { department, items, doubt } = fact.data;
      await setPart(trx, no, department, {
        phase: doubt ? 'doubtful' : 'answered',
        items: JSON.stringify(items),
        doubt: doubt?.reason ?? null,
        answered_at: at,
      });
      return doubt ? undefined : partEnded(trx, one, at, { department, reply: { department, items } });
    }
    case 'inquirySettled': {
      const { department, items } = fact.data;
      await setPart(trx, no, department, { phase: 'answered', items: JSON.stringify(items), answered_at: at });
      return partEnded(trx, one, at, { department, reply: { department, items } });
    }
    case 'inquiryAskEnded': {
      const { department } = fact.data;
      await setPart(trx, no, department, { phase: 'cancelled' });
      return partEnded(trx, one, at, { department });
    }
    case 'deadlineRetimed':
      return retime(trx, one, fact.data.key, fact.data.to);
    default:
  }
}

async function insert(trx: Trx, realm: string, at: Instant, opened: InquiryOpenedData): Promise<void> {
  await trx
    .insertInto('intake.inquiry')
    .values({
      inquiry_no: opened.inquiryNo,
      realm,
      region: opened.region,
      stage: opened.stage,
      project_code: opened.projectCode,
      project_name: opened.projectName,
      applicant_name: opened.applicantName,
      uscc: opened.uscc,
      form: JSON.stringify(opened.form),
      opened_at: at,
      phase: 'asking',
      notice_due: null,
      ended_at: null,
    })
    .execute();
  await trx
    .insertInto('intake.inquiry_part')
    .values(
      opened.departments.map((department, position) => ({
        inquiry_no: opened.inquiryNo,
        department,
        position,
        phase: 'asked' as const,
        due: null,
        items: null,
        doubt: null,
        answered_at: null,
      })),
    )
    .execute();
}

async function registerParts(trx: Trx, { no, realm, workflowId }: Case, departments: string[]): Promise<void> {
  for (const department of departments)
    await registerWorkflow(trx, 'intake', {
      workflowId: departmentInquiryWorkflowId(no, department),
      type: 'departmentInquiryWorkflow',
      caseNo: no,
      realm,
      parentId: workflowId,
    });
}

/** Parts that still run end with the inquiry. */
async function tellParts(trx: Trx, { no, realm, workflowId }: Case, at: Instant, departments: string[]): Promise<void> {
  const event = { id: `cancelled:${workflowId}`, type: 'inquiryCancelled', at, data: {} };
  for (const department of departments)
    await enqueue(trx, 'intake', { workflowId: departmentInquiryWorkflowId(no, department), realm, event });
}

async function partEnded(trx: Trx, { no, realm, workflowId }: Case, at: Instant, data: object): Promise<void> {
  const event = { id: childClosedEventId(workflowId), type: 'departmentInquiryClosed', at, data };
  await enqueue(trx, 'intake', { workflowId: inquiryWorkflowId(no), realm, event, delayMs: resultWayMs });
}

async function setInquiry(trx: Trx, no: string, values: UpdateObject<IntakeDatabase, 'intake.inquiry'>): Promise<void> {
  await trx.updateTable('intake.inquiry').set(values).where('inquiry_no', '=', no).execute();
}

async function setPart(
  trx: Trx,
  no: string,
  department: string,
  values: UpdateObject<IntakeDatabase, 'intake.inquiry_part'>,
): Promise<void> {
  await trx
    .updateTable('intake.inquiry_part')
    .set(values)
    .where('inquiry_no', '=', no)
    .where('department', '=', department)
    .execute();
}

/** The inquiry's notice, or the period of the part whose workflow it is. */
async function retime(trx: Trx, { no, workflowId }: Case, key: string, to: Deadline): Promise<void> {
  const due = JSON.stringify(to);
  if (workflowId === inquiryWorkflowId(no)) return setInquiry(trx, no, { notice_due: due });
  await trx
    .updateTable('intake.inquiry_part')
    .set({ due })
    .where('inquiry_no', '=', no)
    .where('department', '=', workflowId.slice(inquiryWorkflowId(no).length + 1))
    .where(sql<boolean>`due->>'key' = ${key}`)
    .execute();
}
