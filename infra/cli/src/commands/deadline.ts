/** `deadline`: when a period ends, and every step of the count. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Command, type Io, messageOf, UsageError } from '../command.ts';
import { answer, type DeadlineAnswer, InvalidRequest, requestOf } from '../deadlines.ts';

export const deadlines: Command = {
  usage: [
    'deadline --from YYYY-MM-DD --days N [--unit working|natural|month] [--pause START/END]… [--extend N] [--region R] [--json]',
    'deadline --batch FILE',
  ],
  summary: '期限何时届满,逐日说明 / when a period ends, day by day',
  run(args, io) {
    const { values } = parseArgs({
      args,
      options: {
        from: { type: 'string' },
        days: { type: 'string' },
        unit: { type: 'string' },
        pause: { type: 'string', multiple: true, default: [] },
        extend: { type: 'string' },
        region: { type: 'string' },
        json: { type: 'boolean', default: false },
        batch: { type: 'string' },
      },
    });
    if (values.batch !== undefined) return Promise.resolve(batch(values.batch, io));
    const { from, days, unit, extend, region, pause } = values;
    const result = asked({
      from,
      days: wholeNumber(days),
      ...(unit !== undefined && { unit }),
      ...(extend !== undefined && { extension: wholeNumber(extend) }),
      ...(region !== undefined && { region }),
      pauses: pause.map(pauseOf),
    });
    if (values.json) io.out(JSON.stringify(result));
    else print(result, io);
    return Promise.resolve(0);
  },
};

/** What is wrong with an option is told with the usage. */
function asked(value: object): DeadlineAnswer {
  try {
    return answer(requestOf(value));
  } catch (error) {
    if (error instanceof InvalidRequest) throw new UsageError(error.message);
    throw error;
  }
}

const wholeNumber = (text: string | undefined): unknown =>
  text !== undefined && /^\d+$/.test(text) ? Number(text) : text;

function pauseOf(text: string): object {
  const [start, end, ...rest] = text.split('/');
  return rest.length > 0 ? {} : { start, end };
}

/** One request per line, one answer per line; a bad line does not keep the others. */
function batch(file: string, { out }: Io): number {
  const lines = readFileSync(file, 'utf8').split('\n');
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue;
    let id: unknown;
    try {
      const parsed: unknown = JSON.parse(line);
      id = typeof parsed === 'object' && parsed !== null && 'id' in parsed ? parsed.id : undefined;
      out(JSON.stringify({ id, ...answer(requestOf(parsed)) }));
    } catch (error) {
      out(JSON.stringify({ id, line: i + 1, error: messageOf(error) }));
    }
  }
  return 0;
}

function print({ dueDate, dueAt, provisional, rungs, steps, why }: DeadlineAnswer, { out }: Io): void {
  out(`${dueDate} 届满(${dueAt})${provisional ? ' 暂定' : ''}`);
  for (const line of why) out(`  ${line}`);
  out(
    `  倒数工作日 / rungs: ${Object.entries(rungs)
      .map(([n, date]) => `${n}: ${date}`)
      .join('  ')}`,
  );
  for (const { date, counted, n, reason, source } of steps) {
    const count = counted ? (n === undefined ? '计入' : `第${String(n)}`) : '不计';
    out(`  ${date}  ${count}  ${reason}${source === undefined ? '' : `  ${source}`}`);
  }
}
