/** What the desk is alerted to. */
import { wordOf } from '@yichuang/contracts';
import { formatOffset } from '@yichuang/kernel';
import { inScope, type Principal, pageOf } from '@yichuang/platform';
import type { Kysely, Selectable } from 'kysely';
import type { AlertList, AlertView } from '../http/replies.ts';
import type { AlertTable, AssistDatabase } from './schema.ts';

const alertView = ({ assist_no, type, raised_at, settled_at }: Selectable<AlertTable>): AlertView => ({
  assistNo: assist_no,
  type,
  word: wordOf(type, {}),
  raisedAt: formatOffset(raised_at),
  settledAt: settled_at && formatOffset(settled_at),
});

export async function alertsOf(db: Kysely<AssistDatabase>, no: string): Promise<AlertView[]> {
  const rows = await db.selectFrom('assist.alert').selectAll().where('assist_no', '=', no).orderBy('id').execute();
  return rows.map(alertView);
}

export interface AlertRequest {
  realm: string;
  principal: Principal;
  state: 'open' | 'settled' | 'all';
  limit: number;
  after?: string | undefined;
}

/** Oldest first; `count` comes from the same conditions as the list, `next` continues where this page ends. */
export async function listAlerts(
  db: Kysely<AssistDatabase>,
  { realm, principal, state, limit, after }: AlertRequest,
): Promise<AlertList> {
  let matching = db
    .selectFrom('assist.alert')
    .where('realm', '=', realm)
    .where(inScope(principal, realm, 'assist_no'));
  if (state !== 'all') matching = matching.where('settled_at', state === 'open' ? 'is' : 'is not', null);
  const { count } = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  let page = matching
    .selectAll()
    .orderBy('id')
    .limit(limit + 1);
  if (after !== undefined) page = page.where('id', '>', Number(after));
  const rows = await page.execute();
  const { shown, more } = pageOf(rows, limit, ({ id }) => String(id));
  return { count, alerts: shown.map(alertView), ...more };
}
