/** Rows of drafts. A change names the version it was made on; one made on an older version changes nothing. */
import type { Actor } from '@yichuang/contracts/temporal';
import { type Cipher, keyReused, type Principal, pageOf, realmClock, uuidv7 } from '@yichuang/platform';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import { type DraftForm, draftForm } from '../filing/form.ts';
import type { DraftTable } from './draft-schema.ts';
import type { IntakeDatabase } from './schema.ts';
import { beforeFiling } from './scope.ts';

export type DraftRow = Selectable<DraftTable>;

interface Store {
  db: Kysely<IntakeDatabase>;
  cipher: Cipher;
}

export interface NewDraft {
  realm: string;
  /** ID of the region pack. */
  region: string;
  by: Actor;
  idempotencyKey: string;
  bodyHash: string;
  form: DraftForm;
}

/** A second call with the same key finds the first one's draft. */
export async function openDraft(
  { db, cipher }: Store,
  { realm, region, by, idempotencyKey, bodyHash, form }: NewDraft,
): Promise<DraftRow> {
  const at = await realmClock(db, realm);
  const row = await db
    .insertInto('intake.draft')
    .values({
      id: uuidv7(),
      realm,
      region,
      uscc: form.applicant.uscc,
      opened_role: by.role,
      opened_by: JSON.stringify(by),
      changed_by: JSON.stringify(by),
      idempotency_key: idempotencyKey,
      body_hash: bodyHash,
      content: cipher.seal(form),
      application_no: null,
      command_id: null,
      created_at: at,
      changed_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  if (row) return row;
  const before = await db
    .selectFrom('intake.draft')
    .selectAll()
    .where('realm', '=', realm)
    .where(sql<boolean>`opened_by->>'id' = ${by.id}`)
    .where('idempotency_key', '=', idempotencyKey)
    .executeTakeFirstOrThrow();
  if (before.body_hash !== bodyHash) throw keyReused();
  return before;
}

/** The form of a draft that is not filed. */
export const formOf = ({ cipher }: Pick<Store, 'cipher'>, { content }: DraftRow): DraftForm | undefined =>
  content === null ? undefined : draftForm.parse(cipher.open(content));

export const findDraft = (
  { db }: Pick<Store, 'db'>,
  principal: Principal,
  realm: string,
  id: string,
): Promise<DraftRow | undefined> =>
  db
    .selectFrom('intake.draft')
    .selectAll()
    .where('id', '=', id)
    .where(beforeFiling(principal, realm, 'intake.draft'))
    .executeTakeFirst();

/** None: it was changed or filed meanwhile. */
export async function changeDraft(
  { db, cipher }: Store,
  { id, realm, version }: Pick<DraftRow, 'id' | 'realm' | 'version'>,
  by: Actor,
  form: DraftForm,
): Promise<DraftRow | undefined> {
  const changed_at = await realmClock(db, realm);
  return db
    .updateTable('intake.draft')
    .set({ content: cipher.seal(form), changed_by: JSON.stringify(by), changed_at, version: version + 1 })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('content', 'is not', null)
    .returningAll()
    .executeTakeFirst();
}

/** In the transaction that files it. False: it was changed or filed meanwhile. */
export async function closeDraft(
  trx: Transaction<IntakeDatabase>,
  { id, version }: Pick<DraftRow, 'id' | 'version'>,
  filed: { applicationNo: string; commandId: string; at: string; by: Actor },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('intake.draft')
    .set({
      content: null,
      application_no: filed.applicationNo,
      command_id: filed.commandId,
      changed_by: JSON.stringify(filed.by),
      changed_at: filed.at,
      version: version + 1,
    })
    .where('id', '=', id)
    .where('version', '=', version)
    .where('content', 'is not', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

/** The command that filed a draft, if this caller sent it under this key. */
export async function filedBy(
  { db }: Pick<Store, 'db'>,
  { command_id }: DraftRow,
  caller: string,
  idempotencyKey: string,
): Promise<{ id: string; receivedAt: string } | undefined> {
  const { rows } = await sql<{ id: string; receivedAt: string }>`
    select id, journal.iso(received_at) as "receivedAt" from journal.command
     where id = ${command_id}::uuid and caller = ${caller} and idempotency_key = ${idempotencyKey}`.execute(db);
  return rows[0];
}

/** Open ones, newest first; `count` comes from the same conditions as the list. */
export async function listDrafts(
  { db }: Pick<Store, 'db'>,
  {
    principal,
    realm,
    limit,
    after,
  }: { principal: Principal; realm: string; limit: number; after?: string | undefined },
): Promise<{ count: number; drafts: DraftRow[]; next?: string }> {
  const matching = db
    .selectFrom('intake.draft')
    .where(beforeFiling(principal, realm, 'intake.draft'))
    .where('content', 'is not', null);
  const { count } = await matching.select((eb) => eb.fn.countAll<number>().as('count')).executeTakeFirstOrThrow();
  const page = matching
    .selectAll()
    .orderBy('id', 'desc')
    .limit(limit + 1);
  const rows = await (after === undefined ? page : page.where('id', '<', after)).execute();
  const { shown, more } = pageOf(rows, limit, ({ id }) => id);
  return { count, drafts: shown, ...more };
}
