/** State of one item under review: decided once by its department; a limit that runs out leaves a fact and decides nothing. */
import { closeOf } from '../days.ts';
import type { ConsultationModel } from './consultation.ts';
import type { SpecialProcedure } from './special-procedure.ts';
import type { Accepted, CaseFrame, ExpectedFact, Withdrawal } from './types.ts';

interface Limit {
  type: 'itemOverdue' | 'statutoryLimitReached';
  dueAt: string;
  reached: boolean;
}

export class ReviewModel {
  readonly facts: ExpectedFact[] = [];
  readonly consultations: ConsultationModel[] = [];
  /** What the stage hears of its clock. */
  readonly stops: { type: 'itemSuspended' | 'itemResumed'; at: string }[] = [];
  readonly accepted: Accepted;
  readonly frame: CaseFrame;
  decided: { result: 'granted' | 'denied' | 'withdrawn'; at: string } | undefined;
  special: SpecialProcedure | undefined;
  /** Limits that end within the wave unless they are moved. */
  #limits: Limit[];

  constructor(accepted: Accepted, frame: CaseFrame) {
    this.accepted = accepted;
    this.frame = frame;
    const { item, at, acceptedOn, receivedOn } = accepted;
    const { filed, due, weekEndsDue } = frame.days;
    this.fact('reviewStarted', at, 'system', { acceptedOn });
    const limits: [Limit['type'], boolean][] = [
      ['itemOverdue', item.promisedDays === 1 && acceptedOn === filed],
      ['statutoryLimitReached', item.code === 'I46' && weekEndsDue === true && receivedOn === filed],
    ];
    this.#limits = limits.flatMap(([type, ends]) => (ends ? [{ type, dueAt: closeOf(due), reached: false }] : []));
  }

  fact(type: string, at: string, actor: string, data: Record<string, unknown> = {}): void {
    const { item, department } = this.accepted;
    this.facts.push({ type, at, actor, data: { itemCode: item.code, department, ...data } });
  }

  document(at: string, actor: string, kind: string): void {
    this.facts.push({ type: 'documentIssued', at, actor, data: { kind, itemCode: this.accepted.item.code } });
  }

  /** The law's own limit moves with the promised one, by a fact of its own; one that has run out stays. */
  statutoryMoves(at: string, actor: string): void {
    const reached = this.#limits.some((limit) => limit.type === 'statutoryLimitReached' && limit.reached);
    if (this.accepted.item.statutory && !reached) this.facts.push({ type: 'deadlineRetimed', at, actor, data: {} });
  }

  move(): void {
    this.#limits = this.#limits.filter(({ reached }) => reached);
  }

  /** What runs out while the clock stands still is the time told; a limit that passed meanwhile has run out when it goes on. */
  lapse(upTo: string, resumedAt?: string): void {
    for (const one of this.consultations) one.lapse(upTo);
    if (this.decided) return;
    const { special } = this;
    if (special) {
      const at = special.runsOutAt;
      if (at === undefined || at > upTo) return;
      special.overrun = true;
      this.fact('specialProcedureOverrun', at, 'system', { procedure: special.procedure });
      return;
    }
    for (const limit of this.#limits) {
      if (limit.reached || limit.dueAt > upTo) continue;
      limit.reached = true;
      const { type, dueAt } = limit;
      this.fact(type, resumedAt ?? dueAt, 'system', { dueAt });
    }
  }

  get open(): ConsultationModel[] {
    return this.consultations.filter(({ now }) => now === 'open');
  }

  closeConsultation(one: ConsultationModel, at: string, actor: string, reason: string): void {
    this.fact('consultationClosed', at, actor, { ...one.asked, reason });
    one.close(at, reason);
  }

  decide(
    result: 'granted' | 'denied' | 'withdrawn',
    at: string,
    actor: string,
    data: Record<string, unknown> = {},
  ): void {
    const types = { granted: 'itemGranted', denied: 'itemDenied', withdrawn: 'itemWithdrawn' } as const;
    this.decided = { result, at };
    this.fact(types[result], at, actor, data);
  }

  /** Whatever is still asked about the item ends with it. */
  withdraw({ at, actor }: Withdrawal): void {
    this.lapse(at);
    if (this.decided) return;
    for (const one of this.open) this.closeConsultation(one, at, actor, '事项已终结');
    this.decide('withdrawn', at, actor);
  }
}
