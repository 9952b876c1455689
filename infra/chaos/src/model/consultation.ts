/**
 * One department's opinion, one working day (the wave's own region): silence leaves a fact and consents to nothing; the opinion stays
 * owed until it is given or done without.
 */
import { type Days, dayOf, nextClose } from '../days.ts';
import type { Asked } from '../plan/types.ts';
import { type Command, done, type ExpectedFact, refused, text, type Verdict } from './types.ts';

export class ConsultationModel {
  readonly facts: ExpectedFact[];
  readonly asked: Asked;
  now: 'open' | 'answered' | 'closed' = 'open';
  readonly #due: string;
  readonly #ref: Record<string, unknown>;
  #overdue = false;

  constructor(itemCode: string, asked: Asked, at: string, days: Days) {
    this.asked = asked;
    this.#due = nextClose(days, dayOf(at));
    this.#ref = { itemCode, ...asked };
    this.facts = [
      { type: 'consultationAsked', at, actor: 'system', data: { ...this.#ref, 'deadline.dueAt': this.#due } },
    ];
  }

  lapse(upTo: string): void {
    if (this.#overdue || this.now !== 'open' || this.#due > upTo) return;
    this.#overdue = true;
    const data = { ...this.#ref, dueAt: this.#due, coordinator: 'housing' };
    this.facts.push({ type: 'consultationOverdue', at: this.#due, actor: 'system', data });
  }

  /** What the item hears with an answer. */
  judge({ at, actor, kind, body }: Command): { verdict: Verdict; reply?: Record<string, unknown> } {
    if (this.now === 'answered') return { verdict: refused('consultation-answered') };
    if (this.now === 'closed') return { verdict: refused('consultation-closed') };
    if (kind === 'resolve') return this.#resolve(at, actor);
    const opinion = text(body, 'opinion');
    const conditions = Array.isArray(body['conditions']) ? body['conditions'] : [];
    const without =
      opinion === 'disagree' ? text(body, 'text') === '' : opinion === 'conditional' && conditions.length === 0;
    if (without) return { verdict: refused('reason-missing') };
    this.now = 'answered';
    const reply = { ...this.#ref, opinion, late: this.#overdue };
    this.facts.push({ type: 'consultationAnswered', at, actor, data: reply });
    return { verdict: done('consultationAnswered'), reply };
  }

  #resolve(at: string, actor: string): { verdict: Verdict } {
    if (!this.#overdue) return { verdict: refused('nothing-overdue') };
    this.facts.push({ type: 'coordinated', at, actor, data: {} });
    return { verdict: done('coordinated') };
  }

  close(at: string, reason: string): void {
    this.now = 'closed';
    this.facts.push({ type: 'consultationEnded', at, actor: 'system', data: { ...this.#ref, reason } });
  }
}
