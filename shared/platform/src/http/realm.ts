/** The realm a request speaks of: live, or a sandbox named in `Sandbox-Realm` (refused in production). */
import { liveRealm } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';
import type { Request } from 'express';
import { type QueryExecutorProvider, sql } from 'kysely';
import { problemOf } from './problem.ts';

export const realmForm = /^[a-z0-9][a-z0-9-]{0,62}$/;

export function realmOf(request: Request, sandbox: boolean): string {
  const realm = request.header('sandbox-realm');
  if (realm === undefined) return liveRealm;
  if (!sandbox) throw problemOf('no-sandbox-here', '请去掉请求头 Sandbox-Realm。');
  if (!realmForm.test(realm) || realm === liveRealm)
    throw problemOf('invalid-realm', '沙箱名由小写字母、数字和连字符组成。');
  return realm;
}

/** What the realm's clock reads. @throws {Problem} if there is no such realm */
export async function realmClock(db: QueryExecutorProvider, realm: string): Promise<Instant> {
  const { rows } = await sql<{ now: Instant }>`select journal.iso(journal.clock(${realm})) as now`
    .execute(db)
    .catch(unknownRealm);
  const row = rows[0];
  if (!row) throw new Error('the clock says nothing');
  return row.now;
}

/** The database's refusal of a realm as a problem; any other error as it is. */
export function unknownRealm(error: unknown): never {
  if (error instanceof Error && 'code' in error && error.code === 'YC404')
    throw problemOf('unknown-realm', '请先建立沙箱,再以 Sandbox-Realm 使用。');
  throw error;
}
