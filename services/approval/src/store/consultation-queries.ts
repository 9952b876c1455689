/** Reads of the consultations of an item. */
import { opinionWords } from '@yichuang/contracts';
import { type Deadline, formatOffset } from '@yichuang/kernel';
import { clockView, inScope, type Principal } from '@yichuang/platform';
import { namedDepartment, type Regions } from '@yichuang/regions';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { ConsultationView } from '../http/replies.ts';
import type { ApprovalDatabase, ConsultationTable } from './schema.ts';

interface ConsultationRequest {
  realm: string;
  principal: Principal;
  caseNo: string;
  itemCode: string;
  /** Only what this department asked or is asked. */
  department?: string | undefined;
}

type Row = Selectable<ConsultationTable> & { deadline: Deadline | null; overdue: boolean };

/** In the order in which they were asked. */
export async function consultationsOf(
  db: Kysely<ApprovalDatabase>,
  regions: Regions,
  { realm, principal, caseNo, itemCode, department }: ConsultationRequest,
): Promise<ConsultationView[]> {
  const rows: Row[] = await db
    .selectFrom('approval.consultation as c')
    .leftJoin('approval.task as t', (join) =>
      join.onRef('t.workflow_id', '=', 'c.workflow_id').on('t.kind', '=', 'consultation'),
    )
    .selectAll('c')
    .select(['t.deadline', sql<boolean>`coalesce(t.overdue, false)`.as('overdue')])
    .where('c.realm', '=', realm)
    .where('c.application_no', '=', caseNo)
    .where('c.item_code', '=', itemCode)
    .where(inScope(principal, realm, 'c.application_no'))
    .$if(department !== undefined, (query) =>
      query.where((eb) => eb.or([eb('c.department', '=', department ?? ''), eb('c.asked_by', '=', department ?? '')])),
    )
    .orderBy('c.n')
    .execute();
  return Promise.all(rows.map((row) => viewOf(db, regions, row)));
}

async function viewOf(db: Kysely<ApprovalDatabase>, regions: Regions, row: Row): Promise<ConsultationView> {
  const { realm, application_no: caseNo, deadline } = row;
  return {
    department: namedDepartment(regions.catalogue, row.department),
    from: namedDepartment(regions.catalogue, row.asked_by),
    question: row.question,
    askedAt: formatOffset(row.asked_at),
    stopsClock: row.stops_clock,
    due: deadline && (await clockView(db, { realm, caseNo }, deadline)),
    overdue: row.overdue,
    state: stateWord(row),
    opinion: row.opinion ? opinionWords[row.opinion] : '未答复',
    text: row.text,
    conditions: row.conditions ?? [],
    late: row.late,
    endedAt: row.ended_at && formatOffset(row.ended_at),
    closedFor: row.reason,
  };
}

function stateWord({ state, overdue }: Row): string {
  if (state === 'answered') return '已答复';
  if (state === 'closed') return '已终结';
  return overdue ? '已超期' : '待答复';
}
