/** Takes one line of progress meant for a person. */
export type Log = (line: string) => void;

/** For callers that want no progress. */
export const silent: Log = () => undefined;

/** The message of anything thrown. */
export function reason(error: unknown): string {
  return isObject(error) && typeof error['message'] === 'string' ? error['message'] : String(error);
}

/** The `code` of an error of Node or gRPC; by shape, as errors of another realm are no instances of our `Error`. */
export function codeOf(error: unknown): unknown {
  return isObject(error) ? error['code'] : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Seconds since `startedAt` (of `Date.now()`), as "1.3 s". */
export function secondsSince(startedAt: number): string {
  return `${((Date.now() - startedAt) / 1000).toFixed(1)} s`;
}
