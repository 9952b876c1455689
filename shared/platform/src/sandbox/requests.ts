/** Acts on the sandbox itself are not journalled; their keys are kept here, so that a repeated request is the same act. */
import { type QueryExecutorProvider, sql } from 'kysely';
import { keyReused } from '../http/idempotency.ts';
import { bodyHash } from '../journal/cipher.ts';

export interface SandboxRequest {
  caller: string;
  idempotencyKey: string;
  /** What makes two requests the same. */
  content: unknown;
}

/** Does what has not been done under this key; refuses a key that was used for something else. A failed act leaves no key. */
export async function once(
  db: QueryExecutorProvider,
  { caller, idempotencyKey, content }: SandboxRequest,
  act: () => Promise<void>,
): Promise<void> {
  const hash = bodyHash(content);
  const { rows } = await sql<{ hash: string }>`select body_hash as hash from sandbox.request
    where caller = ${caller} and idempotency_key = ${idempotencyKey}`.execute(db);
  const [before] = rows;
  if (before && before.hash !== hash) throw keyReused();
  if (before) return;
  await act();
  await sql`insert into sandbox.request (caller, idempotency_key, body_hash)
    values (${caller}, ${idempotencyKey}, ${hash}) on conflict do nothing`.execute(db);
}
