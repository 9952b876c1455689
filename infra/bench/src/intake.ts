/** From a command to its effect; then filings at a fixed rate, against the least that could take them in, side by side. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { createApiClient, isRecord, startTestSystem } from '@yichuang/local';
import type { Benchmark } from './benchmark.ts';
import { commands, commandTarget } from './commands.ts';
import { filingBody } from './filings.ts';
import { atRate, type Measured, quantiles, text } from './rate.ts';

const rates = [50, 100, 200];
const seconds = 6;
const rounds = 2;
const target = { p99: 1.5, throughput: 0.75 };

/**
 * The two are measured in turn, so that a slow machine is slow for both. Workers and the other services are stopped: what becomes of a
 * filing is another measure.
 */
export const intake: Benchmark = async (print) => {
  const system = await startTestSystem();
  const bare = spawn(process.execPath, [path.join(import.meta.dirname, 'bare-main.ts')], {
    env: { ...process.env, DATABASE_URL: system.databaseUrl },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  try {
    const acts = await commands(createApiClient(system));
    let met = acts.p50 < commandTarget.p50 && acts.p99 < commandTarget.p99 && acts.failed === 0;
    print(
      `命令到生效 / command to effect at 20/s: ${text(acts)} (p50 < ${String(commandTarget.p50)} ms, p99 < ${String(commandTarget.p99)} ms)`,
    );
    const { approval, issuance, assist, worker } = system.parts;
    await Promise.all([approval, issuance, assist, worker].map((part) => part.stop()));
    const token = await system.token('window-jia');
    const bareUrl = await new Promise<string>((resolve, reject) => {
      bare.once('exit', () => {
        reject(new Error('the bare handler ended'));
      });
      bare.on('message', (message) => {
        if (isRecord(message)) resolve(`http://127.0.0.1:${String(message['port'])}`);
      });
    });
    const sides = { bare: bareUrl, ours: system.urls.intake };
    await load(sides.ours, token, 20, 3);
    await load(sides.bare, token, 20, 3);
    for (const rate of rates) {
      const runs: Record<keyof typeof sides, Measured[]> = { bare: [], ours: [] };
      for (let round = 0; round < rounds; round += 1)
        for (const side of ['bare', 'ours'] as const) {
          runs[side].push(await load(sides[side], token, rate, seconds));
          await sleep(2000);
        }
      const [ours, least] = [best(runs.ours), best(runs.bare)];
      const [slower, share] = [ours.p99 / least.p99, ours.perSecond / least.perSecond];
      print(
        `${String(rate)}/s: ${text(ours)} | bare ${text(least)} | p99 × ${slower.toFixed(2)}, throughput × ${share.toFixed(2)}`,
      );
      met &&= slower <= target.p99 && share >= target.throughput;
    }
    print(
      `${met ? '达到目标 / target met' : '未达到目标 / target missed'}: p99 ≤ ${String(target.p99)} ×, throughput ≥ ${String(target.throughput)} ×`,
    );
    return met;
  } finally {
    bare.kill();
    await system.stop();
  }
};

const best = (runs: Measured[]): Measured => runs.reduce((a, b) => (b.p99 < a.p99 ? b : a));

async function load(url: string, token: string, rate: number, forSeconds: number): Promise<Measured> {
  const body = JSON.stringify(filingBody({ region: '湖南', channel: 'onsite' }));
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const send = async (): Promise<boolean> => {
    const options = { method: 'POST', headers: { ...headers, 'Idempotency-Key': randomUUID() }, body };
    const response = await fetch(`${url}/v1/applications`, options);
    await response.arrayBuffer();
    return response.ok;
  };
  const all = Array.from({ length: rate * forSeconds }, (_, i) => i);
  return quantiles([await atRate(rate, all, send)]);
}
