/** Filings at a fixed rate, against the least that could take them in: response times and what gets through, side by side. */
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRecord, sampleUscc, startTestSystem } from '@yichuang/local';
import type { Benchmark } from './benchmark.ts';

const rates = [50, 100, 200];
const seconds = 10;
const rounds = 2;
const target = { p99: 1.5, throughput: 0.75 };

interface Measured {
  p50: number;
  p99: number;
  perSecond: number;
  failed: number;
}

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
    let met = true;
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

const text = ({ p50, p99, perSecond, failed }: Measured): string =>
  `p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms, ${perSecond.toFixed(0)}/s${failed > 0 ? `, ${String(failed)} failed` : ''}`;

const best = (runs: Measured[]): Measured => runs.reduce((a, b) => (b.p99 < a.p99 ? b : a));

/** Sends at a fixed rate whatever the answers do; each is timed from when it was due, so that waiting counts. */
async function load(url: string, token: string, rate: number, forSeconds: number): Promise<Measured> {
  const body = JSON.stringify({
    region: '湖南',
    stage: '施工许可',
    channel: 'onsite',
    project: { code: '2609-430102-89-01-123451', name: '示例产业园一期' },
    applicant: { name: '示例建设有限公司', uscc: sampleUscc },
    items: ['I40'],
  });
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const times: number[] = [];
  let failed = 0;
  const begun = performance.now();
  const send = async (due: number): Promise<void> => {
    await sleep(Math.max(0, due - performance.now()));
    const options = { method: 'POST', headers: { ...headers, 'Idempotency-Key': randomUUID() }, body };
    const response = await fetch(`${url}/v1/applications`, options);
    await response.arrayBuffer();
    if (!response.ok) failed += 1;
    times.push(performance.now() - due);
  };
  const count = rate * forSeconds;
  await Promise.all(Array.from({ length: count }, (_, i) => send(begun + (i * 1000) / rate)));
  const took = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  const quantile = (share: number): number => times[Math.ceil(share * count) - 1] ?? Number.NaN;
  return { p50: quantile(0.5), p99: quantile(0.99), perSecond: count / took, failed };
}
