/** Routes of uploads: a file is announced by name and size; its bytes then come by the tus protocol (HEAD, PATCH), resumable. */
import type { Actor } from '@yichuang/contracts/temporal';
import { formatOffset } from '@yichuang/kernel';
import {
  actorOf,
  bodyHash,
  checkCredit,
  empty,
  fieldProblem,
  filled,
  idempotencyKeyOf,
  notFound,
  nothing,
  type Principal,
  problemOf,
  type Routes,
  refuseClassified,
  route,
} from '@yichuang/platform';
import type { Request } from 'express';
import { z } from 'zod';
import { accepted, complete, type FileTools, takeBytes } from '../files/receive.ts';
import { scanWords } from '../files/scanner.ts';
import type { FileState } from '../store/file-schema.ts';
import { type FileRow, findFile, openFile } from '../store/files.ts';
import { type FileView, fileId, fileReply } from './file-replies.ts';

const roles = ['applicant', 'clerk', 'assist-officer'] as const;
const tus = '1.0.0';
const tag = '文件';
const chunk = 'application/offset+octet-stream';

const announced = z.strictObject({
  name: filled(200)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
    .regex(/^[^/\\\u0000-\u001f\u007f]+$/, '文件名不能含有路径或者控制字符')
    .meta({ description: '文件名', examples: ['施工合同.pdf'] }),
  size: z.int().min(1).meta({ description: '大小,字节' }),
  uscc: z.string().optional().meta({ description: '所属单位的统一社会信用代码;申请人可以不填' }),
  /** 涉密: refused before anything is stored (000-06, 002-04). */
  classified: z.boolean().default(false),
});

const version = z.literal(tus).optional().meta({ description: '续传协议(tus)的版本' });

const open = route({
  method: 'post',
  path: '/v1/files',
  operationId: 'openFile',
  summary: '登记要上传的文件;内容随后按 tus 协议上传到 Location',
  roles,
  params: nothing,
  query: nothing,
  body: announced,
  tag,
  reply: { 201: fileReply },
});

const read = route({
  method: 'get',
  path: '/v1/files/{id}',
  operationId: 'readFile',
  summary: '一个文件;HEAD 以 Upload-Offset 答已收到多少字节',
  roles: [],
  params: z.object({ id: fileId }),
  query: nothing,
  body: nothing,
  tag,
  reply: { 200: fileReply },
});

const append = route({
  method: 'patch',
  path: '/v1/files/{id}',
  operationId: 'appendToFile',
  summary: '从 Upload-Offset 起上传内容;中断之后从已收到处续传',
  roles,
  params: z.object({ id: fileId }),
  query: nothing,
  body: nothing,
  stream: chunk,
  headers: {
    'Upload-Offset': z.coerce.number().int().min(0).meta({ description: '从第几个字节起' }),
    'Tus-Resumable': version,
  },
  tag,
  refuses: [409, 412, 413, 415],
  reply: { 204: empty },
});

export function uploadRoutes(routes: Routes, tools: FileTools, maxBytes: number): void {
  const fileOf = async (principal: Principal, realm: string, id: string, own: boolean): Promise<FileRow> => {
    const file = await findFile(tools.db, { principal, realm, id, own });
    if (!file) throw notFound('该文件');
    return complete(tools, file);
  };

  routes.add(open)(async ({ body, realm, principal, request }) => {
    const { name, size, classified } = body;
    refuseClassified(classified);
    const by = actorOf(principal, roles);
    const uscc = ownerOf(principal, by, body.uscc);
    if (size > maxBytes)
      throw problemOf('file-too-large', `文件“${name}”有 ${size} 字节,至多 ${maxBytes} 字节。`, {
        errors: [{ field: 'size', message: `至多 ${maxBytes} 字节` }],
      });
    const file = await openFile(tools.db, {
      realm,
      uscc,
      region: principal.region,
      by,
      idempotencyKey: idempotencyKeyOf(request),
      bodyHash: bodyHash('file', uscc, name, size),
      name,
      size,
    });
    return { status: 201, headers: { Location: `/v1/files/${file.id}`, 'Tus-Resumable': tus }, body: viewOf(file) };
  });

  routes.add(read)(async ({ params, realm, principal }) => {
    const file = await fileOf(principal, realm, params.id, false);
    return { status: 200, headers: { ...progress(file), 'Cache-Control': 'no-store' }, body: viewOf(file) };
  });

  routes.add(append)(async ({ params, realm, principal, request }) => {
    speaksTus(request);
    const file = accepted(await fileOf(principal, realm, params.id, true));
    const grown = await takeBytes(tools, file, offsetOf(request), request);
    return { status: 204, headers: progress(grown), body: undefined };
  });
}

/** An officer says whose file it is; an applicant's is its own. */
function ownerOf(principal: Principal, { role }: Actor, uscc: string | undefined): string {
  const owner = uscc ?? (role === 'applicant' ? principal.uscc : undefined);
  if (owner === undefined) throw fieldProblem('invalid-request', 'uscc', '请填写文件所属的单位');
  if (role === 'applicant' && owner !== principal.uscc)
    throw problemOf('not-your-enterprise', '申请人只能上传本单位的文件。');
  checkCredit(owner, 'uscc');
  return owner;
}

function speaksTus(request: Request): void {
  const asked = request.header('tus-resumable');
  if (asked !== undefined && asked !== tus)
    throw problemOf('upload-protocol', `本系统的续传协议版本是 ${tus}。`, { headers: { 'Tus-Version': tus } });
  if (request.header('content-type') !== chunk) throw problemOf('upload-format', `Content-Type 应为 ${chunk}。`);
}

function offsetOf(request: Request): number {
  const text = request.header('upload-offset') ?? '';
  if (!/^\d{1,15}$/.test(text)) throw fieldProblem('invalid-request', 'Upload-Offset', '应为字节数');
  return Number(text);
}

/** What a client resumes by; a refused file has nowhere to go on from. */
const progress = ({ state, received, size }: FileRow): Record<string, string> => ({
  'Tus-Resumable': tus,
  ...(state !== 'refused' && { 'Upload-Offset': String(received), 'Upload-Length': String(size) }),
});

const stateWords: Record<FileState, string> = { receiving: '接收中', stored: '已收妥', refused: '不受理' };

const viewOf = (file: FileRow): FileView => ({
  fileId: file.id,
  name: file.name,
  uscc: file.uscc,
  size: file.size,
  received: file.received,
  state: file.state,
  stateName: stateWords[file.state],
  type: file.mime,
  sha256: file.sha256,
  scan: { code: file.scan, name: scanWords[file.scan] },
  refusal: file.refusal,
  openedBy: file.opened_by,
  createdAt: formatOffset(file.created_at),
});
