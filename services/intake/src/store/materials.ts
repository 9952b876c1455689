/** Materials of a filing, bound to the items that need them. */
import type { FiledData } from '@yichuang/contracts';
import { problemOf } from '@yichuang/platform';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { IntakeDatabase } from './schema.ts';

export async function insertMaterials(
  trx: Transaction<IntakeDatabase>,
  { applicationNo, materials, contents = {} }: FiledData,
): Promise<void> {
  const rows = Object.entries(materials).flatMap(([item_code, names]) =>
    names.map((name) => ({
      application_no: applicationNo,
      item_code,
      name,
      file_ids: contents[name]?.files.map(({ fileId }) => fileId) ?? [],
      results: contents[name]?.results ?? [],
    })),
  );
  if (rows.length === 0) return;
  const named = [...new Set(rows.flatMap(({ file_ids }) => file_ids))];
  // Held until the filing is done, so that no clean-up takes them away meanwhile.
  const held =
    named.length === 0
      ? []
      : await trx.selectFrom('intake.file').select('id').where('id', 'in', named).forKeyShare().execute();
  if (held.length < named.length) throw problemOf('unusable-file', '所用的文件已被清理,请重新上传。');
  await trx.insertInto('intake.material').values(rows).execute();
}

export interface MaterialView {
  name: string;
  files: { fileId: string; name: string }[];
  results: string[];
}

/** By item code. */
export async function materialsOf(
  db: Kysely<IntakeDatabase>,
  applicationNo: string,
): Promise<Map<string, MaterialView[]>> {
  const { rows } = await sql<MaterialView & { item: string }>`
    select m.item_code as item, m.name, m.results, coalesce((
        select jsonb_agg(jsonb_build_object('fileId', f.id, 'name', f.name) order by f.id)
          from intake.file f where f.id = any(m.file_ids)), '[]') as files
      from intake.material m where m.application_no = ${applicationNo} order by m.item_code, m.name`.execute(db);
  const views = new Map<string, MaterialView[]>();
  for (const { item, ...view } of rows) views.set(item, [...(views.get(item) ?? []), view]);
  return views;
}
