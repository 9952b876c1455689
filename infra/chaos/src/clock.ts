/**
 * The database clock of a wave. The services are started while it runs on the due day, so that they and every workflow carry
 * that offset; then it is set back to the filing day, and forward again when most cases are filed. So the period of one working
 * day is nearly over within seconds, on real Temporal timers, in a real region.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { closeOf, type Days } from './days.ts';
import { run } from './read/database.ts';

export interface WaveClock {
  /** The close of the due day on this machine's clock. */
  readonly closeMs: number;
  toFilingDay(): Promise<void>;
  toDueDay(): Promise<void>;
  /** What the database clock can have read between two instants of this machine: the earliest and the latest. */
  range(fromMs: number, toMs: number): { from: number; to: number };
}

/** Filing begins at 15:00 in Beijing. */
const filingTime = 'T07:00:00.000Z';

export function createWaveClock(databaseUrl: string, days: Days, dueOffsetMs: number): WaveClock {
  const changes: { from: number; to: number; offset: number }[] = [{ from: 0, to: 0, offset: dueOffsetMs }];
  const set = async (offset: number): Promise<void> => {
    const from = Date.now();
    for (;;) {
      try {
        await run(databaseUrl, 'update journal.setting set clock_offset_ms = $1', [Math.round(offset)]);
        changes.push({ from, to: Date.now(), offset: Math.round(offset) });
        return;
      } catch {
        // The nemesis may have PostgreSQL down.
        await sleep(100);
      }
    }
  };
  /** Offsets that may have held at an instant: while a change was under way, both. */
  const offsetsAt = (ms: number): number[] => {
    const last = changes.findLastIndex(({ to }) => to <= ms);
    const next = changes[last + 1];
    return [changes[last], next && next.from <= ms ? next : undefined].flatMap((change) =>
      change ? [change.offset] : [],
    );
  };
  return {
    closeMs: Date.parse(closeOf(days.due)) - dueOffsetMs,
    toFilingDay: () => set(Date.parse(`${days.filed}${filingTime}`) - Date.now()),
    toDueDay: () => set(dueOffsetMs),
    range: (fromMs, toMs) => ({
      from: fromMs + Math.min(...offsetsAt(fromMs)),
      to: toMs + Math.max(...offsetsAt(toMs)),
    }),
  };
}
