/** Rules as they were when a case first used them: by version, with their hash, never changed afterwards. */
import type { CaseSlice, ServiceGuide } from '@yichuang/regions/types';
import { type QueryExecutorProvider, sql } from 'kysely';
import { problemOf } from '../http/problem.ts';

export interface UsedVersion {
  /** `slice`: what a filing takes of its pack and of the catalogue. */
  kind: 'pack' | 'guide' | 'slice';
  /** Region; of a guide, region and item. */
  id: string;
  version: string;
  /** SHA-256 of the content. */
  hash: string;
  content: object;
}

/**
 * Keeps versions that are used for the first time; a second time changes nothing.
 * @throws {Problem} if a version was used before with other content: whoever changed it must raise its version
 */
export async function keepUsed(db: QueryExecutorProvider, versions: UsedVersion[]): Promise<void> {
  const given = JSON.stringify(versions);
  await sql`insert into region.version (kind, id, version, hash, content)
    select kind, id, version, hash, content
      from jsonb_to_recordset(${given}::jsonb) as v (kind text, id text, version text, hash text, content jsonb)
    on conflict do nothing`.execute(db);
  const { rows } = await sql<{ id: string; version: string }>`select v.id, v.version from region.version v
      join jsonb_to_recordset(${given}::jsonb) as g (kind text, id text, version text, hash text)
     using (kind, id, version) where v.hash <> g.hash`.execute(db);
  const [changed] = rows;
  if (changed)
    throw problemOf(
      'rules-changed',
      `${changed.id} 的 ${changed.version} 版已用于办件,内容与现有的不同;请提高版本号后再启用。`,
    );
}

/** The rules that a case was filed under. @throws {Error} if none were kept by this hash: a defect */
export async function rulesOf(db: QueryExecutorProvider, hash: string): Promise<CaseSlice> {
  const { rows } = await sql<{ content: CaseSlice }>`
    select content from region.version where kind = 'slice' and version = ${hash}`.execute(db);
  const [kept] = rows;
  if (!kept) throw new Error(`no rules are kept by ${hash}`);
  return kept.content;
}

/** The guide of an item as a filing was made under it (000-57); none where nothing was filed under that version. */
export async function guideOf(
  db: QueryExecutorProvider,
  { region, itemCode, version }: { region: string; itemCode: string; version: string },
): Promise<ServiceGuide | undefined> {
  const { rows } = await sql<{ content: ServiceGuide }>`
    select content from region.version
     where kind = 'guide' and id = ${guideId(region, itemCode)} and version = ${version}`.execute(db);
  return rows[0]?.content;
}

export const guideId = (region: string, itemCode: string): string => `${region}:${itemCode}`;
