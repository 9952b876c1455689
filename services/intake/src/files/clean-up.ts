/**
 * Removes what nobody came back for: uploads that were never finished or were refused, files that no application and no draft names
 * after so many days, and contents to which no row leads any more (pieces that were joined, transfers that broke off).
 */
import { type Cipher, type ContentStore, type Leader, type Logger, lead, uuidFloor } from '@yichuang/platform';
import { type Kysely, sql, type Transaction } from 'kysely';
import { namedIn } from '../filing/check.ts';
import { formOf } from '../store/drafts.ts';
import type { IntakeDatabase } from '../store/schema.ts';

interface CleanUpTools {
  db: Kysely<IntakeDatabase>;
  storage: ContentStore;
  cipher: Cipher;
}

interface CleanUpJob extends CleanUpTools {
  databaseUrl: string;
  keepDays: number;
  everyMs: number;
  log: Logger;
}

const dayMs = 86_400_000;
const portion = 500;

export function startCleanUp({ databaseUrl, keepDays, everyMs, log, ...tools }: CleanUpJob): Leader {
  return lead({
    databaseUrl,
    name: 'intake.files',
    channels: [],
    pollMs: everyMs,
    log,
    async work() {
      const files = await removeFiles(tools, new Date(Date.now() - keepDays * dayMs));
      // A content is put before its row is written: what came within the last day may still get one.
      const contents = await removeContents(tools, new Date(Date.now() - dayMs));
      log.info({ files, contents }, 'files cleaned up');
    },
  });
}

/** Announced before that instant and named by nothing; how many. */
async function removeFiles(tools: CleanUpTools, before: Date): Promise<number> {
  const drafted = await namedInDrafts(tools);
  let removed = 0;
  for (let after = uuidFloor(new Date(0)); ; ) {
    const rows = await tools.db
      .selectFrom('intake.file')
      .select('id')
      .where('id', '>', after)
      .where('id', '<', uuidFloor(before))
      .where(unnamed)
      .orderBy('id')
      .limit(portion)
      .execute();
    const last = rows.at(-1);
    if (!last) return removed;
    const ids = rows.map(({ id }) => id).filter((id) => !drafted.has(id));
    if (ids.length > 0) removed += await tools.db.transaction().execute((trx) => removeUnnamed(trx, ids));
    after = last.id;
  }
}

const unnamed = sql<boolean>`not exists (select 1 from intake.material m where m.file_ids @> array[intake.file.id])`;

/** Locked first, looked at again then: a filing that names one of them holds it until it is done. */
async function removeUnnamed(trx: Transaction<IntakeDatabase>, ids: string[]): Promise<number> {
  await trx.selectFrom('intake.file').select('id').where('id', 'in', ids).orderBy('id').forUpdate().execute();
  const rows = await trx.selectFrom('intake.file').select('id').where('id', 'in', ids).where(unnamed).execute();
  const free = rows.map(({ id }) => id);
  if (free.length === 0) return 0;
  await trx.deleteFrom('intake.file_part').where('file_id', 'in', free).execute();
  await trx.deleteFrom('intake.file').where('id', 'in', free).execute();
  return free.length;
}

/** What a draft names stands only in its sealed content. */
async function namedInDrafts({ db, cipher }: CleanUpTools): Promise<Set<string>> {
  const drafts = await db.selectFrom('intake.draft').selectAll().where('content', 'is not', null).execute();
  return new Set(
    drafts.flatMap((draft) => {
      const form = formOf({ cipher }, draft);
      return form ? namedIn(form).files : [];
    }),
  );
}

/** Contents put before that instant to which neither a file nor a document leads; how many. */
async function removeContents({ db, storage }: CleanUpTools, before: Date): Promise<number> {
  let removed = 0;
  let batch: string[] = [];
  const drop = async (): Promise<void> => {
    const { rows } = await sql<{ sha256: string }>`
      select sha256 from unnest(${batch}::text[]) as s(sha256)
       where not exists (select 1 from intake.file f where f.sha256 = s.sha256)
         and not exists (select 1 from intake.file_part p where p.sha256 = s.sha256)
         and not exists (select 1 from journal.document d where d.sha256 = s.sha256)`.execute(db);
    for (const { sha256 } of rows) if (await storage.remove(sha256, before)) removed += 1;
    batch = [];
  };
  for await (const sha256 of storage.putBefore(before)) {
    batch.push(sha256);
    if (batch.length === portion) await drop();
  }
  await drop();
  return removed;
}
