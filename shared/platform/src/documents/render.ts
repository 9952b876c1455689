/** From what stands on a document to its PDF (PDF/A-2b). The same document gives the same bytes. */
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { at, millis } from '@yichuang/kernel';
import { Piscina } from 'piscina';
import QRCode from 'qrcode';
import type { Printed, PrintJob } from './press.ts';
import { dateInPrint } from './print.ts';
import type { SealPort } from './seal.ts';
import type { Sheet } from './sheet.ts';

/** Where whoever holds the document can have it checked. */
export interface Verification {
  /** As it is printed. */
  code: string;
  url: string;
}

export type Render = (sheet: Sheet, verification: Verification) => Promise<Buffer>;

export interface RenderOptions {
  seal: SealPort;
  /** Folder of further fonts, for characters that the built-in one lacks. */
  fontsDir: string | undefined;
}

/** A document that cannot be printed as it is: nothing is better than a page with holes. */
export class Unprintable extends Error {}

/** Regular and bold, in the folders of the package. */
function builtIn(): string[] {
  const packaged = path.dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-serif-sc/package.json')));
  return ['400Regular', '700Bold'].map((weight) => path.join(packaged, weight));
}

const idleMs = 60_000;

/** A page takes long enough to hold up requests: it is made in a thread, begun with the first document, that gives way to others. */
export function createRenderer({ seal, fontsDir }: RenderOptions): Render {
  const filename = fileURLToPath(import.meta.resolve('./press.ts'));
  const press = new Piscina<PrintJob, Printed>({
    filename,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    niceIncrement: 5,
  });
  const fontPaths = [...builtIn(), ...(fontsDir === undefined ? [] : [fontsDir])];
  return async (sheet, { code, url }) => {
    const page = {
      ...sheet,
      date: sheet.issuedOn.split('-').map(Number),
      dateText: dateInPrint(sheet.issuedOn),
      sealImage: seal.imageOf(sheet.seal),
      qr: await QRCode.toString(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
      code,
      verifyUrl: url,
    };
    const creationTimestamp = millis(at(sheet.issuedOn, '00:00')) / 1000;
    const printed = await press.run({ page, creationTimestamp, fontPaths });
    if ('unprintable' in printed) throw new Unprintable(printed.unprintable);
    return Buffer.from(printed.pdf);
  };
}
