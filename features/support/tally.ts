import { Status } from '@cucumber/cucumber';
import type { runCucumber } from '@cucumber/cucumber/api';

export type Envelope = Parameters<NonNullable<Parameters<typeof runCucumber>[2]>>[0];

type Result = NonNullable<Envelope['testStepFinished']>['testStepResult'];

/** Counts scenarios: one passes if it has steps and every one of them passed; whatever else happened is a failure. */
export class Tally {
  passed = 0;
  failed = 0;
  readonly #open = new Map<string, Result[]>();

  take(envelope: Envelope): void {
    const { testCaseStarted, testStepFinished, testCaseFinished, testRunHookFinished } = envelope;
    if (testCaseStarted) this.#open.set(testCaseStarted.id, []);
    if (testStepFinished) {
      this.#open.get(testStepFinished.testCaseStartedId)?.push(testStepFinished.testStepResult);
    }
    if (testCaseFinished) {
      this.#count(this.#open.get(testCaseFinished.testCaseStartedId) ?? []);
      this.#open.delete(testCaseFinished.testCaseStartedId);
    }
    if (testRunHookFinished && testRunHookFinished.result.status !== Status.PASSED) this.failed += 1;
  }

  get line(): string {
    return `${this.passed} passed, ${this.failed} failed`;
  }

  #count(results: Result[]): void {
    if (results.length > 0 && results.every(({ status }) => status === Status.PASSED)) this.passed += 1;
    else this.failed += 1;
  }
}
