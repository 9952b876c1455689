/** What a command of the tool is. */

export interface Io {
  out: (line: string) => unknown;
  err: (line: string) => unknown;
  env: Readonly<Record<string, string | undefined>>;
}

export interface Command {
  /** How it is called, one line per form. */
  usage: string[];
  summary: string;
  /** Does it; the exit code. */
  run: (args: string[], io: Io) => Promise<number>;
}

/** The command was asked wrongly: told together with its usage, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** By form: an error of Node's own may be of another realm, where `instanceof Error` does not hold. */
const text = (error: unknown, field: 'message' | 'code'): string | undefined => {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
  return typeof value === 'string' ? value : undefined;
};

export const messageOf = (error: unknown): string => text(error, 'message') ?? String(error);

export const codeOf = (error: unknown): string => text(error, 'code') ?? '';
