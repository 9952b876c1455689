/** Requests first: what can wait lets them pass. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Courtesy {
  /** A request is being answered until what it returns is called. */
  request(): () => void;
  /** One after another: at once while no requests come, else at most `mostMs` later. */
  turn(): Promise<void>;
}

/** So long after the last request none is taken to follow. */
const stillMs = 25;
const mostMs = 40;
const lookMs = 5;

export function createCourtesy(): Courtesy {
  let open = 0;
  let last = Number.NEGATIVE_INFINITY;
  let line = Promise.resolve();
  const still = (): boolean => open === 0 && performance.now() - last >= stillMs;
  const wait = async (): Promise<void> => {
    const until = performance.now() + mostMs;
    while (!still() && performance.now() < until) await sleep(lookMs);
  };
  return {
    request() {
      open += 1;
      return () => {
        open -= 1;
        last = performance.now();
      };
    },
    turn() {
      line = line.then(wait);
      return line;
    },
  };
}
