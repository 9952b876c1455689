import { setTimeout as delay } from 'node:timers/promises';

export interface PollOptions {
  readonly timeoutMs: number;
  readonly everyMs?: number;
  /** Ends the polling early, e.g. because the process that is waited for has ended. */
  readonly abort?: () => Error | undefined;
}

/** Calls `attempt` until it returns a value other than undefined; throws with the last error when time is up. */
export async function poll<T>(what: string, attempt: () => Promise<T | undefined>, options: PollOptions): Promise<T> {
  const endAt = Date.now() + options.timeoutMs;
  let lastError: unknown;
  for (;;) {
    try {
      const value = await attempt();
      if (value !== undefined) return value;
    } catch (error) {
      lastError = error;
    }
    const aborted = options.abort?.();
    if (aborted !== undefined) throw aborted;
    if (Date.now() >= endAt)
      throw new Error(`${what}: not ready after ${options.timeoutMs / 1000} s`, { cause: lastError });
    await delay(options.everyMs ?? 25);
  }
}
