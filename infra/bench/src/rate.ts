/** Requests at a fixed rate whatever the answers do; each is timed from when it was due, so that waiting counts. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Measured {
  p50: number;
  p99: number;
  perSecond: number;
  failed: number;
}

/** `send(i)` says whether it was answered as expected. */
export async function atRate(rate: number, count: number, send: (i: number) => Promise<boolean>): Promise<Measured> {
  const times: number[] = [];
  let failed = 0;
  const begun = performance.now();
  const one = async (i: number): Promise<void> => {
    const due = begun + (i * 1000) / rate;
    await sleep(Math.max(0, due - performance.now()));
    if (!(await send(i))) failed += 1;
    times.push(performance.now() - due);
  };
  await Promise.all(Array.from({ length: count }, (_, i) => one(i)));
  const took = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const quantile = (share: number): number => times[Math.ceil(share * count) - 1] ?? Number.NaN;
  return { p50: quantile(0.5), p99: quantile(0.99), perSecond: (count - failed) / took, failed };
}

export const text = ({ p50, p99, perSecond, failed }: Measured): string =>
  `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${perSecond.toFixed(0)}/s${failed > 0 ? `, ${String(failed)} failed` : ''}`;
