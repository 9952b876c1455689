/** Routes of downloads: a link for who may see the file, and the bytes for who holds the link. */
import { formatOffset, instant } from '@yichuang/kernel';
import { notFound, nothing, octets, problemOf, type Routes, route, type ServiceTools } from '@yichuang/platform';
import { create as attachment } from 'content-disposition';
import type { Request } from 'express';
import { z } from 'zod';
import type { LinkSigner } from '../files/links.ts';
import { type FileRow, fileById, findFile } from '../store/files.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { fileId, linkReply } from './file-replies.ts';

const tag = '文件';

const link = route({
  method: 'post',
  path: '/v1/files/{id}/links',
  operationId: 'linkFile',
  summary: '取得一个短时有效的下载网址',
  roles: [],
  params: z.object({ id: fileId }),
  query: nothing,
  body: nothing,
  tag,
  reply: { 201: linkReply },
});

export function downloadRoutes(
  routes: Routes,
  { db, storage }: ServiceTools<IntakeDatabase>,
  signer: LinkSigner,
): void {
  routes.add(link)(async ({ params, realm, principal }) => {
    const file = await findFile(db, { principal, realm, id: params.id });
    if (!file) throw notFound('该文件');
    if (file.state !== 'stored') throw problemOf('file-incomplete', `文件“${file.name}”没有可下载的内容。`);
    notInfected(file);
    const { expires, signature } = signer.sign(file.id, Date.now());
    const url = `/v1/files/${file.id}/content?expires=${String(expires)}&signature=${signature}`;
    return { status: 201, body: { url, expiresAt: formatOffset(instant(expires * 1000)) } };
  });

  routes.publish({
    path: '/v1/files/{id}/content',
    operationId: 'fileContent',
    summary: '文件的内容;凭签名的下载网址,可以只取一段(Range)',
    tag,
    params: z.object({ id: fileId }),
    query: z.object({ expires: z.coerce.number().int().min(0), signature: z.string().max(100) }),
    refuses: [409, 416],
    reply: { 200: octets, 206: octets },
  })(async ({ params, query, request }) => {
    signer.check(params.id, query, Date.now());
    const file = await fileById(db, params.id);
    if (!file?.sha256) throw notFound('该文件');
    notInfected(file);
    const part = rangeOf(request, file);
    const headers = {
      'Content-Type': file.mime ?? 'application/octet-stream',
      'Content-Disposition': attachment(file.name),
      'X-Content-Type-Options': 'nosniff',
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'private, no-store',
      ETag: `"${file.sha256}"`,
    };
    if (!part)
      return {
        status: 200,
        headers: { ...headers, 'Content-Length': String(file.size) },
        body: await storage.open(file.sha256),
      };
    const { start, end } = part;
    return {
      status: 206,
      headers: {
        ...headers,
        'Content-Length': String(end - start + 1),
        'Content-Range': `bytes ${String(start)}-${String(end)}/${String(file.size)}`,
      },
      body: await storage.open(file.sha256, part),
    };
  });
}

/** Whatever link somebody holds: what a scanner found infected reaches nobody. */
function notInfected({ name, scan }: FileRow): void {
  if (scan === 'infected') throw problemOf('file-infected', `文件“${name}”经扫描有病毒,不提供下载。`);
}

/** One range; who asks for several, or in another unit, gets the whole (RFC 9110 14.2). */
function rangeOf(request: Request, { size, name }: FileRow): { start: number; end: number } | undefined {
  const ranges = request.range(size);
  if (ranges === -1)
    throw problemOf('range-not-satisfiable', `文件“${name}”有 ${size} 字节,没有所求的一段。`, {
      headers: { 'Content-Range': `bytes */${String(size)}` },
    });
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  return ranges[0];
}
