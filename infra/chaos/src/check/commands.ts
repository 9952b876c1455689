/** Commands of a case as its journal holds them, with what their senders gave. */
import type { SentAct } from '../drive/run-types.ts';
import type { Command } from '../model/types.ts';
import type { PlannedAct } from '../plan/types.ts';
import type { JournalRow } from '../read/trail.ts';

/** In the order of the journal, those of the workflows named. */
export function commandsOf(rows: JournalRow[], sent: SentAct[]): (...workflowIds: (string | RegExp)[]) => Command[] {
  const acts = new Map<string, PlannedAct>(sent.map(({ act }) => [act.key, act]));
  return (...workflowIds) =>
    rows
      .filter(
        (row) =>
          row.kind !== 'file' &&
          workflowIds.some((one) => (typeof one === 'string' ? one === row.workflowId : one.test(row.workflowId))),
      )
      .map((row) => {
        const act = acts.get(row.key);
        return {
          id: row.id,
          key: row.key,
          at: row.at,
          ordinal: row.ordinal,
          kind: row.kind,
          actor: row.caller,
          body: act?.body ?? {},
          ...(row.department !== null && { department: row.department }),
          ...(row.itemCode !== null && { itemCode: row.itemCode }),
          ...(act?.asked && { asked: act.asked }),
        };
      });
}
