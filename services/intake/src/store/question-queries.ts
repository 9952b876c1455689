/** Reads of questions. Words are Chinese, codes stand beside them. */
import { assertNever, formatOffset } from '@yichuang/kernel';
import { clockView, inScope, type Principal, pageOf } from '@yichuang/platform';
import { namedDepartment, namedItem, type Regions } from '@yichuang/regions';
import { type Kysely, type Selectable, sql } from 'kysely';
import type { QuestionList, QuestionView } from '../http/question-replies.ts';
import type { QuestionTable } from './question-schema.ts';
import type { IntakeDatabase } from './schema.ts';

const words = { open: '待答复', overdue: '已超期', answered: '已答复', withdrawn: '已撤回' } as const;
type QuestionState = keyof typeof words;

/** What questions may be listed by, in the words that the list shows. */
export const questionStates = Object.values(words);

const stateOf = ({ phase, overdue }: Selectable<QuestionTable>): QuestionState =>
  phase === 'open' && overdue ? 'overdue' : phase;

/** A question that the caller may see. */
export async function findQuestion(
  db: Kysely<IntakeDatabase>,
  regions: Regions,
  { realm, principal, no }: { realm: string; principal: Principal; no: string },
): Promise<QuestionView | undefined> {
  const row = await db
    .selectFrom('intake.question')
    .selectAll()
    .where('realm', '=', realm)
    .where('question_no', '=', no)
    .where(inScope(principal, realm, 'question_no'))
    .executeTakeFirst();
  return row && view(db, row, regions);
}

export interface QuestionListRequest {
  realm: string;
  principal: Principal;
  department?: string | undefined;
  state?: (typeof questionStates)[number] | undefined;
  limit: number;
  after?: string | undefined;
}

/** Newest first; `count` comes from the same conditions as the list, `next` continues where this page ends. */
export async function listQuestions(
  db: Kysely<IntakeDatabase>,
  regions: Regions,
  { realm, principal, department, state, limit, after }: QuestionListRequest,
): Promise<QuestionList> {
  let matching = db
    .selectFrom('intake.question')
    .where('realm', '=', realm)
    .where(inScope(principal, realm, 'question_no'));
  if (department !== undefined) matching = matching.where('department', '=', department);
  switch (state) {
    case undefined:
      break;
    case words.open:
    case words.overdue:
      matching = matching.where('phase', '=', 'open').where('overdue', '=', state === words.overdue);
      break;
    case words.answered:
      matching = matching.where('phase', '=', 'answered');
      break;
    case words.withdrawn:
      matching = matching.where('phase', '=', 'withdrawn');
      break;
    default:
      assertNever(state);
  }
  const { count } = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  let page = matching
    .selectAll()
    .orderBy('asked_at', 'desc')
    .orderBy('question_no', 'desc')
    .limit(limit + 1);
  if (after !== undefined)
    page = page.where(
      sql<boolean>`(asked_at, question_no) < (select asked_at, question_no from intake.question where question_no = ${after})`,
    );
  const rows = await page.execute();
  const { shown, more } = pageOf(rows, limit, (row) => row.question_no);
  return {
    count,
    questions: await Promise.all(shown.map((row) => view(db, row, regions))),
    ...more,
  };
}

const view = async (
  db: Kysely<IntakeDatabase>,
  row: Selectable<QuestionTable>,
  { packs, catalogue }: Regions,
): Promise<QuestionView> => ({
  questionNo: row.question_no,
  region: { id: row.region, name: packs.get(row.region)?.name ?? row.region },
  channel: row.channel,
  department: namedDepartment(catalogue, row.department),
  item: row.item_code === null ? null : namedItem(catalogue, row.item_code),
  text: row.text,
  contactSheet: row.contact_sheet,
  applicant: { name: row.applicant_name, uscc: row.uscc },
  firstContact: row.first_contact,
  askedAt: formatOffset(row.asked_at),
  state: words[stateOf(row)],
  due: row.due && (await clockView(db, { realm: row.realm, caseNo: row.question_no }, row.due)),
  overdue: row.overdue,
  answer: row.answer,
  endedAt: row.ended_at && formatOffset(row.ended_at),
});
