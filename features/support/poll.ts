/** Expectations that may take a moment to come true. */
import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 60_000;
const pauseMs = 50;

/** Reads until there is something. */
export async function awaited<T>(what: string, read: () => Promise<T | undefined>): Promise<T> {
  const found = await readUntil(read, (value) => value !== undefined);
  if (found === undefined) throw new Error(`${what} did not appear within ${patienceMs / 1000} s`);
  return found;
}

/** Reads until the value is the expected one. */
export async function becomes<T>(what: string, expected: T, read: () => Promise<T>): Promise<void> {
  const seen = await readUntil(read, (value) => value === expected);
  if (seen !== expected) throw new Error(`${what}: expected ${shown(expected)}, seen ${shown(seen)}`);
}

/** Reads once: what must not happen is asked for after all has settled, and not waited for. */
export async function holds<T>(what: string, expected: T, read: () => Promise<T>): Promise<void> {
  const seen = await read();
  if (seen !== expected) throw new Error(`${what}: expected ${shown(expected)}, seen ${shown(seen)}`);
}

/** Reads until one of the texts contains the expected one. */
export async function contains(what: string, expected: string, read: () => Promise<string[]>): Promise<void> {
  const found = (texts: string[]): boolean => texts.some((text) => text.includes(expected));
  const seen = await readUntil(read, found);
  if (!found(seen)) throw new Error(`${what}: expected ${shown(expected)} in ${shown(seen)}`);
}

/** What was read when it held, or at last. */
async function readUntil<T>(read: () => Promise<T>, enough: (value: T) => boolean): Promise<T> {
  const until = Date.now() + patienceMs;
  for (;;) {
    const seen = await read();
    if (enough(seen) || Date.now() > until) return seen;
    await sleep(pauseMs);
  }
}

const shown = (value: unknown): string => JSON.stringify(value);
