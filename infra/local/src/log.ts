/** Takes one line of progress meant for a person. */
export type Log = (line: string) => void;

/** For callers that want no progress. */
export const silent: Log = () => undefined;

/** The message of anything thrown. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Seconds since `startedAt` (of `Date.now()`), as "1.3 s". */
export function secondsSince(startedAt: number): string {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}
