/** What the services show against the model: the application, its items, no task left open. */
import type { CaseRun } from '../drive/run-types.ts';
import type { Trail } from '../read/trail.ts';
import type { CaseExpectation } from './expectation.ts';
import { canonical, same } from './finding.ts';

export function checkReadModels({ no, plan }: CaseRun, expected: CaseExpectation, trail: Trail): string[] {
  const problems = trail.openTasks.filter((task) => task.no === no).map(({ id }) => `task ${id} is still open`);
  const application = trail.applications.find((row) => row.no === no);
  const answer = expected.application.facts.findLast(({ type }) => type === 'applicationAccepted')?.data;
  const shown = { phase: application?.phase, deemed: application?.deemed, acceptedOn: application?.acceptedOn };
  const phase = expected.withdrawn ? 'withdrawn' : phaseOf(expected);
  const wanted = { phase, deemed: answer?.['deemed'] ?? false, acceptedOn: answer?.['acceptedOn'] ?? null };
  if (!same(shown, wanted)) problems.push(`application: expected ${canonical(wanted)}, shown ${canonical(shown)}`);
  for (const { code } of plan.items) {
    const row = trail.items.find((item) => item.no === no && item.itemCode === code);
    const want = itemOf(expected, code);
    const have = row && {
      department: row.department,
      phase: row.phase,
      deemed: row.deemed,
      acceptedOn: row.acceptedOn,
      overdue: row.overdue,
      round: row.round,
    };
    if (!same(want, have)) problems.push(`item ${code}: expected ${canonical(want)}, shown ${canonical(have)}`);
  }
  return problems;
}

/** A stage that came to its end; else all the items ended without one, or after it as they had not begun. */
function phaseOf({ application, facts }: CaseExpectation): string {
  if ([...facts.values()].flat().some(({ type }) => type === 'stageCompleted')) return 'concluded';
  return [...application.items.values()].every(({ is }) => is === 'notRequired') ? 'notRequired' : 'refused';
}

function itemOf({ application, reviews, waiting, withdrawn }: CaseExpectation, code: string): Record<string, unknown> {
  const state = application.items.get(code);
  const handed = state?.is === 'accepted' || state?.is === 'waiting' ? state : undefined;
  const settled = waiting.get(code);
  const review = reviews.get(code)?.model;
  const unanswered = state?.is === 'pushed' || state?.is === 'returned';
  return {
    department: state?.department,
    phase:
      review?.decided?.result ??
      (settled?.is === 'refused' ? 'refused' : withdrawn && (unanswered || handed) ? 'withdrawn' : state?.is),
    deemed: handed?.deemed ?? false,
    acceptedOn: (handed?.is === 'accepted' ? handed.acceptedOn : review?.accepted.acceptedOn) ?? null,
    overdue: review?.facts.some(({ type }) => type === 'itemOverdue') ?? false,
    round: application.facts.filter(({ type, data }) => type === 'itemPushed' && data['itemCode'] === code).length,
  };
}
