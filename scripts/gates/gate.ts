/** What a gate found. Without `failure` it held. A gate that has no tests of its own counts as one. */
export type Result = { passed: number; failed: number; failure?: string };

export type Gate = {
  name: string;
  /** False as long as nothing stands behind the gate; it is then left out, not passed. */
  present: () => boolean;
  run: () => Promise<Result>;
};

/** Runs the gates in order, up to the first that breaks. Prints a line for each and the sum as the last. */
export async function runGates(gates: Gate[], print: (text: string) => void): Promise<boolean> {
  const sum = { passed: 0, failed: 0 };
  const waiting = gates.values();
  for (const { name, run } of waiting) {
    const from = performance.now();
    const result = await run().catch((error: unknown): Result => ({ passed: 0, failed: 1, failure: String(error) }));
    const seconds = ((performance.now() - from) / 1000).toFixed(1).padStart(7);
    const broken = result.failure !== undefined || result.failed > 0 || result.passed === 0;
    sum.passed += result.passed;
    sum.failed += broken ? Math.max(1, result.failed) : 0;
    if (broken) print(result.failure ?? 'nothing was tested');
    print(
      `${broken ? 'BROKEN' : 'ok    '} ${name.padEnd(12)}${seconds} s  ${result.passed} passed, ${result.failed} failed`,
    );
    if (broken) break;
  }
  const left = [...waiting].map(({ name }) => name);
  if (left.length > 0) print(`not run: ${left.join(', ')}`);
  print(`${sum.passed} passed, ${sum.failed} failed`);
  return sum.failed === 0 && sum.passed > 0;
}

/** The gates of a comma-separated list, in their own order; all that are present without one. */
export function selectGates(gates: Gate[], only: string | undefined): Gate[] {
  if (only === undefined) return gates.filter(({ present }) => present());
  const names = only.split(',');
  const wrong = names.filter((name) => !gates.some((gate) => gate.name === name && gate.present()));
  if (wrong.length > 0) {
    throw new Error(
      `no such gate, or nothing behind it: ${wrong.join(', ')}. Gates: ${gates.map(({ name }) => name).join(', ')}`,
    );
  }
  return gates.filter(({ name }) => names.includes(name));
}
