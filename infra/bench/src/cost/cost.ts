/**
 * What a case costs: eight items accepted and granted, 16 commands, through our system and through the least that could be written by
 * hand (../minimum). Counts of the servers, not times; only replay is timed. Up to the decisions: handing out is not in it.
 */
import { fileURLToPath } from 'node:url';
import { ensureTestInfrastructure } from '@yichuang/local';
import { bundleWorkflows } from '@yichuang/platform/worker';
import type { Benchmark } from '../benchmark.ts';
import { beQuiet, replayMs } from './histories.ts';
import { type Measured, workflowTypes } from './measured.ts';
import { measureMinimum } from './minimum.ts';
import { measureOurs } from './ours.ts';

const most = 1.15;
const slowest = 0.85;

export const cost: Benchmark = async (print) => {
  beQuiet();
  const servers = await ensureTestInfrastructure({
    // Without whole pages in the log, which come after every checkpoint, its bytes are the case's own.
    postgresSettings: { shared_preload_libraries: 'pg_stat_statements', full_page_writes: 'off' },
  });
  try {
    const { recorded, ...ours } = await measureOurs(servers);
    const least = await measureMinimum(servers, recorded);
    const missed: string[] = [];
    const line = (name: string, our: number, minimum: number, gate?: number): void => {
      const share = our / minimum;
      if (gate !== undefined && share > gate) missed.push(name);
      const target = gate === undefined ? '' : ` (≤ ${String(gate)})`;
      print(`${name}: ${our.toFixed(0)} | ${minimum.toFixed(0)} | × ${share.toFixed(2)}${target}`);
    };
    print('一案八事项十六条命令 / a case of 8 items, 16 commands: ours | minimum');
    for (const type of workflowTypes) print(`  ${type}: ${text(ours, type)} | ${text(least, type)}`);
    line('事件 / history events', sum(ours, 'events'), sum(least, 'events'), most);
    line('工作流任务 / workflow tasks', sum(ours, 'workflowTasks'), sum(least, 'workflowTasks'), most);
    line('状态转移 / state transitions', sum(ours, 'transitions'), sum(least, 'transitions'), most);
    line('SQL 语句 / statements', ours.counts.statements, least.counts.statements);
    line('WAL 字节 / bytes', ours.counts.walBytes, least.counts.walBytes);
    line('Kafka 消息 / messages', ours.counts.messages, least.counts.messages);
    const bundles = {
      ours: await bundleWorkflows(fileURLToPath(import.meta.resolve('@yichuang/workflows'))),
      least: await bundleWorkflows(fileURLToPath(import.meta.resolve('../minimum/workflows.ts'))),
    };
    const ourMs = await replayMs(bundles.ours, ours.histories);
    const leastMs = await replayMs(bundles.least, least.histories);
    print(
      `重放 / replay of the case: ${ourMs.toFixed(0)} ms | ${leastMs.toFixed(0)} ms | 速度 speed × ${(leastMs / ourMs).toFixed(2)} (≥ ${String(slowest)})`,
    );
    print(missed.length === 0 ? '达到目标 / target met' : `未达到目标 / target missed: ${missed.join()}`);
    return missed.length === 0;
  } finally {
    await servers.stop({ discard: true });
  }
};

const sum = ({ histories }: Measured, what: 'events' | 'workflowTasks' | 'transitions', type?: string): number =>
  histories.filter((one) => type === undefined || one.type === type).reduce((n, one) => n + one[what], 0);

const text = (measured: Measured, type: string): string =>
  (['events', 'workflowTasks', 'transitions'] as const).map((what) => String(sum(measured, what, type))).join(' / ');
