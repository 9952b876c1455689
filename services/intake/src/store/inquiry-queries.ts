/** Reads of stage inquiries. Words are Chinese, codes stand beside them. */
import type { InquiryItem } from '@yichuang/contracts';
import { formatOffset } from '@yichuang/kernel';
import { clockView, inScope, isApplicant, type Principal, pageOf } from '@yichuang/platform';
import { namedDepartment, namedItem, namedStage, type Regions } from '@yichuang/regions';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { AwaitedView, InquiryList, InquirySummary, InquiryView } from '../http/question-replies.ts';
import type { InquiryPartTable, InquiryPhase, InquiryTable, PartPhase } from './question-schema.ts';
import type { IntakeDatabase } from './schema.ts';

type Inquiry = Selectable<InquiryTable>;
type Part = Selectable<InquiryPartTable>;

const inquiryPhases: InquiryPhase[] = ['asking', 'consolidated', 'notified', 'cancelled'];
const phaseWords: Record<InquiryPhase, string> = {
  asking: '征询中',
  consolidated: '待告知',
  notified: '已告知',
  cancelled: '已取消',
};

/** What inquiries may be listed by, in the words that the list shows. */
export const inquiryStates = Object.values(phaseWords);

const partWords: Record<PartPhase, string> = {
  asked: '待答复',
  doubtful: '待协调',
  answered: '已答复',
  cancelled: '已取消',
};

/** A stage inquiry that the caller may see; its applicant sees no reply before the notice. */
export async function findInquiry(
  db: Kysely<IntakeDatabase>,
  regions: Regions,
  { realm, principal, no }: { realm: string; principal: Principal; no: string },
): Promise<InquiryView | undefined> {
  const row = await db
    .selectFrom('intake.inquiry')
    .selectAll()
    .where('realm', '=', realm)
    .where('inquiry_no', '=', no)
    .where(inScope(principal, realm, 'inquiry_no'))
    .executeTakeFirst();
  if (!row) return undefined;
  const parts = await db
    .selectFrom('intake.inquiry_part')
    .selectAll()
    .where('inquiry_no', '=', no)
    .orderBy('position')
    .execute();
  const told = row.phase === 'notified';
  const open = told || !isApplicant(principal);
  return {
    ...summary(row, regions),
    form: row.form,
    departments: await Promise.all(parts.map((part) => partView(db, row, part, { regions, open }))),
    notice: row.notice_due && noticeView(row, row.notice_due.dueAt, told ? parts : [], regions),
  };
}

export interface InquiryListRequest {
  realm: string;
  principal: Principal;
  state?: string | undefined;
  /** Only those for which a department is late, or only the others. */
  overdue?: boolean | undefined;
  limit: number;
  after?: string | undefined;
}

/** Newest first; `count` comes from the same conditions as the list, `next` continues where this page ends. */
export async function listInquiries(
  db: Kysely<IntakeDatabase>,
  regions: Regions,
  { realm, principal, state, overdue, limit, after }: InquiryListRequest,
): Promise<InquiryList> {
  let matching = db
    .selectFrom('intake.inquiry')
    .where('realm', '=', realm)
    .where(inScope(principal, realm, 'inquiry_no'));
  const phase = inquiryPhases.find((one) => phaseWords[one] === state);
  if (phase !== undefined) matching = matching.where('phase', '=', phase);
  if (overdue !== undefined) matching = matching.where(sql<boolean>`${late} = ${overdue}`);
  const { count } = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  let page = matching
    .selectAll()
    .orderBy('opened_at', 'desc')
    .orderBy('inquiry_no', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    page = page.where(
      sql<boolean>`(opened_at, inquiry_no) < (select opened_at, inquiry_no from intake.inquiry where inquiry_no = ${after})`,
    );
  const rows = await page.execute();
  const { shown, more } = pageOf(rows, limit, (row) => row.inquiry_no);
  const awaited = await awaitedOf(
    db,
    regions,
    shown.map((row) => row.inquiry_no),
  );
  const inquiries = shown.map((row) => ({ ...summary(row, regions), awaited: awaited.get(row.inquiry_no) ?? [] }));
  return { count, inquiries, ...more };
}

/** A department whose period has run out owes its reply still. */
const late = sql`exists (select 1 from intake.inquiry_part p where p.inquiry_no = inquiry.inquiry_no and p.phase = 'asked' and p.overdue)`;

/** Whom inquiries wait for, and until when: whom to urge. */
async function awaitedOf(
  db: Kysely<IntakeDatabase>,
  regions: Regions,
  inquiries: string[],
): Promise<Map<string, AwaitedView[]>> {
  if (inquiries.length === 0) return new Map();
  const parts = await db
    .selectFrom('intake.inquiry_part')
    .selectAll()
    .where('inquiry_no', 'in', inquiries)
    .where('phase', 'in', ['asked', 'doubtful'])
    .orderBy('position')
    .execute();
  const found = new Map<string, AwaitedView[]>();
  for (const part of parts) {
    const dueAt = part.due && formatOffset(part.due.dueAt);
    const one = { department: namedDepartment(regions.catalogue, part.department), state: partState(part), dueAt };
    found.set(part.inquiry_no, [...(found.get(part.inquiry_no) ?? []), one]);
  }
  return found;
}

const summary = (row: Inquiry, { packs, catalogue }: Regions): Omit<InquirySummary, 'awaited'> => ({
  inquiryNo: row.inquiry_no,
  region: { id: row.region, name: packs.get(row.region)?.name ?? row.region },
  stage: namedStage(catalogue, row.stage),
  project: { code: row.project_code, name: row.project_name },
  applicant: { name: row.applicant_name, uscc: row.uscc },
  openedAt: formatOffset(row.opened_at),
  state: phaseWords[row.phase],
  endedAt: row.ended_at && formatOffset(row.ended_at),
});

const itemView = ({ catalogue }: Regions, { itemCode, materials }: InquiryItem) => ({
  item: namedItem(catalogue, itemCode),
  materials,
});

const partState = ({ phase, overdue }: Part): string => (phase === 'asked' && overdue ? '已超期' : partWords[phase]);

const partView = async (
  db: Kysely<IntakeDatabase>,
  { realm, inquiry_no: caseNo }: Inquiry,
  part: Part,
  { regions, open }: { regions: Regions; open: boolean },
): Promise<InquiryView['departments'][number]> => ({
  department: namedDepartment(regions.catalogue, part.department),
  state: partState(part),
  due: part.due && (await clockView(db, { realm, caseNo }, part.due)),
  overdue: part.overdue,
  answeredAt: part.answered_at && formatOffset(part.answered_at),
  items: open && part.items ? part.items.map((item) => itemView(regions, item)) : null,
  doubt: open ? part.doubt : null,
});

const noticeView = (row: Inquiry, dueAt: string, parts: Part[], regions: Regions): InquiryView['notice'] => ({
  dueAt: formatOffset(dueAt),
  issuedAt: row.phase === 'notified' && row.ended_at !== null ? formatOffset(row.ended_at) : null,
  items: parts.flatMap(({ department, items }) =>
    (items ?? []).map((item) => ({
      ...itemView(regions, item),
      department: namedDepartment(regions.catalogue, department),
    })),
  ),
  nothingToDo: parts
    .filter(({ items }) => items?.length === 0)
    .map(({ department }) => namedDepartment(regions.catalogue, department)),
});
