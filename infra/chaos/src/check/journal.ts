/** The journal against the model and against what callers were told: one row per key, one outcome per row, one answer per caller. */
import type { WaveClock } from '../clock.ts';
import type { Answer } from '../drive/caller.ts';
import type { CaseRun, SentAct } from '../drive/run-types.ts';
import type { Verdict } from '../model/types.ts';
import type { JournalRow, Trail } from '../read/trail.ts';
import type { CaseExpectation } from './expectation.ts';
import { canonical, same } from './finding.ts';

/** Two clocks are read on one machine. */
const toleranceMs = 20;

export function checkJournal(run: CaseRun, expected: CaseExpectation, trail: Trail, clock: WaveClock): string[] {
  const rows = trail.journal.filter((row) => row.no === run.no);
  const byKey = new Map(rows.map((row) => [row.key, row]));
  const known = new Set([run.filingKey, ...run.sent.map(({ act }) => act.key)]);
  return [
    ...rows.filter(({ key }) => !known.has(key)).map(({ key }) => `nobody sent the command ${key}`),
    ...rows.flatMap((row) => [...atRest(row), ...asExpected(row, expected)]),
    ...filing(run, expected.filing, clock),
    ...run.sent.flatMap((sent) => answers(sent, byKey.get(sent.act.key), expected, clock)),
  ].map((text) => `journal: ${text}`);
}

const atRest = ({ key, state, body }: JournalRow): string[] =>
  state === 'done' && body === null ? [] : [`${key} is ${state}${body === null ? '' : ' and its body is kept'}`];

function asExpected(row: JournalRow, { verdicts, filing: filed }: CaseExpectation): string[] {
  if (row === filed) return [];
  const expected = verdicts.get(row.id);
  if (!expected) return [`${row.key} (${row.kind} to ${row.workflowId}) meets no workflow of the model`];
  const actual = verdictOf(row);
  return same(expected, actual)
    ? []
    : [`${row.key} ${row.kind} at ${row.at}: expected ${canonical(expected)}, found ${canonical(actual)}`];
}

function verdictOf({ outcome }: JournalRow): Verdict | undefined {
  if (!outcome) return undefined;
  if (outcome.problem) return { status: 'refused', code: outcome.problem.code };
  return { status: 'done', facts: outcome.data?.facts ?? [] };
}

function filing({ filingAnswers, no }: CaseRun, row: JournalRow, clock: WaveClock): string[] {
  const problems = received(row, filingAnswers, clock);
  if (filingAnswers.some(({ applicationNo, commandId }) => applicationNo !== no || commandId !== row.id))
    problems.push(`the filing was answered ${canonical(filingAnswers)}`);
  if (filingAnswers.filter(({ status }) => status === 201).length > 1) problems.push('the filing was created twice');
  return problems;
}

/** Every copy was told what the journal holds; a request that was refused at the door left nothing. */
function answers(
  { act, answers: told, otherAnswer }: SentAct,
  row: JournalRow | undefined,
  expected: CaseExpectation,
  clock: WaveClock,
): string[] {
  if (told.some(({ status }) => status === 0)) return [`${act.key} was never answered`];
  if (!row) return told.flatMap((answer) => atTheDoor(act, answer, expected));
  const verdict = verdictOf(row);
  const problems = received(row, told, clock);
  for (const answer of told) {
    const fits =
      verdict?.status === 'done'
        ? answer.status === 200 && same(answer.facts, verdict.facts)
        : answer.status === 409 && answer.code === verdict?.code;
    // A copy that gave up before the task was there has nothing to do with the one that came through.
    const tooEarly =
      answer.status === 404 && clock.range(answer.answeredAt, answer.answeredAt).from <= Date.parse(row.at);
    if (tooEarly && answer.code === 'not-found') continue;
    if (!fits || (answer.commandId !== undefined && answer.commandId !== row.id))
      problems.push(`${act.key} was answered ${canonical(answer)}, the journal has ${canonical(verdict)}`);
  }
  if (otherAnswer && (otherAnswer.status !== 422 || otherAnswer.code !== 'idempotency-key-reused'))
    problems.push(`${act.key} with another body was answered ${canonical(otherAnswer)}`);
  return problems;
}

/** Without a row: refused as planned, or the task never was, or it is another department's. */
function atTheDoor(act: SentAct['act'], answer: Answer, { facts, reviews }: CaseExpectation): string[] {
  const { status, code } = answer;
  const told = `${act.key} ${act.action} by ${act.as} left no row and was answered ${String(status)} ${String(code)}`;
  const holder =
    act.asked?.department ??
    (act.kind === 'review'
      ? reviews.get(act.itemCode)?.model.accepted.department
      : [...facts.values()]
          .flat()
          .find(
            ({ type, data }) =>
              type === 'itemPushed' && data['itemCode'] === act.itemCode && data['round'] === act.round,
          )?.data['department']);
  if (status === 404 && code === 'not-found') return [];
  if (act.refusal && status === act.refusal.status && code === act.refusal.code) return [];
  if (status === 403 && code === 'not-your-task' && holder !== act.as) return [];
  return [told];
}

/** The instant of the act lies between its first sending and its answer. */
function received(row: JournalRow, told: Answer[], clock: WaveClock): string[] {
  const from = Math.min(...told.map(({ firstSentAt }) => firstSentAt));
  const to = Math.max(...told.map(({ answeredAt }) => answeredAt));
  const range = clock.range(from, to);
  const at = Date.parse(row.at);
  return at >= range.from - toleranceMs && at <= range.to + toleranceMs
    ? []
    : [`${row.key} was received at ${row.at}, but sent and answered between ${iso(range.from)} and ${iso(range.to)}`];
}

const iso = (ms: number): string => new Date(ms).toISOString();
