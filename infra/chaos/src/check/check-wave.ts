/** All checks of a wave, sorted by case. */
import type { WaveClock } from '../clock.ts';
import type { Days } from '../days.ts';
import type { CaseRun } from '../drive/run-types.ts';
import type { Trail } from '../read/trail.ts';
import { expectations } from './expectation.ts';
import { checkFacts } from './facts.ts';
import type { Finding } from './finding.ts';
import { checkJournal } from './journal.ts';
import { checkReadModels } from './read-models.ts';
import { checkTrail } from './trail.ts';

/** Also what the model cannot make sense of is a finding. */
export function checkCase(run: CaseRun, days: Days, trail: Trail, clock: WaveClock): string[] {
  try {
    return judged(run, days, trail, clock);
  } catch (error) {
    return [String(error)];
  }
}

/** Of several things that may have come of it one must be there; else the nearest is told. */
function judged(run: CaseRun, days: Days, trail: Trail, clock: WaveClock): string[] {
  if (run.no === '') return [`the filing was not taken: ${JSON.stringify(run.filingAnswers)}`];
  let nearest: string[] | undefined;
  for (const expected of expectations(run, days, trail)) {
    const problems = [
      ...checkJournal(run, expected, trail, clock),
      ...checkFacts(run, expected, trail),
      ...checkTrail(run, trail),
      ...checkReadModels(run, expected, trail),
    ];
    if (problems.length === 0) return [];
    if (!nearest || problems.length < nearest.length) nearest = problems;
  }
  return nearest ?? ['the journal does not hold the filing'];
}

/** Rows of cases that nobody filed. */
export function strangers(runs: CaseRun[], trail: Trail): Finding[] {
  const known = new Set(runs.map(({ no }) => no));
  return [...new Set([...trail.journal, ...trail.facts, ...trail.outbox].map(({ no }) => no))]
    .filter((no) => !known.has(no))
    .map((no) => ({ text: `nobody filed ${no}` }));
}
