/** Reads of commissions. Words are Chinese, codes stand beside them. */
import { formatOffset } from '@yichuang/kernel';
import { clockView, inScope, type Principal, pageOf } from '@yichuang/platform';
import type { Regions } from '@yichuang/regions';
import type { Kysely, Selectable } from 'kysely';
import type { AssistCaseList, AssistCaseSummary, AssistCaseView } from '../http/replies.ts';
import { alertsOf } from './alerts.ts';
import type { AssignmentTable, AssistDatabase, AssistPhase, CommissionTable } from './schema.ts';

const phaseWords: Record<AssistPhase, string> = {
  preReview: '待预审',
  ineligible: '不符合条件',
  formPending: '待确认申请表',
  contactPending: '待联系',
  contacted: '已联系',
};

const entrustmentWords = { full: '全部委托', partial: '部分委托' } as const;

type Commission = Selectable<CommissionTable>;
type Assignment = Selectable<AssignmentTable>;

/** A commission with its officers, in order; the last one is the present one. */
export interface FoundCommission {
  commission: Commission;
  officers: Assignment[];
}

/** A commission that the caller may know of. */
export async function findCommission(
  db: Kysely<AssistDatabase>,
  { realm, principal, no }: { realm: string; principal: Principal; no: string },
): Promise<FoundCommission | undefined> {
  const commission = await db
    .selectFrom('assist.commission')
    .selectAll()
    .where('realm', '=', realm)
    .where('assist_no', '=', no)
    .where(inScope(principal, realm, 'assist_no'))
    .executeTakeFirst();
  if (!commission) return undefined;
  const officers = await db
    .selectFrom('assist.assignment')
    .selectAll()
    .where('assist_no', '=', no)
    .orderBy('id')
    .execute();
  return { commission, officers };
}

export interface CommissionRequest {
  realm: string;
  principal: Principal;
  /** Only this owner's. */
  uscc?: string | undefined;
  /** Only those with this officer now. */
  officerId?: string | undefined;
  state?: AssistPhase | undefined;
  limit: number;
  after?: string | undefined;
}

/** Newest first; `count` comes from the same conditions as the list, `next` continues where this page ends. */
export async function listCommissions(
  db: Kysely<AssistDatabase>,
  regions: Regions,
  { realm, principal, uscc, officerId, state, limit, after }: CommissionRequest,
): Promise<AssistCaseList> {
  let matching = db
    .selectFrom('assist.commission')
    .where('realm', '=', realm)
    .where(inScope(principal, realm, 'assist_no'));
  if (uscc !== undefined) matching = matching.where('uscc', '=', uscc);
  if (state !== undefined) matching = matching.where('phase', '=', state);
  if (officerId !== undefined)
    matching = matching.where('assist_no', 'in', (present) =>
      present
        .selectFrom('assist.assignment')
        .select('assist_no')
        .where('officer_id', '=', officerId)
        .where('until_at', 'is', null),
    );
  const { count } = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  let page = matching
    .selectAll()
    .orderBy('assist_no', 'desc')
    .limit(limit + 1);
  if (after !== undefined) page = page.where('assist_no', '<', after);
  const rows = await page.execute();
  const { shown, more } = pageOf(rows, limit, (row) => row.assist_no);
  return {
    count,
    assistCases: await Promise.all(shown.map((row) => summary(db, row, regions))),
    ...more,
  };
}

const summary = async (
  db: Kysely<AssistDatabase>,
  row: Commission,
  { packs }: Regions,
): Promise<AssistCaseSummary> => ({
  assistNo: row.assist_no,
  region: { id: row.region, name: packs.get(row.region)?.name ?? row.region },
  project: { code: row.project_code, name: row.project_name, kind: row.project_kind },
  owner: { name: row.owner_name, uscc: row.uscc },
  entrustment: { ...row.entrustment, word: entrustmentWords[row.entrustment.mode] },
  requestedAt: formatOffset(row.requested_at),
  state: phaseWords[row.phase],
  contact: row.contact && (await clockView(db, { realm: row.realm, caseNo: row.assist_no }, row.contact)),
  overdue: row.overdue,
  contactedAt: row.contacted_at && formatOffset(row.contacted_at),
});

/** What one commission shows: who its officer is and was, until when the contact, what the desk is alerted to. */
export async function commissionView(
  db: Kysely<AssistDatabase>,
  regions: Regions,
  { commission, officers }: FoundCommission,
): Promise<AssistCaseView> {
  const present = officers.at(-1);
  return {
    ...(await summary(db, commission, regions)),
    ...(commission.reason !== null && { reason: commission.reason }),
    ...(commission.other_way !== null && { otherWay: commission.other_way }),
    officer: present ? { id: present.officer_id, name: present.officer_name } : null,
    officers: officers.map(({ officer_id, officer_name, from_at, until_at, reason }) => ({
      id: officer_id,
      name: officer_name,
      from: formatOffset(from_at),
      until: until_at && formatOffset(until_at),
      reason,
    })),
    alerts: await alertsOf(db, commission.assist_no),
  };
}
