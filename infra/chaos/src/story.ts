/** The full story of a failed case: what was planned, sent and told, what the journal and the trail hold. */
import type { Answer } from './drive/caller.ts';
import type { CaseRun } from './drive/run-types.ts';
import type { Trail } from './read/trail.ts';

export function storyOf(run: CaseRun, trail: Trail, closeMs: number, problems: string[]): string[] {
  const { plan, no, sent, filingAnswers } = run;
  const told = ({ status, code, firstSentAt, answeredAt, tries }: Answer): string =>
    `${String(status)} ${code ?? ''} (sent ${String(firstSentAt - closeMs)}, told ${String(answeredAt - closeMs)}, ${String(tries)} tries)`;
  const items = plan.items.map(({ code, department }) => `${code} ${department}`).join(', ');
  return [
    `case ${String(plan.number)} = ${no}: ${items}; filed ${JSON.stringify(plan.filedAt)}`,
    ...problems.map((problem) => `  ✗ ${problem}`),
    '  sent (ms from the close):',
    ...filingAnswers.map((answer) => `    file ${told(answer)}`),
    ...sent.map(
      ({ act, answers, otherAnswer }) =>
        `    ${act.key} ${act.as} ${act.action} ${act.kind} ${act.itemCode} round ${String(act.round)} ${JSON.stringify(act.body)} ${JSON.stringify(act.when)}: ${answers.map(told).join('; ')}${otherAnswer ? `; other body: ${told(otherAnswer)}` : ''}`,
    ),
    '  journal:',
    ...trail.journal
      .filter((row) => row.no === no)
      .map(
        ({ at, ordinal, key, caller, kind, itemCode, workflowId, state, outcome }) =>
          `    ${at} #${String(ordinal)} ${key} ${caller} ${kind} ${itemCode ?? ''} → ${workflowId}: ${state} ${JSON.stringify(outcome?.problem?.code ?? outcome?.data)}`,
      ),
    '  facts:',
    ...trail.facts
      .filter((row) => row.no === no)
      .map(
        ({ service, sequence, workflowId, seq, body }) =>
          `    ${service} ${String(sequence)} ${workflowId}#${String(seq)} ${body.type} at ${body.at} recorded ${body.recordedAt} by ${body.actor.id} ${JSON.stringify(body.data)}`,
      ),
  ];
}
