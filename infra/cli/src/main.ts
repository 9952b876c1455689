/** `npm run yichuang -- COMMAND`: the operator's tool. Exit code 0: all is well; 1: what was asked does not hold; 2: asked wrongly. */
import process from 'node:process';
import { run } from './cli.ts';

const code = await run(process.argv.slice(2), {
  out: (line) => process.stdout.write(`${line}\n`),
  err: (line) => process.stderr.write(`${line}\n`),
  env: process.env,
});
process.stdout.write('', () => {
  // Temporal's native runtime keeps handles of its own.
  process.exit(code);
});
