/** Replays histories one after another and counts; the first difference of each that is not reproduced is shown. */
import { fileURLToPath } from 'node:url';
import { DefaultLogger, makeTelemetryFilterString, Runtime, Worker } from '@temporalio/worker';
import { type PayloadKeys, replayConverter } from '@yichuang/platform';
import { bundleWorkflows } from '@yichuang/platform/worker';
import { type Io, messageOf } from '../command.ts';

/** A history and what to call it, or why there is none. */
export type Replayable = { name: string } & ({ history: HistoryLike } | { problem: string });

export interface HistoryLike {
  events?: readonly object[] | null;
}

/** Exit code 0 if all are deterministic. */
export async function replayAll(
  source: AsyncIterable<Replayable>,
  keys: PayloadKeys,
  { out, err }: Io,
): Promise<number> {
  const count = { deterministic: 0, not: 0 };
  const report = (name: string, text: string, ok: boolean): void => {
    count[ok ? 'deterministic' : 'not'] += 1;
    (ok ? out : err)(`${name}: ${text}`);
  };
  /** Passes on what can be compared; the rest is judged at once. */
  async function* comparable(): AsyncGenerator<{ workflowId: string; history: HistoryLike }> {
    for await (const one of source) {
      if ('problem' in one) report(one.name, one.problem, false);
      else if (hasDecisions(one.history)) yield { workflowId: one.name, history: one.history };
      else report(one.name, '尚无已完成的流程任务,无可比较 / no completed workflow task, nothing to compare', true);
    }
  }
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
  const workflowBundle = await bundleWorkflows(fileURLToPath(import.meta.resolve('@yichuang/workflows')));
  const replayed = Worker.runReplayHistories({ workflowBundle, dataConverter: replayConverter(keys) }, comparable());
  for await (const { workflowId, error } of replayed) {
    if (error) report(workflowId, `不可重放 / differs: ${messageOf(error)}`, false);
    else report(workflowId, '可重放 / deterministic', true);
  }
  out(
    `可重放 ${String(count.deterministic)},不可重放 ${String(count.not)} / ${String(count.deterministic)} deterministic, ${String(count.not)} not`,
  );
  return count.not === 0 ? 0 : 1;
}

/** Without a completed task the replay would run new code. */
const hasDecisions = ({ events }: HistoryLike): boolean =>
  (events ?? []).some((event) => Boolean(Reflect.get(event, 'workflowTaskCompletedEventAttributes')));
