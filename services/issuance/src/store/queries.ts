/** Reads of results. Words are Chinese, codes stand beside them. */
import type { Difference } from '@yichuang/contracts';
import { formatOffset } from '@yichuang/kernel';
import { clockView, inScope, type Principal, pageOf } from '@yichuang/platform';
import { itemByCode, namedDepartment, type Regions } from '@yichuang/regions';
import type { Kysely, Selectable } from 'kysely';
import type { ResultList, ResultSummary } from '../http/replies.ts';
import type { IssuanceDatabase, ResultPhase, ResultTable } from './schema.ts';

type ResultRow = Selectable<ResultTable>;

const resultWords: Record<ResultPhase, string> = {
  awaitingHandover: '待移交',
  rejected: '已拒收',
  discrepancy: '差异待处理',
  held: '容缺待补',
  ready: '待领取',
  delivered: '已送达',
};

const fieldWords: Record<Difference['field'], string> = {
  applicantName: '建设单位',
  projectName: '项目名称',
  projectCode: '项目代码',
};

/** A result of a case that the caller may see; of `department` only its own. */
export const findResult = (
  db: Kysely<IssuanceDatabase>,
  sight: Sight,
  itemCaseNo: string,
): Promise<ResultRow | undefined> =>
  seen(db, sight).where('item_case_no', '=', itemCaseNo).selectAll().executeTakeFirst();

export interface Sight {
  realm: string;
  principal: Principal;
  department: string | undefined;
}

export interface ResultRequest extends Sight {
  applicationNo?: string | undefined;
  limit: number;
  after?: string | undefined;
}

/** In the order of their numbers; `count` comes from the same conditions as the list, `next` continues where this page ends. */
export async function listResults(
  db: Kysely<IssuanceDatabase>,
  regions: Regions,
  { applicationNo, limit, after, ...sight }: ResultRequest,
): Promise<ResultList> {
  const matching = seen(db, sight).$if(applicationNo !== undefined, (query) =>
    query.where('application_no', '=', applicationNo ?? ''),
  );
  const { count } = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const rows = await matching
    .selectAll()
    .$if(after !== undefined, (query) => query.where('item_case_no', '>', after ?? ''))
    .orderBy('item_case_no')
    .limit(limit + 1)
    .execute();
  const { shown, more } = pageOf(rows, limit, (row) => row.item_case_no);
  const results = await Promise.all(shown.map((row) => resultView(db, row, regions)));
  return { count, results, ...more };
}

const seen = (db: Kysely<IssuanceDatabase>, { realm, principal, department }: Sight) =>
  db
    .selectFrom('issuance.result')
    .where('realm', '=', realm)
    .where(inScope(principal, realm, 'application_no'))
    .$if(department !== undefined, (query) => query.where('department', '=', department ?? ''));

export async function resultView(
  db: Kysely<IssuanceDatabase>,
  row: ResultRow,
  { catalogue }: Regions,
): Promise<ResultSummary> {
  return {
    itemCaseNo: row.item_case_no,
    applicationNo: row.application_no,
    itemCode: row.item_code,
    itemName: itemByCode(catalogue, row.item_code)?.name,
    department: namedDepartment(catalogue, row.department),
    state: resultWords[row.phase],
    handedOutBy: row.outlet,
    result: row.result,
    handover: {
      ...(await clockView(db, { realm: row.realm, caseNo: row.application_no }, row.handover)),
      overdue: row.handover_overdue,
    },
    delivery: {
      ...(await clockView(db, { realm: row.realm, caseNo: row.application_no }, row.delivery)),
      overdue: row.delivery_overdue,
    },
    differences: row.differences.map((one) => ({ ...one, word: fieldWords[one.field] })),
    delivered:
      row.delivered_at === null || row.delivered_to === null
        ? null
        : { at: formatOffset(row.delivered_at), how: 'pickup', to: row.delivered_to },
    fedBackAt: row.fed_back_at === null ? null : formatOffset(row.fed_back_at),
  };
}
