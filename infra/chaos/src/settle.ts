/** Waits until a wave is at rest: every command answered, every event consumed, every workflow closed. */
import { setTimeout as sleep } from 'node:timers/promises';
import { unsettled } from './read/progress.ts';

const everyMs = 400;

/** What is left when the patience ends; empty when all is at rest. */
export async function settle(databaseUrl: string, patienceMs: number): Promise<string[]> {
  let left: string[] = [];
  for (const until = Date.now() + patienceMs; Date.now() < until; ) {
    try {
      left = await unsettled(databaseUrl);
    } catch (error) {
      left = [String(error)];
    }
    if (left.length === 0) return [];
    await sleep(everyMs);
  }
  return left;
}
