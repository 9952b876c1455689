import process from 'node:process';

/** Prints what it measures; whether every target was met. */
export type Benchmark = (print: (line: string) => unknown) => boolean | Promise<boolean>;

/**
 * Calls per second of this thread's processor time, so that other load on the machine does not count: the best of a few rounds after one
 * that is for the compiler.
 */
export function perSecond(call: (n: number) => unknown, { rounds = 5, milliseconds = 300 } = {}): number {
  let best = 0;
  let n = 0;
  for (let round = 0; round <= rounds; round += 1) {
    const begun = process.threadCpuUsage();
    let calls = 0;
    let spent = 0;
    while (spent < milliseconds * 1000) {
      for (let i = 0; i < 1000; i += 1) call((n += 1));
      calls += 1000;
      const { user, system } = process.threadCpuUsage(begun);
      spent = user + system;
    }
    if (round > 0) best = Math.max(best, (calls / spent) * 1e6);
  }
  return best;
}
