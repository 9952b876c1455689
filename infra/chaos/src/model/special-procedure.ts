/**
 * 行政许可法 45: eight procedures stop the clock, from the written notice on until the department ends them. The day on which one
 * begins still counts, the day on which it ends does not; so only one that lasts from day to day moves a limit.
 */
import { closeOf, type Days, dayOf } from '../days.ts';

export const stopsClock = new Set(['听证', '招标', '拍卖', '检验', '检测', '检疫', '鉴定', '专家评审']);

export class SpecialProcedure {
  readonly procedure: string;
  readonly startedOn: string;
  /** The time told in writing has run out. */
  overrun = false;
  #expected: string | undefined;
  readonly #days: Days;

  constructor(procedure: string, at: string, workingDays: number, days: Days) {
    this.procedure = procedure;
    this.startedOn = dayOf(at);
    this.#days = days;
    this.tell(at, workingDays);
  }

  tell(at: string, workingDays: number): void {
    this.overrun = false;
    const { filed, due } = this.#days;
    // Any other time told ends after the wave.
    this.#expected = dayOf(at) === filed && workingDays === 1 ? closeOf(due) : undefined;
  }

  /** When the time told runs out, where it has not yet. */
  get runsOutAt(): string | undefined {
    return this.overrun ? undefined : this.#expected;
  }

  /** Ended then, it has moved the limits of its item. */
  moves(endedAt: string): boolean {
    return dayOf(endedAt) > this.startedOn;
  }
}
