/** Documents for whom they concern, and their verification for everybody. Any service answers for the documents of all. */
import { formatOffset } from '@yichuang/kernel';
import type { QueryExecutorProvider } from 'kysely';
import { z } from 'zod';
import type { Principal } from '../auth/claims.ts';
import { isApplicant, requireCase } from '../auth/scope.ts';
import { notFound, problemOf } from '../http/problem.ts';
import { nothing, octets, type Routes, route } from '../http/route.ts';
import { caseNo, clauses, dateText, instantText, itemCode } from '../http/schemas.ts';
import type { ContentStore } from '../storage/content-store.ts';
import { findDocument, type StoredDocument, verifyDocument } from './store.ts';
import { codeOf, verificationOf } from './verification.ts';

const documentId = z
  .string()
  .min(1)
  .max(200)
  .meta({ description: '文书编号', examples: ['issuance:430000-20260918-000001-I39~pickupNotice~1'] });

const sha256 = z.string().meta({ description: 'PDF 的 SHA-256,十六进制' });

const readDocument = route({
  method: 'get',
  path: '/v1/documents/{documentId}',
  operationId: 'readDocument',
  summary: '一份文书的文号、印章、核验码及其 PDF',
  roles: [],
  params: z.object({ documentId }),
  query: nothing,
  body: nothing,
  tag: '文书',
  reply: {
    200: z
      .strictObject({
        documentId,
        caseNo,
        itemCode: itemCode.nullable(),
        kind: z.string(),
        name: z.string().meta({ examples: ['领取通知'] }),
        number: z.string().meta({ description: '文号', examples: ['云工窗领〔2026〕1号'] }),
        issuer: z.string(),
        seal: z.string().meta({ description: '所盖印章的名称' }),
        issuedAt: instantText,
        clauses,
        form: z.string().meta({ description: '版式:地区规则包及其版本、版面的版本', examples: ['yunzhou 3.1 / 1'] }),
        verification: z.strictObject({ code: z.string(), url: z.string() }).meta({ description: '核验码和核验网址' }),
        pdf: z
          .strictObject({ sha256, size: z.int().meta({ description: '字节数' }), renderedAt: instantText })
          .nullable()
          .meta({ description: '尚未生成的为空' }),
      })
      .meta({ id: 'IssuedDocument', description: '一份文书及其 PDF' }),
  },
});

const readPdf = route({
  method: 'get',
  path: '/v1/documents/{documentId}/pdf',
  operationId: 'readDocumentPdf',
  summary: '一份文书的 PDF(PDF/A-2b)',
  roles: [],
  params: z.object({ documentId }),
  query: nothing,
  body: nothing,
  tag: '文书',
  reply: { 200: octets },
});

const verify = route({
  method: 'get',
  path: '/v1/verify/{code}',
  operationId: 'verifyDocument',
  summary: '凭核验码查验文书;页面见 /verify',
  roles: [],
  params: z.object({
    code: z
      .string()
      .max(40)
      .meta({ description: '核验码', examples: ['7K2M-9QX4-TTBA-W8HC'] }),
  }),
  query: nothing,
  body: nothing,
  tag: '文书',
  reply: {
    200: z
      .strictObject({
        valid: z.literal(true),
        name: z.string(),
        number: z.string(),
        issuer: z.string(),
        issuedOn: dateText,
        sha256: sha256.nullable(),
        sandbox: z.boolean().meta({ description: '在沙箱中出具,没有法律效力' }),
      })
      .meta({ id: 'VerifiedDocument', description: '查验的结果' }),
  },
});

export interface DocumentTools {
  db: QueryExecutorProvider;
  storage: ContentStore;
  publicUrl: string;
}

export function documentRoutes(routes: Routes, { db, storage, publicUrl }: DocumentTools): void {
  routes.add(readDocument)(async ({ params, realm, principal }) => {
    const found = await visible(db, principal, realm, params.documentId);
    const { documentId, caseNo, itemCode, kind, code, issuedAt, sheet, sha256, size, renderedAt } = found;
    const { title: name, number, issuer, seal, clauses, pack, layout } = sheet;
    const made = sha256 !== null && size !== null && renderedAt !== null;
    return {
      status: 200,
      body: {
        ...{ documentId, caseNo, itemCode, kind, name, number, issuer, seal, clauses },
        issuedAt: formatOffset(issuedAt),
        form: `${pack} / ${String(layout)}`,
        verification: verificationOf(publicUrl, code),
        pdf: made ? { sha256, size, renderedAt: formatOffset(renderedAt) } : null,
      },
    };
  });
  routes.add(readPdf)(async ({ params, realm, principal }) => {
    const { sha256, size, documentId } = await visible(db, principal, realm, params.documentId);
    if (sha256 === null)
      throw problemOf('document-not-rendered', `文书 ${documentId} 的 PDF 正在生成。`, {
        headers: { 'Retry-After': '2' },
      });
    const headers = { 'Content-Type': 'application/pdf', 'Content-Length': String(size), ETag: `"${sha256}"` };
    return { status: 200, body: await storage.open(sha256), headers };
  });
  routes.publish(verify)(async ({ params }) => {
    const found = await verifyDocument(db, codeOf(params.code));
    if (!found) throw problemOf('no-such-document', '没有这个核验码的文书。');
    return { status: 200, body: { valid: true, ...found } };
  });
}

/** An enterprise sees what is addressed to it; everybody else the documents of the cases within their scope. */
async function visible(
  db: QueryExecutorProvider,
  principal: Principal,
  realm: string,
  documentId: string,
): Promise<StoredDocument> {
  const found = await findDocument(db, realm, documentId);
  const theirs = !isApplicant(principal) || (found?.uscc ?? undefined) === principal.uscc;
  if (!found || !theirs) throw notFound(`文书 ${documentId}`);
  await requireCase(db, principal, realm, found.caseNo);
  return found;
}
