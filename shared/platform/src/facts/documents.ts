/** Documents of a case, as the trail of a service holds them. */
import type { DocumentIssuedData } from '@yichuang/contracts';
import type { ServiceName } from '@yichuang/contracts/temporal';
import { formatOffset } from '@yichuang/kernel';
import { type QueryExecutorProvider, sql } from 'kysely';

export interface DocumentRequest {
  caseNo: string;
  realm: string;
  itemCode?: string;
  /** Only documents addressed to this enterprise. */
  uscc?: string;
}

export type IssuedDocument = DocumentIssuedData & { number?: string; issuedAt: string; basis: string[] };

interface DocumentRow {
  at: string;
  basis: string[];
  data: DocumentIssuedData;
  number: string | null;
}

/** In the order in which they were issued. */
export async function documentsOf(
  db: QueryExecutorProvider,
  service: ServiceName,
  { caseNo, realm, itemCode, uscc }: DocumentRequest,
): Promise<IssuedDocument[]> {
  const { rows } =
    await sql<DocumentRow>`select f.body->>'at' as at, f.body->'basis' as basis, f.body->'data' as data, d.number
    from ${sql.ref(`${service}.fact`)} f join ${sql.ref(`${service}.workflow`)} w using (workflow_id)
    left join journal.document d on d.document_id = f.body#>>'{data,documentId}'
    where f.case_no = ${caseNo} and w.realm = ${realm} and f.body->>'type' = 'documentIssued'
      and (${itemCode ?? null}::text is null or f.body#>>'{data,itemCode}' = ${itemCode ?? null})
      and (${uscc ?? null}::text is null or f.body#>>'{data,to,uscc}' = ${uscc ?? null})
    order by f.sequence`.execute(db);
  return rows.map(({ at, basis, data, number }) => ({
    ...data,
    ...(number !== null && { number }),
    issuedAt: formatOffset(at),
    basis,
  }));
}
