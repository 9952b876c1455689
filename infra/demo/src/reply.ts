/** Answers of the API, checked. */
import { isRecord, type Reply } from '@yichuang/local';

export function expect(reply: Reply, status: number): Reply {
  if (reply.status === status) return reply;
  throw new Error(`expected ${String(status)}, was answered ${String(reply.status)}: ${JSON.stringify(reply.body)}`);
}

export const records = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];
