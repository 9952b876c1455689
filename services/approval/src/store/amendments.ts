/** Amendments of the working-day calendar: proposed, read, and what they would move. */
import type { AmendmentData, OpenDeadlines } from '@yichuang/contracts';
import { amendmentWorkflowId } from '@yichuang/contracts/temporal';
import { Calendar, type CalendarData, type Instant, type MovedDeadline, previewAmendment } from '@yichuang/kernel';
import { type CaseFiling, calendarInForce, fileCase, pageOf, type ServiceTools } from '@yichuang/platform';
import type { AmendmentInput } from '@yichuang/workflows/messages';
import { type Kysely, type QueryExecutorProvider, type Selectable, sql } from 'kysely';
import { projectOwnFacts } from './projection.ts';
import type { AmendmentTable, ApprovalDatabase } from './schema.ts';

/** Files a proposal; a second call with the same key finds the first one's command. */
export function proposeAmendment(
  tools: ServiceTools<ApprovalDatabase>,
  proposal: Omit<AmendmentData, 'amendmentNo'>,
  command: Parameters<typeof fileCase>[2],
): ReturnType<typeof fileCase> {
  const filing: CaseFiling<ApprovalDatabase> = {
    service: 'approval',
    type: 'calendarAmendmentWorkflow',
    workflowId: amendmentWorkflowId,
    numbers: { sequence: 'approval.amendment_number', prefix: 'CAL-', name: 'amendmentNo' },
    project: projectOwnFacts,
    open: (_trx, amendmentNo, at) => {
      const proposed: AmendmentData = { amendmentNo, ...proposal };
      return Promise.resolve({
        fact: { type: 'amendmentProposed', at, actor: command.actor, basis: ['行政许可法 82'], data: proposed },
        scope: { region: '', uscc: '' },
        input: (start): AmendmentInput & { summary: string } => ({
          ...start,
          proposed,
          summary: `工作日历修订 ${amendmentNo}`,
        }),
      });
    },
  };
  return fileCase(tools, filing, command);
}

export interface Amendment extends Selectable<AmendmentTable> {
  version: number | null;
  in_force_at: Instant | null;
  /** Cases that still count by an older version. */
  behind: number;
}

/** Newest first, at most `limit`, or the one with that number. */
export async function findAmendments(
  db: Kysely<ApprovalDatabase>,
  realm: string,
  { no, limit, before }: { no?: string; limit: number; before?: string | undefined },
): Promise<Amendment[]> {
  const { rows } = await sql<Amendment>`
    select a.*, v.version, journal.iso(v.in_force_at) as in_force_at,
           (select count(*)::int from calendar.open_deadline o where o.realm = a.realm and o.version < v.version) as behind
      from approval.amendment a left join calendar.version v using (amendment_no)
     where a.realm = ${realm} ${no === undefined ? sql`` : sql`and a.amendment_no = ${no}`}
           ${before === undefined ? sql`` : sql`and a.amendment_no < ${before}`}
     order by a.amendment_no desc limit ${limit}`.execute(db);
  return rows;
}

export interface Effects {
  /** Open deadlines looked at in this page and how many of them move. */
  looked: number;
  moved: (MovedDeadline & { workflowId: string; caseNo: string })[];
  next?: string;
}

/** What a proposal would move if it came into force now, or at its own instant: one page of open cases. @throws {RangeError} on a calendar with a gap */
export async function effectsOf(
  db: QueryExecutorProvider,
  realm: string,
  { years, days, notBefore }: Pick<AmendmentData, 'years' | 'days' | 'notBefore'>,
  { limit, after = '' }: { limit: number; after?: string | undefined },
): Promise<Effects> {
  const before = await calendarInForce(db, realm);
  const at = notBefore ?? (await clockOf(db, realm));
  const next = await withChanges(db, before, at, { years, days });
  const { rows } = await sql<{ workflowId: string; caseNo: string; open: OpenDeadlines }>`
    select workflow_id as "workflowId", case_no as "caseNo", open from calendar.open_deadline
     where realm = ${realm} and workflow_id > ${after} order by workflow_id limit ${limit + 1}`.execute(db);
  const { shown, more } = pageOf(rows, limit, (row) => row.workflowId);
  const calendars = new Map<string | undefined, { before: Calendar; after: Calendar }>();
  const calendarsOf = (region: string | undefined): { before: Calendar; after: Calendar } => {
    const known = calendars.get(region) ?? {
      before: new Calendar(before.data, region),
      after: new Calendar(next.data, region),
    };
    calendars.set(region, known);
    return known;
  };
  return {
    looked: shown.reduce((n, { open }) => n + open.deadlines.length, 0),
    moved: shown.flatMap(({ workflowId, caseNo, open: { deadlines, hours, region } }) =>
      previewAmendment(deadlines, { ...calendarsOf(region), inForceAt: at, hours }).map((moved) => ({
        workflowId,
        caseNo,
        ...moved,
      })),
    ),
    ...more,
  };
}

async function clockOf(db: QueryExecutorProvider, realm: string): Promise<Instant> {
  const { rows } = await sql<{ at: Instant }>`select journal.iso(calendar.reached(${realm})) as at`.execute(db);
  return rows[0]?.at ?? '';
}

/** The calendar as it would be. @throws {RangeError} if it had a gap or a malformed date */
async function withChanges(
  db: QueryExecutorProvider,
  before: Calendar,
  at: Instant,
  { years, days }: Pick<AmendmentData, 'years' | 'days'>,
): Promise<Calendar> {
  const { rows } = await sql<{ data: CalendarData }>`select calendar.with_changes(${JSON.stringify(before.data)}::jsonb,
    ${before.version + 1}, ${at}, ${JSON.stringify(years)}::jsonb, ${JSON.stringify(days)}::jsonb) as data`.execute(db);
  const data = rows[0]?.data;
  if (!data) throw new Error('no calendar');
  return new Calendar(data);
}
