/** `npm run test:chaos`: seeded random cases under faults on servers of their own, judged by an independent model. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { ensureTestInfrastructure, type Infrastructure, MissingServersError } from '@yichuang/local';
import { buildBundle } from './bundle.ts';
import { type Options, readOptions } from './options.ts';
import { writeRegion } from './region.ts';
import { runWave } from './wave.ts';

/** As many as two cores take in the seconds before a close; fewer where time is short. */
const casesPerWave = { most: 40, perSecond: 0.35 };
const replayMs = 8_000;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const dir = mkdtempSync(path.join(os.tmpdir(), 'yichuang-chaos-'));
let infrastructure: Infrastructure | undefined;

for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => {
    const end = (): void => {
      process.exit(1);
    };
    void (infrastructure?.stop() ?? Promise.resolve()).then(end, end);
  });

try {
  process.exitCode = await main(readOptions(process.argv.slice(2)));
} catch (error) {
  print(error instanceof MissingServersError ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
} finally {
  await infrastructure?.stop().catch((error: unknown) => {
    print(String(error));
  });
  rmSync(dir, { recursive: true, force: true });
}
process.exit();

async function main({ seed, cases, seconds, lead, verbose }: Options): Promise<number> {
  const startedAt = Date.now();
  print(`seed ${seed}`);
  const [servers, bundle] = await Promise.all([ensureTestInfrastructure(), buildBundle(dir)]);
  infrastructure = servers;
  const packs = writeRegion(dir);
  const result = { passed: 0, failed: 0 };
  const perWave = Math.min(casesPerWave.most, Math.ceil((seconds ?? Infinity) * casesPerWave.perSecond));
  let lastMs = 0;
  for (let wave = 1; ; wave += 1) {
    const begun = (wave - 1) * perWave;
    const left = cases === undefined ? perWave : cases - begun;
    const elapsed = Date.now() - startedAt;
    const noTime = seconds !== undefined && wave > 1 && elapsed + lastMs > seconds * 1000;
    if (left <= 0 || noTime) break;
    const numbers = Array.from({ length: Math.min(left, perWave) }, (_, i) => begun + i + 1);
    const waveAt = Date.now();
    const { passed, failed } = await runWave({
      seed,
      number: wave,
      cases: numbers,
      infrastructure: servers,
      bundle,
      packs,
      replayMs,
      leadMs: lead * 1000,
      verbose,
      print,
    });
    lastMs = Date.now() - waveAt;
    result.passed += passed;
    result.failed += failed;
  }
  if (result.failed > 0) print(`again with: --seed ${seed}`);
  print(`${((Date.now() - startedAt) / 1000).toFixed(0)} s, seed ${seed}`);
  print(`${String(result.passed)} passed, ${String(result.failed)} failed`);
  return result.failed === 0 ? 0 : 1;
}
