/** What a new calendar would move, over deadlines given as requests, one JSON object a line as `deadline --batch` takes them. */
import { at, type CalendarData, type MovedDeadline, previewAmendment } from '@yichuang/kernel';
import { type Io, messageOf } from './command.ts';
import { type DeadlineRequest, readBatch } from './deadline-requests.ts';
import { Counter } from './deadlines.ts';

/** Each request that moves, with its old and new due date and the rungs that move; bad lines are told, the rest still runs. */
export function preview(file: string, { before, after }: { before: CalendarData; after: CalendarData }, io: Io): void {
  const packs = io.env['REGION_PACKS_DIR'];
  const counters = { before: new Counter(packs, before), after: new Counter(packs, after) };
  const counts = { looked: 0, moved: 0 };
  for (const asked of readBatch(file)) {
    try {
      if ('error' in asked) throw new Error(asked.error);
      const move = moveOf(asked.request, counters);
      counts.looked += 1;
      if (move === undefined) continue;
      counts.moved += 1;
      io.out(lineOf(typeof asked.id === 'string' ? asked.id : `第 ${String(asked.line)} 行`, move));
    } catch (error) {
      io.err(`${file}:${String(asked.line)}: ${messageOf(error)}`);
    }
  }
  io.out(`${String(counts.looked)} 个期限中 ${String(counts.moved)} 个变动 / deadlines change`);
}

/** As if the version were in force from the beginning of the period. */
function moveOf(
  request: DeadlineRequest,
  { before, after }: Record<'before' | 'after', Counter>,
): MovedDeadline | undefined {
  const pack = before.region(request.region);
  const [move] = previewAmendment(
    [before.deadline(request)],
    {
      before: before.calendar(pack?.id),
      after: after.calendar(pack?.id),
      inForceAt: at(request.from, '00:00'),
      ...(pack !== undefined && { hours: pack.officeHours }),
    },
    [7, 5, 3],
  );
  return move;
}

function lineOf(name: string, { from, to, rungs }: MovedDeadline): string {
  const firm = from.provisional && !to.provisional ? ' 由暂定转为确定' : '';
  const moved = rungs.map((rung) => `  D-${String(rung.daysBefore)}: ${rung.from} → ${rung.to}`);
  return `${name}: ${from.dueDate} → ${to.dueDate}${firm}${moved.join('')}`;
}
