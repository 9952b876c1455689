/** Figures per department, counted over the reviews that the task list shows: every figure equals a list of tasks. */
import { inScope, type Principal } from '@yichuang/platform';
import { type Kysely, sql } from 'kysely';
import type { ApprovalDatabase } from './schema.ts';

export interface DepartmentFigures {
  department: string;
  accepted: number;
  decided: number;
  overdue: number;
}

/** A review that was moved to another unit counts with that unit; an overdue one with who let it run over. */
export const departmentFigures = (
  db: Kysely<ApprovalDatabase>,
  { realm, principal }: { realm: string; principal: Principal },
): Promise<DepartmentFigures[]> =>
  db
    .selectFrom('approval.task')
    .where('realm', '=', realm)
    .where('kind', '=', 'review')
    .where(inScope(principal, realm, 'application_no'))
    .select([
      'department',
      sql<number>`count(*) filter (where closed_by is distinct from 'itemTransferred')::int`.as('accepted'),
      sql<number>`count(*) filter (where closed_by in ('itemGranted', 'itemDenied'))::int`.as('decided'),
      sql<number>`count(*) filter (where overdue)::int`.as('overdue'),
    ])
    .groupBy('department')
    .orderBy('department')
    .execute();
