/**
 * 002 二(一)2(2): each item lies with one department for one working day; it accepts, refuses, returns
 * to the coordinator or to a unit it names; silence at the close accepts. An act at the close or after it is late.
 */
import { dayOf, nextClose } from '../days.ts';
import type { Accepted, CaseFrame, ExpectedFact } from './types.ts';

export type ItemState =
  | { is: 'waiting'; department: string; round: number; due: string }
  | { is: 'returned'; department: string; round: number }
  | { is: 'accepted'; department: string; deemed: boolean; acceptedOn: string; at: string }
  | { is: 'refused'; department: string };

export class ApplicationModel {
  readonly items = new Map<string, ItemState>();
  readonly facts: ExpectedFact[] = [];
  readonly frame: CaseFrame;
  answered = false;
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
    this.items.set(itemCode, { is: 'waiting', department, round, due });
    this.facts.push({
      type: 'itemPushed',
      at,
      actor: 'system',
      data: { itemCode, department, round, 'deadline.dueAt': due, silence: 'expiry' },
    });
  }

  accept(at: string, actor: string, itemCode: string, department: string, deemed: boolean): void {
    const acceptedOn = dayOf(at);
    this.items.set(itemCode, { is: 'accepted', department, deemed, acceptedOn, at });
    this.facts.push({ type: 'itemAccepted', at, actor, data: { itemCode, department, deemed, acceptedOn } });
    this.document(at, actor, 'acceptance', itemCode);
  }

  /** 许可法 32¶2: each answer in writing, with its fact. */
  document(at: string, actor: string, kind: 'acceptance' | 'acceptanceRefusal', itemCode: string): void {
    this.facts.push({ type: 'documentIssued', at, actor, data: { kind, itemCode } });
  }

  /** The next instant at which silence speaks. */
  nextSilence(): string | undefined {
    return [...this.items.values()]
      .flatMap((item) => (item.is === 'waiting' ? [item.due] : []))
      .sort()
      .at(0);
  }

  /** Every item whose period ends now is accepted, in the order of the filing. */
  silence(at: string): void {
    for (const [code, item] of this.items)
      if (item.is === 'waiting' && item.due <= at) this.accept(at, 'system', code, item.department, true);
    this.conclude(at, true);
  }

  /**
   * The application has its answer with the last item's, and anew when an item that was pushed again is accepted; its end when
   * no item is left to be pushed again.
   */
  conclude(at: string, acceptedNow: boolean): void {
    const items = [...this.items];
    if (items.some(([, { is }]) => is === 'waiting')) return;
    const accepted = items.flatMap(([code, item]) => (item.is === 'accepted' ? [{ code, item }] : []));
    const codes = accepted.map(({ code }) => code);
    if ((acceptedNow || !this.answered) && accepted.length > 0) {
      this.answered = true;
      const acceptedOn = accepted
        .map(({ item }) => item.acceptedOn)
        .sort()
        .at(-1);
      const deemed = accepted.every(({ item }) => item.deemed);
      const partial = accepted.length < items.length;
      this.facts.push({ type: 'applicationAccepted', at, data: { deemed, partial, acceptedOn, accepted: codes } });
    }
    if (items.some(([, { is }]) => is === 'returned')) return;
    this.concludedAt = at;
    const notAccepted = items.map(([code]) => code).filter((code) => !codes.includes(code));
    this.facts.push({ type: 'acceptanceConcluded', at, actor: 'system', data: { accepted: codes, notAccepted } });
  }

  accepted(): Accepted[] {
    return this.frame.items.flatMap((item) => {
      const state = this.items.get(item.code);
      return state?.is === 'accepted'
        ? [{ item, department: state.department, at: state.at, acceptedOn: state.acceptedOn }]
        : [];
    });
  }
}
