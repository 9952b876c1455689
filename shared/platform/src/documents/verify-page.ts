/** `/verify`: whoever holds a document learns whether it is one, offline and without a token. */
import type { Express } from 'express';
import { ipKeyGenerator } from 'express-rate-limit';
import type { QueryExecutorProvider } from 'kysely';
import { limitRate } from '../http/limits.ts';
import { dateInPrint } from './print.ts';
import { type VerifiedDocument, verifyDocument } from './store.ts';
import { codeOf } from './verification.ts';

const policy =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

const mostOfCode = 40;

export function serveVerification(
  app: Express,
  { db, ratePerMinute }: { db: QueryExecutorProvider; ratePerMinute: number },
): void {
  const limited = limitRate(ratePerMinute, (request) => ipKeyGenerator(request.ip ?? ''));
  app.get(['/verify', '/verify/:code'], limited, async (request, response) => {
    const asked = request.params['code'] ?? request.query['code'];
    const code = typeof asked === 'string' ? codeOf(asked.slice(0, mostOfCode)) : '';
    const found = code === '' ? undefined : await verifyDocument(db, code);
    response
      .status(code === '' || found ? 200 : 404)
      .set({ 'Content-Security-Policy': policy, 'X-Content-Type-Options': 'nosniff', 'Cache-Control': 'no-store' })
      .type('html')
      .send(page(code, found));
  });
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${String(sign.charCodeAt(0))};`);

function page(code: string, found: VerifiedDocument | undefined): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>文书查验</title>
<style>
  body { max-width: 40em; margin: 2em auto; padding: 0 1em; font-family: sans-serif; line-height: 1.7; color: #222 }
  .valid { color: #0a6b2d } .none { color: #b3001b }
  dt { color: #666 } dd { margin: 0 0 .6em; overflow-wrap: anywhere }
  input { font: inherit; padding: .3em; width: 16em } button { font: inherit; padding: .3em 1em }
</style>
<h1>文书查验</h1>
${code === '' ? '' : found ? valid(found) : '<h2 class="none">无此文书</h2><p>没有这个核验码的文书,请核对后重新输入。</p>'}
<form action="/verify" method="get">
  <label>核验码 <input name="code" value="${escaped(code)}" maxlength="${String(mostOfCode)}" required autocomplete="off"></label>
  <button>查验</button>
</form>
</html>
`;
}

function valid({ name, number, issuer, issuedOn, sha256, sandbox }: VerifiedDocument): string {
  const rows: [string, string][] = [
    ['文书', name],
    ['文号', number],
    ['出具', issuer],
    ['日期', dateInPrint(issuedOn)],
    ['PDF 的 SHA-256', sha256 ?? '正在生成'],
  ];
  const list = rows.map(([term, text]) => `<dt>${term}</dt><dd>${escaped(text)}</dd>`).join('\n');
  return `<h2 class="valid">有效</h2>
${sandbox ? '<p class="none">在沙箱中出具,没有法律效力。</p>' : ''}
<dl>
${list}
</dl>`;
}
