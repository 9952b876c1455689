/** `deadline`: when a period ends, and every step of the count. */
import { parseArgs } from 'node:util';
import { type Command, type Io, messageOf, UsageError } from '../command.ts';
import { type BatchLine, InvalidRequest, readBatch, requestOf } from '../deadline-requests.ts';
import { type Answered, Counter } from '../deadlines.ts';

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
        pause: { type: 'string', multiple: true },
        extend: { type: 'string' },
        region: { type: 'string' },
        json: { type: 'boolean' },
        batch: { type: 'string' },
      },
    });
    const { batch: file, ...single } = values;
    if (file !== undefined) {
      const other = Object.keys(single)[0];
      if (other !== undefined) throw new UsageError(`--batch 不能与 --${other} 并用 / not together with --${other}`);
      return Promise.resolve(batch(file, io));
    }
    const { from, days, unit, extend, region, pause = [], json = false } = single;
    const answered = asked(io, {
      from,
      days: wholeNumber(days),
      ...(unit !== undefined && { unit }),
      ...(extend !== undefined && { extension: wholeNumber(extend) }),
      ...(region !== undefined && { region }),
      pauses: pause.map(pauseOf),
    });
    if (json) io.out(JSON.stringify(answered.answer));
    else print(answered, io);
    return Promise.resolve(0);
  },
};

const counterOf = ({ env }: Io): Counter => new Counter(env['REGION_PACKS_DIR']);

/** What is wrong with an option is told with the usage. */
function asked(io: Io, value: object): Answered {
  try {
    return counterOf(io).answer(requestOf(value));
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
function batch(file: string, io: Io): number {
  const counter = counterOf(io);
  for (const asked of readBatch(file)) io.out(JSON.stringify(answerLine(counter, asked)));
  return 0;
}

function answerLine(counter: Counter, asked: BatchLine): object {
  const { id, line } = asked;
  if ('error' in asked) return { id: id ?? null, line, error: asked.error };
  try {
    return { id, ...counter.answer(asked.request).answer };
  } catch (error) {
    return { id: id ?? null, line, error: messageOf(error) };
  }
}

function print({ answer, why }: Answered, { out }: Io): void {
  const { dueDate, dueAt, provisional, rungs, steps } = answer;
  out(`${dueDate} 届满(${dueAt})${provisional ? ' 暂定' : ''}`);
  for (const line of why) out(`  ${line}`);
  const ladder = Object.entries(rungs).map(([n, date]) => `${n}: ${date ?? '早于已知日历 / before the calendar'}`);
  out(`  倒数工作日 / rungs: ${ladder.join('  ')}`);
  for (const { date, counted, n, reason, source, provisional: open } of steps) {
    const count = counted ? (n === undefined ? '计入' : `第${String(n)}`) : '不计';
    out(`  ${date}  ${count}  ${reason}${open ? '（暂定）' : ''}${source === undefined ? '' : `  ${source}`}`);
  }
}
