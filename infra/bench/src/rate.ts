/** Requests at a fixed rate whatever the answers do; each is timed from when it was due, so that waiting counts. */
import { setTimeout as sleep } from 'node:timers/promises';

export interface Timed {
  /** Milliseconds, as the answers came. */
  times: number[];
  failed: number;
  /** Seconds from the first request to the last answer. */
  took: number;
}

export interface Measured {
  p50: number;
  p99: number;
  perSecond: number;
  failed: number;
}

/** `send` says whether it was answered as expected. */
export async function atRate<T>(rate: number, all: readonly T[], send: (one: T) => Promise<boolean>): Promise<Timed> {
  const times: number[] = [];
  let failed = 0;
  const begun = performance.now();
  const one = async (what: T, i: number): Promise<void> => {
    const due = begun + (i * 1000) / rate;
    await sleep(Math.max(0, due - performance.now()));
    if (!(await send(what))) failed += 1;
    times.push(performance.now() - due);
  };
  await Promise.all(all.map(one));
  return { times, failed, took: (performance.now() - begun) / 1000 };
}

export function quantiles(parts: Timed[]): Measured {
  const times = parts.flatMap((part) => part.times).sort((a, b) => a - b);
  const sum = (what: 'failed' | 'took'): number => parts.reduce((total, part) => total + part[what], 0);
  const quantile = (share: number): number => times[Math.ceil(share * times.length) - 1] ?? Number.NaN;
  const perSecond = (times.length - sum('failed')) / sum('took');
  return { p50: quantile(0.5), p99: quantile(0.99), perSecond, failed: sum('failed') };
}

export const text = ({ p50, p99, perSecond, failed }: Measured): string =>
  `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${perSecond.toFixed(0)}/s${failed > 0 ? `, ${String(failed)} failed` : ''}`;
