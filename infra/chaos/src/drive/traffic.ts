/** What callers met on the way, for the report: faults that nobody felt prove nothing. */
import type { Reply } from '@yichuang/local';

export interface Traffic {
  silent(): void;
  broken(reply: Reply): void;
  unreachable(error: unknown): void;
  deferred(): void;
  summary(): string;
}

export function createTraffic(): Traffic {
  const counts = new Map<string, number>();
  const count = (what: string): void => {
    counts.set(what, (counts.get(what) ?? 0) + 1);
  };
  return {
    silent() {
      count('no answer');
    },
    broken({ status, body }) {
      count(`${String(status)} ${String(body['code'])}`);
    },
    unreachable(error) {
      count(reasonOf(error));
    },
    deferred: () => {
      count('202');
    },
    summary: () => [...counts].map(([what, n]) => `${what} × ${String(n)}`).join(', ') || 'nothing met',
  };
}

/** `fetch failed` says nothing; its cause does. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (cause instanceof Error) return 'code' in cause ? String(cause.code) : cause.message;
  return error.message;
}
