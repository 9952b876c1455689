/** One process at a time does a job: it holds an advisory lock on a connection of its own, and works when notified. */
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Logger } from '../log.ts';
import { connectAlone } from './pool.ts';

export interface LeaderOptions {
  databaseUrl: string;
  /** Name of the job: the lock is taken on it. */
  name: string;
  /** Channels whose notifications wake the job. */
  channels: string[];
  /** Does what there is to do; called again after each notification and at least every `pollMs`. */
  work: (client: pg.Client) => Promise<void>;
  pollMs?: number;
  /** Least time from one start of the work to the next: what comes meanwhile is done together. 0 unless told. */
  gapMs?: number;
  log: Logger;
}

export interface Leader {
  /** Wakes the job from within this process. */
  wake(): void;
  stop(): Promise<void>;
}

/** Runs the job until stopped; a lost connection gives the lock up and starts over. */
export function lead({ databaseUrl, name, channels, work, pollMs = 1000, gapMs = 0, log }: LeaderOptions): Leader {
  const ending = new AbortController();
  const stopped = ending.signal;
  let awake = false;
  let rouse: () => void = () => undefined;
  const wake = (): void => {
    awake = true;
    rouse();
  };
  const rest = async (): Promise<void> => {
    if (awake || stopped.aborted) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      rouse = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  };
  const term = async (): Promise<void> => {
    const client = await connectAlone(databaseUrl, name);
    let lost: Error | undefined;
    client.on('error', (error) => {
      lost = error;
      wake();
    });
    client.on('end', () => {
      lost ??= new Error('connection ended');
      wake();
    });
    client.on('notification', wake);
    try {
      for (const channel of channels) await client.query(`listen ${channel}`);
      let leading = false;
      while (!stopped.aborted && !lost) {
        awake = false;
        if (!leading) {
          const result = await client.query<{ held: boolean }>(
            'select pg_try_advisory_lock(hashtextextended($1, 11)) as held',
            [name],
          );
          leading = result.rows[0]?.held === true;
        }
        const begun = performance.now();
        if (leading) await work(client);
        await rest();
        const early = gapMs - (performance.now() - begun);
        if (early > 0) await sleep(early);
      }
      if (lost) throw lost;
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  const running = (async () => {
    while (!stopped.aborted) {
      try {
        await term();
      } catch (error) {
        log.warn({ job: name, error: String(error) }, 'job interrupted');
        await sleep(300);
      }
    }
  })();
  return {
    wake,
    async stop() {
      ending.abort();
      wake();
      await running;
    },
  };
}
