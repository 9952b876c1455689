/**
 * 002 二(一)2(2): each item lies with one department for one working day; it accepts, refuses, returns
 * to the coordinator or to a unit it names; silence at the close accepts. An act at the close or after it is late. What waits for an
 * item of the same filing is handed on all the same, and accepted once that is granted (policy 1.8-12).
 */
import { dayOf, nextClose } from '../days.ts';
import type { CaseFrame, ExpectedFact } from './types.ts';

export type ItemState =
  | { is: 'pushed'; department: string; round: number; due: string }
  | { is: 'returned'; department: string; round: number }
  | { is: 'accepted' | 'waiting'; department: string; deemed: boolean; acceptedOn: string; at: string }
  | { is: 'refused' | 'notRequired'; department: string };

type Handed = Extract<ItemState, { is: 'accepted' | 'waiting' }>;

export class ApplicationModel {
  readonly items = new Map<string, ItemState>();
  readonly facts: ExpectedFact[] = [];
  readonly frame: CaseFrame;
  answered = false;
  /** By its own act, or with the stage's. */
  withdrawn = false;
  concludedAt: string | undefined;

  constructor(frame: CaseFrame) {
    this.frame = frame;
    const { filedAt: at, applicant, items } = frame;
    this.facts.push({
      type: 'applicationFiled',
      at,
      actor: applicant,
      data: { itemCodes: items.map(({ code }) => code) },
    });
    for (const { code, department } of items) this.push(at, code, department, 1);
  }

  push(at: string, itemCode: string, department: string, round: number): void {
    const due = nextClose(this.frame.days, dayOf(at));
    this.items.set(itemCode, { is: 'pushed', department, round, due });
    this.facts.push({
      type: 'itemPushed',
      at,
      actor: 'system',
      data: { itemCode, department, round, 'deadline.dueAt': due, silence: 'expiry' },
    });
  }

  /** What it is recorded as. */
  accept(at: string, actor: string, itemCode: string, department: string, deemed: boolean): string {
    const acceptedOn = dayOf(at);
    const awaits = this.frame.items.find(({ code }) => code === itemCode)?.awaits ?? [];
    const is = awaits.length > 0 ? 'waiting' : 'accepted';
    this.items.set(itemCode, { is, department, deemed, acceptedOn, at });
    const data = { itemCode, department, deemed };
    if (is === 'waiting') {
      this.facts.push({ type: 'itemWaiting', at, actor, data: { ...data, prerequisites: awaits.map((one) => [one]) } });
      return 'itemWaiting';
    }
    this.facts.push({ type: 'itemAccepted', at, actor, data: { ...data, acceptedOn } });
    this.document(at, actor, 'acceptance', itemCode);
    return 'itemAccepted';
  }

  /** 许可法 32¶2: each answer in writing, with its fact. */
  document(
    at: string,
    actor: string,
    kind: 'acceptance' | 'acceptanceRefusal' | 'notRequired',
    itemCode: string,
  ): void {
    this.facts.push({ type: 'documentIssued', at, actor, data: { kind, itemCode } });
  }

  /** The next instant at which silence speaks. */
  nextSilence(): string | undefined {
    if (this.withdrawn) return undefined;
    return [...this.items.values()]
      .flatMap((item) => (item.is === 'pushed' ? [item.due] : []))
      .sort()
      .at(0);
  }

  /** Every item whose period ends now is accepted, in the order of the filing. */
  silence(at: string): void {
    const facts = [...this.items].flatMap(([code, item]) =>
      item.is === 'pushed' && item.due <= at ? [this.accept(at, 'system', code, item.department, true)] : [],
    );
    this.conclude(at, facts.includes('itemAccepted'));
  }

  /** Before anything is handed on; or with the stage, which withdraws what it has: then the items without an answer are named. */
  withdraw(at: string, actor: string, items?: string[]): void {
    this.withdrawn = true;
    this.facts.push({ type: 'applicationWithdrawn', at, actor, data: items ? { items } : {} });
    this.#end(at);
  }

  /**
   * The application has its answer with the last item's, and anew when an item that was pushed again is accepted; its end when
   * no item is left to be pushed again.
   */
  conclude(at: string, acceptedNow: boolean): void {
    const items = [...this.items];
    if (items.some(([, { is }]) => is === 'pushed')) return;
    const accepted = this.handed().filter(({ item }) => item.is === 'accepted');
    if ((acceptedNow || !this.answered) && accepted.length > 0) {
      this.answered = true;
      const acceptedOn = accepted
        .map(({ item }) => item.acceptedOn)
        .sort()
        .at(-1);
      const deemed = accepted.every(({ item }) => item.deemed);
      const partial = this.handed().length < items.length;
      const codes = accepted.map(({ code }) => code);
      this.facts.push({ type: 'applicationAccepted', at, data: { deemed, partial, acceptedOn, accepted: codes } });
    }
    if (!items.some(([, { is }]) => is === 'returned')) this.#end(at);
  }

  #end(at: string): void {
    this.concludedAt = at;
    const codesOf = (is: string): string[] => this.handed().flatMap(({ code, item }) => (item.is === is ? [code] : []));
    const waiting = codesOf('waiting');
    const handed = this.handed().map(({ code }) => code);
    const notAccepted = this.frame.items.map(({ code }) => code).filter((code) => !handed.includes(code));
    const data = { accepted: codesOf('accepted'), notAccepted, waiting: waiting.length > 0 ? waiting : undefined };
    this.facts.push({ type: 'acceptanceConcluded', at, actor: 'system', data });
  }

  /** What the stage gets. */
  handed(): { code: string; item: Handed }[] {
    return [...this.items].flatMap(([code, item]) =>
      item.is === 'accepted' || item.is === 'waiting' ? [{ code, item }] : [],
    );
  }
}
