/** Waits for the journal's outcome of a command, not for the workflow's answer: what is stored is what counts. */
import { EventEmitter } from 'node:events';
import type { Outcome } from '@yichuang/contracts/temporal';
import { type QueryExecutorProvider, sql } from 'kysely';
import { connectAlone } from '../db/pool.ts';
import type { Logger } from '../log.ts';

export interface Outcomes {
  /** The outcome within `ms` milliseconds, or none yet. */
  wait(db: QueryExecutorProvider, id: string, ms: number): Promise<Outcome | undefined>;
  stop(): Promise<void>;
}

const pollMs = 500;

export function createOutcomes(databaseUrl: string, log: Logger): Outcomes {
  const finished = new EventEmitter().setMaxListeners(0);
  const ending = new AbortController();
  let client: Awaited<ReturnType<typeof connectAlone>> | undefined;
  const listen = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      try {
        const one = await connectAlone(databaseUrl, 'outcomes');
        client = one;
        one.on('notification', ({ payload }) => finished.emit(payload ?? ''));
        const ended = new Promise<void>((resolve) => one.once('end', resolve));
        await one.query('listen journal_done');
        await ended;
      } catch (error) {
        log.warn({ error: String(error) }, 'outcomes are polled for until the database listens again');
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
  };
  const listening = listen();

  const lookUp = async (db: QueryExecutorProvider, id: string): Promise<Outcome | undefined> => {
    const { rows } = await sql<{
      outcome: Outcome | null;
    }>`select outcome from journal.command where id = ${id} and state = 'done'`.execute(db);
    return rows[0]?.outcome ?? undefined;
  };

  return {
    async wait(db, id, ms) {
      const until = Date.now() + ms;
      for (;;) {
        let rouse: () => void = () => undefined;
        const notified = new Promise<void>((resolve) => {
          rouse = resolve;
        });
        finished.once(id, rouse);
        // The command is journalled: while the database is away its outcome is only not known yet.
        const outcome = await lookUp(db, id).catch(() => undefined);
        const left = until - Date.now();
        if (outcome || left <= 0) {
          finished.off(id, rouse);
          return outcome;
        }
        const timer = setTimeout(rouse, Math.min(left, pollMs));
        await notified;
        clearTimeout(timer);
        finished.off(id, rouse);
      }
    },
    async stop() {
      ending.abort();
      await client?.end().catch(() => undefined);
      await listening;
    },
  };
}
