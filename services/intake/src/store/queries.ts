/** Reads of applications. Words are Chinese, codes stand beside them. */
import { at, type CivilDate, type Deadline, formatOffset } from '@yichuang/kernel';
import { inScope, type Principal, pageOf } from '@yichuang/platform';
import { namedDepartment, namedStage, type Regions } from '@yichuang/regions';
import { type Kysely, type RawBuilder, type Selectable, type SelectQueryBuilder, sql } from 'kysely';
import type {
  ApplicationList,
  ApplicationSummary,
  ApplicationView,
  CorrectionView,
  DueView,
  ItemView,
} from '../http/replies.ts';
import { materialsOf } from './materials.ts';
import type {
  ApplicationPhase,
  ApplicationTable,
  CorrectionTable,
  IntakeDatabase,
  ItemPhase,
  ItemTable,
  PaperPhase,
} from './schema.ts';

const applicationWords: Record<ApplicationPhase, string> = {
  checking: '审查中',
  correcting: '补正中',
  correctionLapsed: '补正逾期终止',
  preAccepted: '已预受理',
  accepted: '已受理',
  partlyAccepted: '部分受理',
  refused: '不予受理',
  notRequired: '不受理',
  withdrawn: '已撤回',
  concluded: '已办结',
};

const itemWords: Record<ItemPhase, string> = {
  received: '已接件',
  pushed: '已推送',
  correctionLapsed: '补正逾期终止',
  returned: '已退回',
  confirmed: '已受理',
  waiting: '待前置',
  refused: '不予受理',
  notRequired: '不受理',
  withdrawn: '已撤回',
  accepted: '办理中',
  underReview: '办理中',
  suspended: '特别程序中',
  granted: '准予',
  denied: '不予许可',
};

const paperWords: Record<PaperPhase, ApplicationView['paper']> = {
  notNeeded: '不需要',
  due: '待收',
  received: '已收',
  toForward: '待转交',
  forwarded: '已转交',
};

/** Whose an application is (统一社会信用代码), and whether items of it were handed on to the stage. */
export const holderOf = (
  db: Kysely<IntakeDatabase>,
  no: string,
): Promise<Pick<Selectable<ApplicationTable>, 'uscc' | 'with_stage'> | undefined> =>
  db
    .selectFrom('intake.application')
    .select(['uscc', 'with_stage'])
    .where('application_no', '=', no)
    .executeTakeFirst();

export async function findApplication(
  db: Kysely<IntakeDatabase>,
  regions: Regions,
  realm: string,
  no: string,
): Promise<ApplicationView | undefined> {
  const row = await db
    .selectFrom('intake.application')
    .selectAll()
    .where('realm', '=', realm)
    .where('application_no', '=', no)
    .executeTakeFirst();
  if (!row) return undefined;
  const items = await db
    .selectFrom('intake.item')
    .selectAll()
    .where('application_no', '=', no)
    .orderBy('item_code')
    .execute();
  const materials = await materialsOf(db, no);
  const corrections = await db
    .selectFrom('intake.correction')
    .selectAll()
    .where('application_no', '=', no)
    .orderBy('n')
    .execute();
  const awaited = corrections.flatMap(({ phase, item_codes }) => (phase === 'awaited' ? item_codes : []));
  const { first_contact: firstContact, paper, helper } = row;
  return {
    ...summary(row, regions),
    firstContact,
    paper: paperWords[paper],
    helper,
    items: items.map((item) => ({
      ...itemView(item, regions, awaited.includes(item.item_code)),
      materials: materials.get(item.item_code) ?? [],
    })),
    corrections: corrections.map(correctionView),
  };
}

const correctionWords = { awaited: '补正中', complete: '补正完成', lapsed: '补正逾期终止' } as const;

const correctionView = (row: Selectable<CorrectionTable>): CorrectionView => ({
  n: row.n,
  state: correctionWords[row.phase],
  itemCodes: row.item_codes,
  materials: row.materials.map((name) => ({ name, supplied: row.supplied.includes(name) })),
  issuedAt: formatOffset(row.issued_at),
  due: shown(row.due),
});

export interface ListRequest {
  realm: string;
  principal: Principal;
  state?: string | undefined;
  region?: string | undefined;
  stage?: string | undefined;
  project?: string | undefined;
  item?: string | undefined;
  department?: string | undefined;
  applicant?: string | undefined;
  helper?: string | undefined;
  overdue?: boolean | undefined;
  filedFrom?: CivilDate | undefined;
  filedTo?: CivilDate | undefined;
  limit: number;
  after?: string | undefined;
}

/** What an application may be listed by, in the words that the list shows. */
export const applicationStates = Object.values(applicationWords);

/** Newest first; `next` continues where this page ends. `count` comes from the same conditions as the list. */
export async function listApplications(
  db: Kysely<IntakeDatabase>,
  regions: Regions,
  { realm, principal, limit, after, ...asked }: ListRequest,
): Promise<ApplicationList> {
  const matching = filtered(
    db
      .selectFrom('intake.application')
      .where('realm', '=', realm)
      .where(inScope(principal, realm, 'application_no')),
    asked,
  );
  const { count } = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  let page = matching
    .selectAll()
    .orderBy('filed_at', 'desc')
    .orderBy('application_no', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    page = page.where(
      sql<boolean>`(filed_at, application_no) < (select filed_at, application_no from intake.application where application_no = ${after})`,
    );
  const rows = await page.execute();
  const { shown, more } = pageOf(rows, limit, (row) => row.application_no);
  return { count, applications: shown.map((row) => summary(row, regions)), ...more };
}

/** Codes where the route has resolved them; days are whole days of Beijing time. */
function filtered<O>(
  query: SelectQueryBuilder<IntakeDatabase, 'intake.application', O>,
  {
    state,
    region,
    stage,
    project,
    item,
    department,
    applicant,
    helper,
    overdue,
    filedFrom,
    filedTo,
  }: Omit<ListRequest, 'realm' | 'principal' | 'limit' | 'after'>,
): SelectQueryBuilder<IntakeDatabase, 'intake.application', O> {
  const phase = Object.entries(applicationWords).find(([, word]) => word === state)?.[0];
  const withItem = (column: 'item_code' | 'department', value: string): RawBuilder<boolean> =>
    sql<boolean>`exists (select 1 from intake.item i where i.application_no = application.application_no and ${sql.ref(`i.${column}`)} = ${value})`;
  const late = sql<boolean>`exists (select 1 from intake.item i where i.application_no = application.application_no and i.overdue)`;
  return query
    .$if(state !== undefined, (q) => q.where('phase', '=', sql<ApplicationPhase>`${phase ?? ''}`))
    .$if(region !== undefined, (q) => q.where('region', '=', region ?? ''))
    .$if(stage !== undefined, (q) => q.where('stage', '=', stage ?? ''))
    .$if(project !== undefined, (q) => q.where('project_code', '=', project ?? ''))
    .$if(item !== undefined, (q) => q.where(withItem('item_code', item ?? '')))
    .$if(department !== undefined, (q) => q.where(withItem('department', department ?? '')))
    .$if(applicant !== undefined, (q) => q.where('uscc', '=', applicant ?? ''))
    .$if(helper !== undefined, (q) => q.where(sql<boolean>`helper->>'name' = ${helper}`))
    .$if(overdue !== undefined, (q) => q.where(sql<boolean>`${late} = ${overdue}`))
    .$if(filedFrom !== undefined, (q) => q.where('filed_at', '>=', at(filedFrom ?? '', '00:00')))
    .$if(filedTo !== undefined, (q) => q.where('filed_at', '<', at(filedTo ?? '', '24:00')));
}

const summary = (row: Selectable<ApplicationTable>, { packs, catalogue }: Regions): ApplicationSummary => ({
  applicationNo: row.application_no,
  region: { id: row.region, name: packs.get(row.region)?.name ?? row.region },
  stage: namedStage(catalogue, row.stage),
  channel: row.channel,
  project: { code: row.project_code, name: row.project_name },
  applicant: { name: row.applicant_name, uscc: row.uscc },
  filedAt: formatOffset(row.filed_at),
  state: applicationWords[row.phase],
  acceptedOn: row.accepted_on,
  deemed: row.deemed,
});

function itemState({ phase, deficits }: Selectable<ItemTable>, correcting: boolean): string {
  if (correcting) return '补正中';
  return phase === 'granted' && deficits.length > 0 ? '容缺通过' : itemWords[phase];
}

function itemView(
  row: Selectable<ItemTable>,
  { catalogue }: Regions,
  correcting: boolean,
): Omit<ItemView, 'materials'> {
  return {
    itemCode: row.item_code,
    name: catalogue.items.find((item) => item.code === row.item_code)?.name,
    guideVersion: row.guide_version,
    department: namedDepartment(catalogue, row.department),
    state: itemState(row, correcting),
    round: row.round,
    deemed: row.deemed,
    acceptedOn: row.accepted_on,
    returnReason: row.return_reason,
    answerDue: row.answer_due && shown(row.answer_due),
    due: row.due && shown(row.due),
    overdue: row.overdue,
    codes: row.codes,
    deficits: row.deficits,
    deficitsDue: row.deficits_due && shown(row.deficits_due),
    committed: row.committed,
  };
}

const shown = ({ dueAt, dueDate, basis, provisional }: Deadline): DueView => ({
  dueAt: formatOffset(dueAt),
  dueDate,
  basis,
  provisional,
});
