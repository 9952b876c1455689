/** What an enterprise has handed in or been granted already, so that it is not asked for again (003-04). */
import { type CivilDate, checkProjectCode, dateOf } from '@yichuang/kernel';
import { inScope, type Principal } from '@yichuang/platform';
import type { Regions } from '@yichuang/regions';
import { type Kysely, sql } from 'kysely';
import { type Checked, checkForm, namedIn } from '../filing/check.ts';
import type { DraftForm } from '../filing/form.ts';
import type { Holdings } from '../filing/materials.ts';
import { filesOf } from './files.ts';
import type { IntakeDatabase } from './schema.ts';

type Db = Kysely<IntakeDatabase>;

/** The check of a form with what the store knows. `today`: for a draft; a filing is judged by the instant it is received at. */
export async function check(
  db: Db,
  regions: Regions,
  { realm, form, today }: { realm: string; form: DraftForm; today?: CivilDate },
): Promise<Checked> {
  return checkForm(regions, form, await holdingsOf(db, realm, form), today);
}

async function holdingsOf(db: Db, realm: string, form: DraftForm): Promise<Holdings> {
  const asked = namedIn(form);
  const files = await filesOf(db, realm, form.applicant.uscc, asked.files);
  return {
    files: new Map(files.map(({ id, name, sha256, scan }) => [id, { name, sha256, infected: scan === 'infected' }])),
    results: new Set(asked.results.length === 0 ? [] : await grantedAmong(db, realm, form, asked.results)),
  };
}

const resultId = sql<string>`i.application_no || '-' || i.item_code`;

async function grantedAmong(db: Db, realm: string, form: DraftForm, asked: string[]): Promise<string[]> {
  const project = checkProjectCode(form.project?.code ?? '');
  const rows = await db
    .selectFrom('intake.item as i')
    .innerJoin('intake.application as a', 'a.application_no', 'i.application_no')
    .select(resultId.as('id'))
    .where('a.realm', '=', realm)
    .where('a.uscc', '=', form.applicant.uscc)
    .where('a.project_code', '=', project.ok ? project.code : '')
    .where('i.phase', '=', 'granted')
    .where(resultId, 'in', asked)
    .execute();
  return rows.map(({ id }) => id);
}

export interface HeldRequest {
  realm: string;
  principal: Principal;
  uscc: string;
  projectCode: string;
}

export interface HeldFileRow {
  id: string;
  name: string;
  mime: string;
  sha256: string;
  material: string;
  application_no: string;
  item_codes: string[];
  filed_on: CivilDate;
}

/** Files of earlier applications for the project that the caller may see, newest first. */
export async function heldFiles(db: Db, { realm, principal, uscc, projectCode }: HeldRequest): Promise<HeldFileRow[]> {
  const { rows } = await sql<Omit<HeldFileRow, 'filed_on'> & { filed_at: string }>`
    select f.id, f.name, f.mime, f.sha256, m.name as material, a.application_no, a.filed_at, array_agg(m.item_code order by m.item_code) as item_codes
      from intake.application a join intake.material m using (application_no)
      cross join unnest(m.file_ids) as held(id) join intake.file f on f.id = held.id
     where a.realm = ${realm} and a.uscc = ${uscc} and a.project_code = ${projectCode} and f.scan <> 'infected'
       and ${inScope(principal, realm, 'a.application_no')}
     group by f.id, m.name, a.application_no order by a.application_no desc, m.name, f.id limit 500`.execute(db);
  return rows.map(({ filed_at, ...row }) => ({ ...row, filed_on: dateOf(filed_at) }));
}

/** Results of earlier items of the project. */
export const heldResults = (
  db: Db,
  { realm, principal, uscc, projectCode }: HeldRequest,
): Promise<{ application_no: string; item_code: string }[]> =>
  db
    .selectFrom('intake.item as i')
    .innerJoin('intake.application as a', 'a.application_no', 'i.application_no')
    .select(['i.application_no', 'i.item_code'])
    .where('a.realm', '=', realm)
    .where('a.uscc', '=', uscc)
    .where('a.project_code', '=', projectCode)
    .where('i.phase', '=', 'granted')
    .where(inScope(principal, realm, 'a.application_no'))
    .orderBy('i.application_no', 'desc')
    .orderBy('i.item_code')
    .limit(500)
    .execute();
