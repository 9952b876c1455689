/** Documents as they were put down, and what became of their pages. */
import type { CivilDate, Instant } from '@yichuang/kernel';
import { type QueryExecutorProvider, type RawBuilder, sql } from 'kysely';
import type { Sheet } from './sheet.ts';

export interface StoredDocument {
  documentId: string;
  realm: string;
  caseNo: string;
  itemCode: string | null;
  kind: string;
  /** Enterprise that it is addressed to. */
  uscc: string | null;
  code: string;
  issuedAt: Instant;
  sheet: Sheet;
  /** None while the page is not made. */
  sha256: string | null;
  size: number | null;
  renderedAt: Instant | null;
}

const read = async (db: QueryExecutorProvider, where: RawBuilder<boolean>): Promise<StoredDocument | undefined> => {
  const { rows } =
    await sql<StoredDocument>`select document_id as "documentId", realm, case_no as "caseNo", item_code as "itemCode",
      kind, uscc, code, issued_at as "issuedAt", sheet, sha256, size, rendered_at as "renderedAt"
    from journal.document where ${where}`.execute(db);
  return rows[0];
};

export const findDocument = (
  db: QueryExecutorProvider,
  realm: string,
  documentId: string,
): Promise<StoredDocument | undefined> => read(db, sql<boolean>`document_id = ${documentId} and realm = ${realm}`);

/** What anybody may know who holds the document: no name of the addressee. */
export interface VerifiedDocument {
  name: string;
  number: string;
  issuer: string;
  issuedOn: CivilDate;
  sha256: string | null;
  /** Issued in a sandbox: of no effect. */
  sandbox: boolean;
}

export async function verifyDocument(db: QueryExecutorProvider, code: string): Promise<VerifiedDocument | undefined> {
  const found = await read(db, sql<boolean>`code = ${code}`);
  if (!found) return undefined;
  const { sheet, sha256, realm } = found;
  const { title: name, number, header: issuer, issuedOn } = sheet;
  return { name, number, issuer, issuedOn, sha256, sandbox: realm !== 'live' };
}
