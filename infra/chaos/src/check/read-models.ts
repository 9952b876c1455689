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
  const phase = answer ? 'concluded' : 'refused';
  const wanted = { phase, deemed: answer?.['deemed'] ?? false, acceptedOn: answer?.['acceptedOn'] ?? null };
  if (!same(shown, wanted)) problems.push(`application: expected ${canonical(wanted)}, shown ${canonical(shown)}`);
  for (const { code } of plan.items) {
    const row = trail.items.find((item) => item.no === no && item.itemCode === code);
    const state = expected.application.items.get(code);
    const review = expected.reviews.find(({ accepted }) => accepted.item.code === code)?.review;
    const want = {
      department: state?.department,
      phase: review?.decided?.result ?? state?.is,
      deemed: state?.is === 'accepted' && state.deemed,
      acceptedOn: state?.is === 'accepted' ? state.acceptedOn : null,
      overdue: review?.facts.some(({ type }) => type === 'itemOverdue') ?? false,
      round: expected.application.facts.filter(({ type, data }) => type === 'itemPushed' && data['itemCode'] === code)
        .length,
    };
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
