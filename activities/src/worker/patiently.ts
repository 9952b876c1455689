import { setTimeout as sleep } from 'node:timers/promises';

const patienceMs = 30_000;
const pauseMs = 300;

/** Tries until it works: a server that is still starting, or has not heard of a new namespace yet, is no reason to end. */
export async function patiently<T>(attempt: () => Promise<T>): Promise<T> {
  for (const until = Date.now() + patienceMs; ; ) {
    try {
      return await attempt();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(pauseMs);
    }
  }
}
