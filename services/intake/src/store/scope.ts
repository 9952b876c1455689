/**
 * Who sees what has no case yet, files and drafts: an applicant those of its enterprise, whoever brought them; the window and assist
 * officers those that their own role brought, in the region their token names. The one place that decides it.
 */
import { isApplicant, type Principal } from '@yichuang/platform';
import { type RawBuilder, sql } from 'kysely';

export function beforeFiling(principal: Principal, realm: string, table: string): RawBuilder<boolean> {
  const column = (name: string): RawBuilder<unknown> => sql.ref(`${table}.${name}`);
  const inRealm = sql<boolean>`${column('realm')} = ${realm}`;
  if (isApplicant(principal)) return sql<boolean>`${inRealm} and ${column('uscc')} = ${principal.uscc ?? ''}`;
  const region = principal.region === undefined ? sql`` : sql` and ${column('region')} = ${principal.region}`;
  return sql<boolean>`${inRealm} and ${column('opened_role')} = any(${principal.roles})${region}`;
}
