/** How an application went, over all services: our own trail, and what the others published of it (002-31, 004-32). */
import { factWords, isFactType, wordOf } from '@yichuang/contracts';
import { formatOffset, type Instant } from '@yichuang/kernel';
import type { CloudEvent } from '@yichuang/platform';
import { itemByCode, namedDepartment, type Regions } from '@yichuang/regions';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { TimelineEntry } from '../http/replies.ts';
import type { IntakeDatabase } from './schema.ts';

interface Told {
  at: Instant;
  type: string;
  data: Record<string, unknown>;
}

/** Keeps what another service published of an application of ours. */
export async function keepHeard(
  trx: Transaction<IntakeDatabase>,
  { partitionkey: no, subject: workflowId, data }: CloudEvent,
): Promise<void> {
  const ours = await trx
    .selectFrom('intake.application')
    .select('application_no')
    .where('application_no', '=', no)
    .executeTakeFirst();
  if (!ours || data.facts.length === 0) return;
  await trx
    .insertInto('intake.heard')
    .values(
      data.facts.map(({ seq, at, type, data: said }) => ({
        application_no: no,
        workflow_id: workflowId,
        seq,
        at,
        type,
        data: JSON.stringify(said),
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** In the order of the legal instants; of several at one instant ours come first. */
export async function timelineOf(
  db: Kysely<IntakeDatabase>,
  { catalogue }: Regions,
  no: string,
): Promise<TimelineEntry[]> {
  const { rows } = await sql<Told>`
    select journal.iso(at) as at, type, data from (
      select (body->>'at')::timestamptz as at, body->>'type' as type, body->'data' as data, 0 as source, sequence as n
        from intake.fact where case_no = ${no}
      union all
      select at, type, data, 1, row_number() over (partition by workflow_id order by seq) from intake.heard where application_no = ${no}
    ) told order by told.at, source, n`.execute(db);
  return rows.flatMap(({ at, type, data }): TimelineEntry[] => {
    if (!isFactType(type) || !factWords[type].published) return [];
    const [code, unit] = [text(data['itemCode']), text(data['department'])];
    const reason = text(data['reason']) ?? texts(data['reasons']);
    return [
      {
        at: formatOffset(at),
        word: wordOf(type, data),
        ...(code !== undefined && { item: { code, name: itemByCode(catalogue, code)?.name } }),
        ...(unit !== undefined && {
          department: namedDepartment(catalogue, unit),
        }),
        ...(reason !== undefined && { reason }),
      },
    ];
  });
}

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

const texts = (value: unknown): string | undefined =>
  Array.isArray(value) && value.length > 0 ? value.map(String).join(';') : undefined;
