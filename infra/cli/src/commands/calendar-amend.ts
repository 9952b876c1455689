/** `calendar amend FILE`: proposes what a file says to the running system, and lists what it would move; a second person approves it there. */
import { createHash } from 'node:crypto';
import type { CalendarAddition } from '@yichuang/regions';
import { z } from 'zod';
import { type Io, UsageError } from '../command.ts';

const proposed = z.object({ amendmentNo: z.string() });
const due = z.object({ dueDate: z.string() });
const effects = z.object({
  looked: z.number(),
  moved: z.array(z.object({ caseNo: z.string(), key: z.string(), from: due, to: due })),
  next: z.string().optional(),
});

const local = 'http://127.0.0.1:8102';
const path = '/v1/calendar/amendments';

/** The act is the token's owner's. The same file for the same reason is one proposal, however often it is sent. @throws {UsageError} without a token or a reason */
export async function amend(addition: CalendarAddition, reason: string, io: Io): Promise<number> {
  const token = io.env['YICHUANG_TOKEN'];
  if (!token) throw new UsageError('须以 YICHUANG_TOKEN 给出访问令牌 / YICHUANG_TOKEN must hold an access token');
  if (reason.trim() === '') throw new UsageError('须以 --reason 写明理由 / --reason TEXT is required');
  const call = caller(io.env['APPROVAL_URL'] ?? local, token);
  const { amendmentNo } = proposed.parse(await call(path, post({ reason, ...addition })));
  io.out(`已提出 / proposed: ${amendmentNo}`);
  await printEffects(call, `${path}/${amendmentNo}/effects`, io);
  io.out(`由另一人批准后生效 / in force once a second person approves: POST ${path}/${amendmentNo}/approve`);
  return 0;
}

type Call = (path: string, sent?: RequestInit) => Promise<unknown>;

const caller =
  (base: string, token: string): Call =>
  async (to, sent) => {
    const headers = new Headers(sent?.headers);
    headers.set('Authorization', `Bearer ${token}`);
    const response = await fetch(new URL(to, base), { ...sent, headers });
    const text = await response.text();
    if (!response.ok) throw new Error(`${String(response.status)} ${text}`);
    const reply: unknown = JSON.parse(text);
    return reply;
  };

function post(body: object): RequestInit {
  const text = JSON.stringify(body);
  const key = createHash('sha256').update(text).digest('hex').slice(0, 32);
  return { method: 'POST', body: text, headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key } };
}

async function printEffects(call: Call, of: string, { out }: Io): Promise<void> {
  let [looked, changed] = [0, 0];
  let after: string | undefined = '';
  while (after !== undefined) {
    const page = effects.parse(await call(`${of}?limit=200${after && `&after=${encodeURIComponent(after)}`}`));
    for (const { caseNo, key, from, to } of page.moved) out(`${caseNo} ${key}: ${from.dueDate} → ${to.dueDate}`);
    looked += page.looked;
    changed += page.moved.length;
    after = page.next;
  }
  out(`${String(looked)} 个期限中 ${String(changed)} 个变动 / deadlines change`);
}
