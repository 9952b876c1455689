/** `npm run bench -- NAME`: the measures of docs/architecture.md, each against its target; exit code 1 if one is missed. */
import process from 'node:process';
import { amendment } from './amendment.ts';
import { arithmetic } from './arithmetic.ts';
import type { Benchmark } from './benchmark.ts';
import { cost } from './cost/cost.ts';
import { deadlines } from './deadlines.ts';
import { intake } from './intake.ts';

const benchmarks: Record<string, Benchmark> = { amendment, arithmetic, cost, deadlines, intake };

const names = process.argv.slice(2);
const unknown = names.find((name) => !Object.hasOwn(benchmarks, name));
if (names.length === 0 || unknown !== undefined) {
  process.stderr.write(`用法 / usage: npm run bench -- ${Object.keys(benchmarks).join(' | ')}\n`);
  process.exit(2);
}

let met = true;
for (const name of names) {
  const run = benchmarks[name];
  if (run && !(await run((line) => process.stdout.write(`${line}\n`)))) met = false;
}
process.exit(met ? 0 : 1);
