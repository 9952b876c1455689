/** The only clock of workflow code. A live case reads Temporal's time; a sandbox realm's stands still between moves. */

import { type CaseInput, liveRealm } from '@yichuang/contracts/temporal';
import { type Instant, instant, millis } from '@yichuang/kernel';

export class CaseClock {
  readonly stands: boolean;
  readonly #offsetMs: number;
  #reached: number;

  constructor(input: CaseInput) {
    this.stands = input.realm !== liveRealm;
    this.#offsetMs = input.clockOffsetMs;
    this.#reached = millis(input.at);
  }

  /** Whoever sends an instant proves that the clock has reached it. */
  reach(at: Instant): void {
    this.#reached = Math.max(this.#reached, millis(at));
  }

  nowMs(): number {
    return this.stands ? this.#reached : Math.max(this.#reached, Date.now() + this.#offsetMs);
  }

  now(): Instant {
    return instant(this.nowMs());
  }

  /** Milliseconds until `at` for a timer (at least 1), or none where the clock stands. */
  msUntil(at: Instant): number | undefined {
    return this.stands ? undefined : Math.max(1, millis(at) - this.nowMs());
  }
}
