/** Rows of files: opened, seen, grown by what came, settled once. */
import type { Actor } from '@yichuang/contracts/temporal';
import { inScope, keyReused, type Principal, realmClock, uuidv7 } from '@yichuang/platform';
import { type Kysely, type RawBuilder, type Selectable, sql, type UpdateObject } from 'kysely';
import type { FilePartTable, FileTable } from './file-schema.ts';
import type { IntakeDatabase } from './schema.ts';
import { beforeFiling } from './scope.ts';

export type FileRow = Selectable<FileTable>;
type Db = Kysely<IntakeDatabase>;

export interface NewFile {
  realm: string;
  uscc: string;
  region: string | undefined;
  by: Actor;
  idempotencyKey: string;
  bodyHash: string;
  name: string;
  size: number;
}

/** A second call with the same key finds the first one's file. */
export async function openFile(db: Db, { by, idempotencyKey, bodyHash, ...file }: NewFile): Promise<FileRow> {
  const created_at = await realmClock(db, file.realm);
  const row = await db
    .insertInto('intake.file')
    .values({
      ...file,
      id: uuidv7(),
      region: file.region ?? null,
      opened_role: by.role,
      opened_by: JSON.stringify(by),
      idempotency_key: idempotencyKey,
      body_hash: bodyHash,
      mime: null,
      sha256: null,
      refusal: null,
      created_at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row) return row;
  const before = await db
    .selectFrom('intake.file')
    .selectAll()
    .where('realm', '=', file.realm)
    .where(sql<boolean>`opened_by->>'id' = ${by.id}`)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirstOrThrow();
  if (before.body_hash !== bodyHash) throw keyReused();
  return before;
}

/** Officers also see what a case in their scope names. */
const inCases = (principal: Principal, realm: string): RawBuilder<boolean> => sql<boolean>`exists (
  select 1 from intake.material m where m.file_ids @> array[file.id] and ${inScope(principal, realm, 'm.application_no')})`;

/** A file the caller may read; with `own`, one it may go on uploading. */
export async function findFile(
  db: Db,
  { principal, realm, id, own = false }: { principal: Principal; realm: string; id: string; own?: boolean },
): Promise<FileRow | undefined> {
  const mine = beforeFiling(principal, realm, 'file');
  return db
    .selectFrom('intake.file as file')
    .selectAll()
    .where('file.id', '=', id)
    .where(own ? mine : sql<boolean>`(${mine} or ${inCases(principal, realm)})`)
    .executeTakeFirst();
}

export const fileById = (db: Db, id: string): Promise<FileRow | undefined> =>
  db.selectFrom('intake.file').selectAll().where('id', '=', id).executeTakeFirst();

/** The files of an enterprise among these; `receiving` ones too. */
export async function filesOf(db: Db, realm: string, uscc: string, ids: string[]): Promise<FileRow[]> {
  if (ids.length === 0) return [];
  const own = db.selectFrom('intake.file').selectAll().where('realm', '=', realm).where('uscc', '=', uscc);
  return own.where('id', 'in', ids).execute();
}

/** Adds what came from `start` on. False: somebody else has gone on from there meanwhile. */
export async function addPart(db: Db, part: FilePartTable): Promise<boolean> {
  return db.transaction().execute(async (trx) => {
    const grown = await trx
      .updateTable('intake.file')
      .set((eb) => ({ received: eb('received', '+', part.size) }))
      .where('id', '=', part.file_id)
      .where('state', '=', 'receiving')
      .where('received', '=', part.start)
      .executeTakeFirst();
    if (grown.numUpdatedRows !== 1n) return false;
    await trx.insertInto('intake.file_part').values(part).execute();
    return true;
  });
}

export const partsOf = (db: Db, id: string): Promise<FilePartTable[]> =>
  db.selectFrom('intake.file_part').selectAll().where('file_id', '=', id).orderBy('start').execute();

/** Stored or refused, once; whoever comes second finds what the first decided. */
export async function settle(
  db: Db,
  id: string,
  outcome: UpdateObject<IntakeDatabase, 'intake.file'>,
): Promise<FileRow> {
  return db.transaction().execute(async (trx) => {
    await trx.updateTable('intake.file').set(outcome).where('id', '=', id).where('state', '=', 'receiving').execute();
    await trx.deleteFrom('intake.file_part').where('file_id', '=', id).execute();
    return trx.selectFrom('intake.file').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  });
}
