/** The compiler of pages, in a thread of its own (render.ts). */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { create, type Font } from 'fontkit';
import type { Sheet } from './sheet.ts';

/** What the layout (form.typ) prints. */
export type Page = Sheet & {
  /** Year, month, day. */
  date: number[];
  dateText: string;
  /** SVG drawings. */
  sealImage: string;
  qr: string;
  code: string;
  verifyUrl: string;
};

export interface PrintJob {
  page: Page;
  /** Unix seconds; the PDF says it was made then. */
  creationTimestamp: number;
  fontPaths: string[];
}

/** A page, or why nothing is better than it: a page with holes. */
export type Printed = { pdf: Uint8Array } | { unprintable: string };

let press: ReturnType<typeof load> | undefined;

/** Compiler and fonts are loaded with the first page. */
export default async function print({ page, creationTimestamp, fontPaths }: PrintJob): Promise<Printed> {
  press ??= load(fontPaths);
  const { compiler, layout, fonts } = await press;
  const missing = missingIn(fonts, page);
  if (missing.length > 0) return { unprintable: `字体缺字:${missing.join('、')}` };
  const compiled = compiler.compile({ mainFileContent: layout, inputs: { document: JSON.stringify(page) } });
  const found = compiled.takeDiagnostics();
  // A warning is an error here: a font that is not found is only one.
  if (found) return { unprintable: JSON.stringify(compiler.fetchDiagnostics(found)) };
  if (!compiled.result) return { unprintable: 'the layout gave no pages' };
  const pdf = compiler.pdf(compiled.result, { pdfStandard: 'a-2b', creationTimestamp });
  compiler.evictCache(10);
  return { pdf };
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
function missingIn(fonts: Font[], page: Page): string[] {
  const text = Object.values(page).flat().join('');
  return [...new Set(text)].filter((sign) => {
    const codePoint = sign.codePointAt(0) ?? 0;
    return sign.trim() !== '' && !fonts.some((font) => font.hasGlyphForCodePoint(codePoint));
  });
}
