/** What a file is, by its bytes and never by its name. */
import type { Readable } from 'node:stream';
import { ZipHandler } from '@tokenizer/inflate';
import { type FileTypeResult, fileTypeFromTokenizer } from 'file-type';
import { fromStream, type ITokenizer } from 'strtok3';

/** GB/T 33190: a ZIP with OFD.xml at its root. */
const ofd: FileTypeResult = { ext: 'ofd', mime: 'application/ofd' };

/** `undefined` where nothing is known that begins like this. `size` in bytes; `open` gives the same bytes each time. */
export async function typeOf(open: () => Promise<Readable>, size: number): Promise<FileTypeResult | undefined> {
  const found = await read(open, size, fileTypeFromTokenizer);
  return found?.ext === 'zip' && (await read(open, size, holdsOfd)) ? ofd : found;
}

async function read<T>(
  open: () => Promise<Readable>,
  size: number,
  look: (tokenizer: ITokenizer) => Promise<T>,
): Promise<T> {
  const stream = await open();
  try {
    return await look(await fromStream(stream, { fileInfo: { size } }));
  } finally {
    stream.destroy();
  }
}

async function holdsOfd(tokenizer: ITokenizer): Promise<boolean> {
  let found = false;
  const limits = { useCentralDirectory: false, maxEntryCount: 1024, maxDataDescriptorScanBytes: 64 * 1024 * 1024 };
  try {
    await new ZipHandler(tokenizer, limits).unzip(({ filename }) => {
      found ||= filename === 'OFD.xml';
      return { handler: false, stop: found };
    });
  } catch {
    // A ZIP that cannot be read to its end is judged by what came before.
  }
  return found;
}
