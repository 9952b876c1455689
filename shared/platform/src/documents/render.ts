/** From what stands on a document to its PDF (PDF/A-2b). The same document gives the same bytes. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { at, millis } from '@yichuang/kernel';
import { create, type Font } from 'fontkit';
import QRCode from 'qrcode';
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

/** Compiler and fonts are loaded with the first document: most processes never print one. */
export function createRenderer({ seal, fontsDir }: RenderOptions): Render {
  let press: ReturnType<typeof load> | undefined;
  return async (sheet, { code, url }) => {
    press ??= load([...builtIn(), ...(fontsDir === undefined ? [] : [fontsDir])]);
    const { compiler, layout, fonts } = await press;
    refuseMissing(fonts, sheet);
    const document = {
      ...sheet,
      date: sheet.issuedOn.split('-').map(Number),
      dateText: dateInPrint(sheet.issuedOn),
      sealImage: seal.imageOf(sheet.seal),
      qr: await QRCode.toString(url, { type: 'svg', margin: 0, errorCorrectionLevel: 'M' }),
      code,
      verifyUrl: url,
    };
    const compiled = compiler.compile({ mainFileContent: layout, inputs: { document: JSON.stringify(document) } });
    const found = compiled.takeDiagnostics();
    // A warning is an error here: a font that is not found is only one.
    if (found) throw new Unprintable(JSON.stringify(compiler.fetchDiagnostics(found)));
    if (!compiled.result) throw new Unprintable('the layout gave no pages');
    const creationTimestamp = millis(at(sheet.issuedOn, '00:00')) / 1000;
    const pdf = compiler.pdf(compiled.result, { pdfStandard: 'a-2b', creationTimestamp });
    compiler.evictCache(10);
    return pdf;
  };
}

async function load(fontPaths: string[]) {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler');
  return {
    compiler: NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontPaths }] }),
    layout: readFileSync(path.join(import.meta.dirname, 'form.typ'), 'utf8'),
    fonts: fontPaths.flatMap(fontsIn),
  };
}

const fontsIn = (folder: string): Font[] =>
  readdirSync(folder)
    .filter((name) => /\.(ttf|otf)$/i.test(name))
    .map((name) => create(readFileSync(path.join(folder, name))))
    .filter((font): font is Font => 'hasGlyphForCodePoint' in font);

/** The layout leaves a character without a glyph blank, and says nothing. */
function refuseMissing(fonts: Font[], sheet: Sheet): void {
  const text = Object.values(sheet).flat().join('');
  const missing = [...new Set(text)].filter((sign) => {
    const codePoint = sign.codePointAt(0) ?? 0;
    return sign.trim() !== '' && !fonts.some((font) => font.hasGlyphForCodePoint(codePoint));
  });
  if (missing.length > 0) throw new Unprintable(`字体缺字:${missing.join('、')}`);
}
