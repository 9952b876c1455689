/** What a wave came to: each failed case with its story, and what the nemesis did. */
import { checkCase } from './check/check-wave.ts';
import type { Finding } from './check/finding.ts';
import type { WaveClock } from './clock.ts';
import type { Days } from './days.ts';
import type { CaseRun } from './drive/run-types.ts';
import type { Trail } from './read/trail.ts';
import { storyOf } from './story.ts';

export interface WaveResult {
  passed: number;
  failed: number;
}

/** What the cases of a wave met, by fact. */
export function paths({ facts }: Trail): string {
  const count = (type: string, test: (fact: Trail['facts'][number]) => boolean = () => true): string =>
    String(facts.filter((fact) => fact.body.type === type && test(fact)).length);
  return [
    `${count('itemAccepted', ({ body }) => body.data['deemed'] === true)} accepted by silence`,
    `${count('itemNotRequired')} not required`,
    `${count('itemReleased')} of ${count('waitingItemTaken')} waiting released`,
    `${count('specialProcedureStarted')} special procedures, ${count('specialProcedureOverrun')} overrun`,
    `${count('consultationRequested')} consultations, ${count('consultationOverdue')} overdue`,
    `${count('itemOverdue')} items overdue`,
    `${count('applicationWithdrawn')} applications and ${count('stageWithdrawn')} stages withdrawn`,
  ].join(', ');
}

/** What callers were told, by act. */
function told(runs: CaseRun[]): string[] {
  const answers = runs.flatMap(({ sent }) =>
    sent.flatMap((one) => one.answers.map(({ status, code }) => `${one.act.action} ${String(status)} ${code ?? ''}`)),
  );
  const counts = Map.groupBy(answers, (one) => one.trim());
  return [...counts].map(([what, all]) => `${what} × ${String(all.length)}`).sort();
}

export function report(
  runs: CaseRun[],
  findings: Finding[],
  context: {
    trail: Trail;
    days: Days;
    clock: WaveClock;
    events: string[];
    verbose: boolean;
    print: (line: string) => void;
  },
): WaveResult {
  const { trail, days, clock, events, verbose, print } = context;
  const numbers = new Set(runs.map(({ no }) => no));
  let failed = 0;
  for (const run of runs) {
    const problems = [
      ...checkCase(run, days, trail, clock),
      ...findings.filter(({ no }) => no === run.no).map(({ text }) => text),
    ];
    if (problems.length === 0) continue;
    failed += 1;
    for (const line of storyOf(run, trail, clock.closeMs, problems)) print(line);
  }
  const general = findings.filter(({ no }) => no === undefined || !numbers.has(no));
  for (const { text } of general) print(`✗ ${text}`);
  if (verbose || failed > 0 || general.length > 0) {
    print('the nemesis (ms from the close):');
    for (const event of events) print(`  ${event}`);
  }
  if (verbose) for (const line of told(runs)) print(line);
  return { passed: runs.length - failed, failed: failed + (general.length > 0 ? 1 : 0) };
}
