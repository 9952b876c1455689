import type { Io } from '../../src/command.ts';

/** Keeps what a command prints. */
export function captured(env: Io['env'] = {}): Io & { lines: string[]; errors: string[] } {
  const lines: string[] = [];
  const errors: string[] = [];
  return { lines, errors, env, out: (line) => lines.push(line), err: (line) => errors.push(line) };
}
