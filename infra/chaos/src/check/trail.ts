/** The trail in itself: no gaps, time going forward, the hash chain computed anew, every fact published that must be. */
import { createHash } from 'node:crypto';
import type { CaseRun } from '../drive/run-types.ts';
import type { FactRow, Trail } from '../read/trail.ts';
import { stageId } from './expectation.ts';

/** Facts that stay inside their service. */
const unpublished = new Set([
  'itemConcluded',
  'waitingItemTaken',
  'itemSuspended',
  'itemResumed',
  'stageItemsKnown',
  'consultationAsked',
  'consultationReplyTaken',
  'consultationEnded',
  'calendarAdopted',
  'lateEventRecorded',
  'documentIssued',
  'firstContactAssigned',
  'paperExpected',
  'paperReceived',
  'paperForwarded',
  'operatorIntervened',
]);

export function checkTrail({ no }: CaseRun, trail: Trail): string[] {
  const facts = trail.facts.filter((row) => row.no === no);
  const problems = groups(facts, ({ service }) => service).flatMap(([service, rows]) =>
    chain(rows).map((text) => `${service}: ${text}`),
  );
  for (const [workflowId, rows] of groups(facts, (row) => row.workflowId)) {
    const inOrder = [...rows].sort((a, b) => a.seq - b.seq);
    if (inOrder.some(({ seq, body }, i) => seq !== i + 1 || body.seq !== seq || body.workflowId !== workflowId))
      problems.push(`${workflowId}: seq is not 1…${String(rows.length)}`);
    const head = trail.workflows.find((row) => row.workflowId === workflowId)?.head;
    if (head !== rows.length) problems.push(`${workflowId}: head ${String(head)}, but ${String(rows.length)} facts`);
    // News from the application and from the reviews reach a stage on different ways.
    if (workflowId === stageId(no)) continue;
    const withNews = inOrder.findIndex(({ body }) => body.type === 'applicationWithdrawn');
    // That of a withdrawal, which counts from its own instant, ends what went on in the application until it came.
    const own = inOrder.slice(0, withNews === -1 ? undefined : withNews);
    const backwards = own.find(({ body }, i) => body.at < (own[i - 1]?.body.at ?? ''));
    if (backwards) problems.push(`${workflowId}: fact ${String(backwards.seq)} is earlier than the one before it`);
  }
  return [...problems, ...published(no, facts, trail)];
}

function chain(rows: FactRow[]): string[] {
  let hash = '';
  let recordedAt = '';
  const problems: string[] = [];
  rows.forEach(({ sequence, text, hash: stored, body }, i) => {
    hash = createHash('sha256').update(`${hash}${text}`, 'utf8').digest('hex');
    const where = `sequence ${String(sequence)} (${body.type})`;
    if (sequence !== i + 1) problems.push(`${where} stands at place ${String(i + 1)}`);
    if (hash !== stored) problems.push(`${where} breaks the hash chain`);
    if (body.recordedAt < body.at) problems.push(`${where} was recorded at ${body.recordedAt}, before ${body.at}`);
    if (body.recordedAt < recordedAt) problems.push(`${where} was recorded before the one before it`);
    recordedAt = body.recordedAt;
  });
  return problems;
}

/** Each published fact goes out in exactly one message, in order. */
function published(no: string, facts: FactRow[], trail: Trail): string[] {
  const due = facts
    .filter(({ body }) => !unpublished.has(body.type))
    .map((row) => `${row.workflowId}#${String(row.seq)}`);
  const messages = trail.outbox.filter((row) => row.no === no);
  const sent = messages.flatMap(({ payload }) =>
    payload.data.facts.map(({ seq }) => `${payload.subject}#${String(seq)}`),
  );
  const problems = due.filter((fact) => !sent.includes(fact)).map((fact) => `${fact} is in no message`);
  if (new Set(sent).size !== sent.length) problems.push('a fact is in two messages');
  if (sent.length !== due.length)
    problems.push(`${String(sent.length)} facts in messages, ${String(due.length)} to publish`);
  for (const [service, rows] of groups(messages, (row) => row.service))
    if (rows.some(({ payload }, i) => payload.sequence <= (rows[i - 1]?.payload.sequence ?? 0)))
      problems.push(`${service}: messages are out of sequence`);
  return problems;
}

function groups<T>(rows: T[], keyOf: (row: T) => string): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const row of rows) found.set(keyOf(row), [...(found.get(keyOf(row)) ?? []), row]);
  return [...found];
}
