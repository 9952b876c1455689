/**
 * Whose cases a caller sees: those of its region where the token names one, an applicant those of its enterprise. The one place
 * that decides it. A case outside answers as if it did not exist, to reads and acts alike.
 */
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import { notFound, problemOf } from '../http/problem.ts';
import type { Principal } from './claims.ts';

export interface CaseScope {
  caseNo: string;
  realm: string;
  /** ID of the region pack. */
  region: string;
  /** 统一社会信用代码 of the applicant. */
  uscc: string;
}

/** ID of the region pack of a case; '' where it has none. */
export async function regionOf(db: QueryExecutorProvider, caseNo: string): Promise<string> {
  const { rows } = await sql<{
    region: string;
  }>`select region from journal.case_scope where case_no = ${caseNo}`.execute(db);
  return rows[0]?.region ?? '';
}

export const isApplicant = ({ roles }: Principal): boolean => roles.every((role) => role === 'applicant');

/** SQL condition: the case named in the column is one of the realm that the caller may see. */
export const inScope = (principal: Principal, realm: string, column: string): RawBuilder<boolean> =>
  caseVisible(principal, realm, sql.ref(column));

/** Refuses a case that the caller may not see as one that is not there. */
export async function requireCase(
  db: QueryExecutorProvider,
  principal: Principal,
  realm: string,
  caseNo: string,
): Promise<void> {
  const { rows } = await sql<{
    visible: boolean;
  }>`select ${caseVisible(principal, realm, sql.val(caseNo))} as visible`.execute(db);
  if (rows[0]?.visible !== true) throw notFound(`办件 ${caseNo}`);
}

function caseVisible(principal: Principal, realm: string, caseNo: RawBuilder<unknown>): RawBuilder<boolean> {
  const region = principal.region === undefined ? sql`` : sql` and seen.region = ${principal.region}`;
  const uscc = isApplicant(principal) ? sql` and seen.uscc = ${principal.uscc ?? ''}` : sql``;
  return sql<boolean>`exists (select 1 from journal.case_scope seen where seen.case_no = ${caseNo} and seen.realm = ${realm}${region}${uscc})`;
}

/** Refuses to open a case in a region that is not the caller's, or (without `wanted`) an act that reaches every region. */
export function requireRegion({ region }: Principal, wanted?: string): void {
  if (region === undefined || region === wanted) return;
  throw problemOf('not-your-region', `访问令牌限于地区 ${region}。`);
}
