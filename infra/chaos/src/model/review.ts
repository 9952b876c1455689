/** One accepted item under review: decided once by its department; the due date passing leaves a fact and decides nothing. */
import { closeOf } from '../days.ts';
import type { Accepted, CaseFrame, Command, Expectation, Verdict } from './types.ts';

export interface ReviewExpectation extends Expectation {
  decided?: { result: 'granted' | 'denied'; at: string };
}

const refused = (code: string): Verdict => ({ status: 'refused', code });

export function expectReview(
  { item, department, at, acceptedOn }: Accepted,
  frame: CaseFrame,
  commands: Command[],
): ReviewExpectation {
  const itemCode = item.code;
  const facts: Expectation['facts'] = [
    { type: 'reviewStarted', at, actor: 'system', data: { itemCode, department, acceptedOn } },
  ];
  const verdicts: Expectation['verdicts'] = new Map();
  let decided: ReviewExpectation['decided'];
  // Of all promised periods only one working day from the filing day ends within a wave.
  const { days, now } = frame;
  let due = item.promisedDays === 1 && acceptedOn === days.filed ? closeOf(days.due) : undefined;
  const lapse = (upTo: string): void => {
    if (due === undefined || due > upTo || decided) return;
    facts.push({ type: 'itemOverdue', at: due, actor: 'system', data: { itemCode, department, dueAt: due } });
    due = undefined;
  };
  for (const { id, at: received, kind, actor, body, department: own } of commands) {
    lapse(received);
    const reasons = Array.isArray(body['reasons'])
      ? body['reasons'].map(String).filter((one) => one.trim() !== '')
      : [];
    if (decided) verdicts.set(id, refused('item-decided'));
    else if (own !== department) verdicts.set(id, refused('not-the-holder'));
    else if (kind === 'deny' && reasons.length === 0) verdicts.set(id, refused('reason-missing'));
    else {
      const result = kind === 'grant' ? 'granted' : 'denied';
      const type = kind === 'grant' ? 'itemGranted' : 'itemDenied';
      decided = { result, at: received };
      verdicts.set(id, { status: 'done', facts: [type] });
      // 许可法 38¶2: a denial in writing. The decision is the last fact.
      if (kind === 'deny')
        facts.push({ type: 'documentIssued', at: received, actor, data: { kind: 'denial', itemCode } });
      facts.push({ type, at: received, actor, data: { itemCode, department, ...(kind === 'deny' && { reasons }) } });
    }
  }
  lapse(now);
  return { facts, verdicts, ...(decided && { decided }) };
}
