/**
 * Bytes of a file as they come. Each transfer is stored as a content of its own, also one that was cut off: the next begins where it
 * ended, on whatever replica. With the last the file is whole; it is known by its bytes and scanned then.
 */
import type { IncomingMessage } from 'node:http';
import { ContentTooLarge, type Problem, problemOf, type ServiceTools } from '@yichuang/platform';
import { addPart, type FileRow, fileById, partsOf, settle } from '../store/files.ts';
import type { IntakeDatabase } from '../store/schema.ts';
import { typeOf } from './file-type.ts';
import type { Scanner } from './scanner.ts';

export interface FileTools extends Pick<ServiceTools<IntakeDatabase>, 'db' | 'storage'> {
  types: string[];
  scan: Scanner;
}

/** Long enough to know every type by that is not a ZIP. */
const tellingBytes = 4100;

/** Takes what a request carries, from `offset` on. @throws {Problem} naming the file, if it is refused */
export async function takeBytes(
  tools: FileTools,
  file: FileRow,
  offset: number,
  request: IncomingMessage,
): Promise<FileRow> {
  const { db, storage } = tools;
  const maxBytes = file.size - file.received;
  if (offset !== file.received) throw elsewhere(file);
  if (maxBytes === 0 || file.state === 'refused') return accepted(file);
  const { sha256, size } = await storage.put(untilCut(request), { maxBytes }).catch((error: unknown) => {
    throw error instanceof ContentTooLarge ? tooMuch(file) : error;
  });
  if (size === 0) return file;
  const added = await addPart(db, { file_id: file.id, start: offset, size, sha256 });
  const grown = (await fileById(db, file.id)) ?? file;
  if (!added) throw elsewhere(grown);
  const settled = offset === 0 && size < file.size ? await judgeBeginning(tools, grown, sha256, size) : grown;
  return accepted(await complete(tools, settled));
}

/** Settles a file of which all has come: by its last transfer or, if that ended too early, by whoever asks next. */
export async function complete(tools: FileTools, file: FileRow): Promise<FileRow> {
  if (file.state !== 'receiving' || file.received < file.size) return file;
  const sha256 = await whole(tools, file);
  const open = () => tools.storage.open(sha256);
  const type = await typeOf(open, file.size);
  if (type === undefined || !tools.types.includes(type.ext)) return refuse(tools, file, type?.mime);
  return settle(tools.db, file.id, { state: 'stored', sha256, mime: type.mime, scan: await tools.scan(open) });
}

/** The same file, unless it was refused. */
export function accepted(file: FileRow): FileRow {
  if (file.state === 'refused') throw problemOf('file-type-refused', file.refusal ?? '');
  return file;
}

async function whole({ db, storage }: FileTools, { id, size }: FileRow): Promise<string> {
  const parts = await partsOf(db, id);
  const [first] = parts;
  if (first && parts.length === 1) return first.sha256;
  const joined = async function* (): AsyncGenerator<Uint8Array> {
    for (const part of parts) yield* await storage.open(part.sha256);
  };
  return (await storage.put(joined(), { maxBytes: size })).sha256;
}

/** What is certainly of another type is refused before the rest comes. */
async function judgeBeginning(tools: FileTools, file: FileRow, sha256: string, size: number): Promise<FileRow> {
  if (size < tellingBytes) return file;
  const type = await typeOf(() => tools.storage.open(sha256), size);
  return type !== undefined && (type.ext === 'zip' || tools.types.includes(type.ext))
    ? file
    : refuse(tools, file, type?.mime);
}

function refuse({ db, types }: FileTools, { id, name }: FileRow, mime: string | undefined): Promise<FileRow> {
  const found = mime === undefined ? '内容的类型无法识别' : `内容是 ${mime}`;
  const refusal = `文件“${name}”不受理:${found};受理的类型是 ${types.join('、').toUpperCase()}。`;
  return settle(db, id, { state: 'refused', refusal });
}

async function* untilCut(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    // Not destroyed when left early: the caller is still to be told why.
    for await (const bytes of request.iterator({ destroyOnReturn: false }))
      if (bytes instanceof Uint8Array) yield bytes;
  } catch (error) {
    if (request.complete) throw error;
  }
}

const elsewhere = ({ name, received }: FileRow): Problem =>
  problemOf('upload-offset', `文件“${name}”已收到 ${received} 字节,请从该处续传。`, {
    headers: { 'Upload-Offset': String(received) },
  });

const tooMuch = ({ name, size }: FileRow): Problem =>
  problemOf('file-too-large', `文件“${name}”超过了所申明的 ${size} 字节,这一段没有保存。`, {
    headers: { Connection: 'close' },
  });
