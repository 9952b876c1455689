/** Are the pages of a case's documents the ones that were made? Each is read and hashed anew. */
import { createHash } from 'node:crypto';
import { pipeline } from 'node:stream/promises';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';
import { ContentMissing, type ContentStore } from '../storage/content-store.ts';

export interface PageAudit {
  pages: number;
  broken: { documentId: string; why: string }[];
}

export async function auditPages(
  db: QueryExecutorProvider,
  storage: ContentStore,
  { service, caseNo }: { service: ServiceName; caseNo: string },
): Promise<PageAudit> {
  const { rows } = await sql<{ documentId: string; sha256: string }>`select document_id as "documentId", sha256
    from journal.document where service = ${service} and case_no = ${caseNo} and sha256 is not null order by document_id`.execute(
    db,
  );
  const broken: PageAudit['broken'] = [];
  for (const { documentId, sha256 } of rows) {
    const found = await hashOf(storage, sha256);
    if (found !== sha256)
      broken.push({ documentId, why: `文书 ${documentId} 的 PDF ${found === undefined ? '缺失' : '与其哈希不符'}` });
  }
  return { pages: rows.length, broken };
}

async function hashOf(storage: ContentStore, sha256: string): Promise<string | undefined> {
  const hash = createHash('sha256');
  try {
    await pipeline(await storage.open(sha256), hash);
  } catch (error) {
    if (error instanceof ContentMissing) return undefined;
    throw error;
  }
  return hash.digest('hex');
}
