/** `replay FILE…`: whether the workflow code of this checkout reproduces histories exported from the Temporal UI or CLI. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  Runtime,
  Worker,
  type WorkflowBundleOption,
} from '@temporalio/worker';
import { bundleWorkflows } from '@yichuang/platform';
import { type Command, type Io, messageOf, UsageError } from '../command.ts';

export const replay: Command = {
  usage: ['replay FILE…'],
  summary: '用本版本的流程代码重放历史文件 / replays history files against the workflow code of this version',
  async run(args, io) {
    const { positionals: files } = parseArgs({ args, options: {}, allowPositionals: true });
    if (files.length === 0) throw new UsageError('缺少历史文件 / no history file given');
    const read = files.map((file) => ({ file, ...historyIn(file) }));
    let bundle: Promise<WorkflowBundleOption> | undefined;
    let failed = 0;
    for (const { file, history, problem } of read) {
      const verdict = history
        ? await verdictOn(history, () => (bundle ??= ownBundle()))
        : { ok: false, text: problem ?? '' };
      if (!verdict.ok) failed += 1;
      report(io, file, verdict);
    }
    io.out(`${String(files.length - failed)} / ${String(files.length)} 可重放 / deterministic`);
    return failed === 0 ? 0 : 1;
  },
};

interface HistoryFile {
  events: Record<string, unknown>[];
}

interface Verdict {
  ok: boolean;
  text: string;
}

function ownBundle(): Promise<WorkflowBundleOption> {
  Runtime.install({
    logger: new DefaultLogger('ERROR', () => undefined),
    telemetryOptions: { logging: { filter: makeTelemetryFilterString({ core: 'ERROR' }) } },
  });
  return bundleWorkflows(fileURLToPath(import.meta.resolve('@yichuang/workflows')));
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function isHistory(value: unknown): value is HistoryFile {
  if (!isRecord(value) || !Array.isArray(value['events']) || value['events'].length === 0) return false;
  return value['events'].every((event) => isRecord(event) && typeof event['eventId'] === 'string');
}

function historyIn(file: string): { history?: HistoryFile; problem?: string } {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isHistory(value)) return { history: value };
    return { problem: '不是流程历史(应为含 events 的 JSON)/ not a workflow history (JSON with events)' };
  } catch (error) {
    return { problem: `无法读取 / cannot be read: ${messageOf(error)}` };
  }
}

async function verdictOn(history: HistoryFile, bundle: () => Promise<WorkflowBundleOption>): Promise<Verdict> {
  if (!history.events.some((event) => 'workflowTaskCompletedEventAttributes' in event))
    return { ok: true, text: '尚无已完成的流程任务,无可比较 / no completed workflow task, nothing to compare' };
  const workflowBundle = await bundle();
  try {
    await Worker.runReplayHistory({ workflowBundle }, history);
    return { ok: true, text: '可重放 / deterministic' };
  } catch (error) {
    return { ok: false, text: `不可重放 / differs: ${messageOf(error)}` };
  }
}

const report = ({ out, err }: Io, file: string, { ok, text }: Verdict): unknown => (ok ? out : err)(`${file}: ${text}`);
