/** What a run noticed that is for an operator, until it is recorded. */
import type { CommonFact, OperatorFinding } from '@yichuang/contracts';
import { systemActor, type Wake } from '@yichuang/contracts/temporal';
import type { Instant } from '@yichuang/kernel';

export class FindingList {
  readonly #open = new Map<string, { at: Instant; finding: OperatorFinding }>();

  add(finding: OperatorFinding, at: Instant): void {
    const key = `operator:${finding.what}:${finding.workflowId}`;
    if (!this.#open.has(key)) this.#open.set(key, { at, finding });
  }

  /** Each comes into the loop like an instant that has run out; its key is the cause it is recorded by. */
  wakes(): Wake[] {
    return [...this.#open].map(([key, { at }]) => ({ key, at }));
  }

  factOf(key: string): CommonFact | undefined {
    const open = this.#open.get(key);
    return (
      open && { type: 'operatorIntervened', at: open.at, actor: systemActor, basis: [], data: { ...open.finding } }
    );
  }

  remove(key: string): void {
    this.#open.delete(key);
  }
}
