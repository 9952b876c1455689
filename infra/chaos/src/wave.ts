/** A wave: one system on one clock, cases that expire at the same close, the nemesis among them; then the checks. */
import { randomBytes } from 'node:crypto';
import { cpSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiClient, type Infrastructure, startTestSystem, type TestSystem } from '@yichuang/local';
import { strangers } from './check/check-wave.ts';
import type { Finding } from './check/finding.ts';
import { checkKafka } from './check/kafka.ts';
import { checkOperation } from './check/operation.ts';
import { checkTemporal } from './check/temporal.ts';
import { createWaveClock, type WaveClock } from './clock.ts';
import { closeOf, type Days, pickDays } from './days.ts';
import { type Caller, createCaller } from './drive/caller.ts';
import { newRun, runCase } from './drive/case-run.ts';
import { answerOpenTasks } from './drive/finish.ts';
import type { CaseRun } from './drive/run-types.ts';
import { createTraffic } from './drive/traffic.ts';
import { startMishaps } from './nemesis/mishaps.ts';
import { startNemesis } from './nemesis/nemesis.ts';
import { planFaults } from './nemesis/plan.ts';
import { planCase } from './plan/case-plan.ts';
import { dueDay } from './plan/instants.ts';
import { createRandom } from './random.ts';
import { select } from './read/database.ts';
import { readTrail } from './read/trail.ts';
import { paths, report, type WaveResult } from './report.ts';
import { settle } from './settle.ts';

export interface WaveOptions {
  seed: string;
  number: number;
  /** Numbers of its cases. */
  cases: number[];
  infrastructure: Infrastructure;
  bundle: string;
  /** Folder of the region's pack. */
  packs: string;
  replayMs: number;
  /** From the start of the system's processes to the close of the due day. */
  leadMs: number;
  verbose: boolean;
  print: (line: string) => void;
}

/** The filing day ends this long before the due day's part of the plan begins. */
const dawnMs = 1_000;
/** So long after the close the plans are worked off, and what is still open gets its answer. */
const duskMs = dueDay.until + 4_000;
const patienceMs = 100_000;

export async function runWave(options: WaveOptions): Promise<WaveResult> {
  const { seed, number, infrastructure, bundle, packs, leadMs } = options;
  const days = pickDays(createRandom(seed, 'days', number));
  const name = `chaos${randomBytes(4).toString('hex')}`;
  const clockAt = new Date(Date.parse(closeOf(days.due)) - leadMs).toISOString();
  const system = await startTestSystem({
    infrastructure,
    name,
    workflowBundle: bundle,
    clockAt,
    env: { REGION_PACKS_DIR: packs },
  });
  let failed = true;
  try {
    const result = await drive(system, name, days, options);
    failed = result.failed > 0;
    return result;
  } finally {
    if (failed) keepLogs(system, seed, number, options.print);
    await system.stop();
  }
}

async function drive(system: TestSystem, name: string, days: Days, options: WaveOptions): Promise<WaveResult> {
  const { seed, number, infrastructure, print } = options;
  const { databaseUrl } = system;
  const clock = await clockOf(databaseUrl, days);
  await clock.toFilingDay();
  const filingFrom = Date.now();
  const traffic = createTraffic();
  const caller = createCaller(createApiClient(system), traffic, () => clock.closeMs + patienceMs);
  const nemesis = startNemesis(planFaults(seed, number), { system, infrastructure, closeMs: clock.closeMs });
  const runs = options.cases.map((one) => newRun(planCase(seed, one)));
  const prefix = `${name}.`;
  const mishaps = startMishaps({ seed, wave: number, system, infrastructure, prefix, runs, closeMs: clock.closeMs });
  const running = fileAll(runs, caller, clock);
  await sleep(Math.max(0, clock.closeMs + dueDay.from - dawnMs - Date.now()));
  const filingMs = Date.now() - filingFrom;
  await clock.toDueDay();
  const over = Promise.all([nemesis.over, mishaps.over]);
  await Promise.race([over, sleep(Math.max(0, clock.closeMs + duskMs - Date.now()))]);

  let ended = false;
  const finishing = answerOpenTasks(runs, { seed, databaseUrl, caller, ended: () => ended });
  const left = await settle(databaseUrl, Math.max(10_000, clock.closeMs + patienceMs - Date.now()));
  ended = true;
  await Promise.all([over, running, finishing, nemesis.stop()]);
  const settledAt = Date.now();

  const trail = await readTrail(databaseUrl);
  const [kafka, temporal] = await Promise.all([
    checkKafka(infrastructure.kafkaBrokers, prefix, trail, mishaps.poisons),
    checkTemporal(trail, {
      address: infrastructure.temporalAddress,
      namespace: system.namespace,
      bundle: options.bundle,
      replayMs: options.replayMs,
      random: createRandom(seed, 'replay', number),
    }),
  ]);
  const findings: Finding[] = [
    ...left.map((text) => ({ text: `not at rest: ${text}` })),
    ...strangers(runs, trail),
    ...kafka.findings,
    ...temporal.findings,
    ...(await checkOperation(databaseUrl, mishaps, runs)),
  ];
  await mishaps.stop();
  print(
    `wave ${String(number)}: ${days.filed} (${(filingMs / 1000).toFixed(0)} s) → ${days.due}, ${String(runs.length)} cases, ${String(trail.journal.length)} commands, ` +
      `${String(trail.facts.length)} facts (${paths(trail)}), ${String(nemesis.kills)} kills; callers met ${traffic.summary()}; ` +
      `${String(kafka.messages)} messages (${String(kafka.repeated)} repeated), ${String(temporal.workflows)} workflows, ` +
      `${String(temporal.replayed)} replayed; at rest ${((settledAt - clock.closeMs) / 1000).toFixed(1)} s after the close`,
  );
  return report(runs, findings, {
    trail,
    days,
    clock,
    events: [...nemesis.events, ...mishaps.events].sort(byInstant),
    verbose: options.verbose,
    print,
  });
}

async function clockOf(databaseUrl: string, days: Days): Promise<WaveClock> {
  const [row] = await select<{ offset: number }>(
    databaseUrl,
    'select clock_offset_ms::float8 as offset from journal.setting',
  );
  if (!row) throw new Error('the database has no clock');
  return createWaveClock(databaseUrl, days, row.offset);
}

/** Filings of the filing day are spread over what is left of it; those of the due day wait for their instant. */
async function fileAll(runs: CaseRun[], caller: Caller, clock: WaveClock): Promise<void> {
  const room = Math.max(4_000, clock.closeMs + dueDay.from - dawnMs - 1_500 - Date.now());
  await Promise.all(
    runs.map(async (run, i) => {
      await sleep((room * i) / runs.length);
      await runCase(run, caller, clock);
    }),
  );
}

function keepLogs({ dataDir }: TestSystem, seed: string, wave: number, print: (line: string) => void): void {
  const kept = path.join(os.tmpdir(), `yichuang-chaos-${seed}-${String(wave)}`);
  cpSync(path.join(dataDir, 'logs'), kept, { recursive: true });
  print(`logs of the processes: ${kept}`);
}

/** Lines begin with their ms from the close. */
const byInstant = (a: string, b: string): number => Number.parseInt(a, 10) - Number.parseInt(b, 10);
