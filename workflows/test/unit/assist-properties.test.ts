/** Whatever anybody sends, whenever: what must hold of every commission. */
import { expect, it } from '@jest/globals';
import type { NewFact } from '@yichuang/contracts';
import { type Instant, instant, millis } from '@yichuang/kernel';
import fc from 'fast-check';
import {
  type AssistBench,
  assign,
  change,
  confirm,
  contact,
  desk,
  fail,
  officer,
  owner,
  pass,
  requested,
  type Sent,
} from './assist-bench.ts';
import { amended, friday } from './cases.ts';

type Step = { minutes: number } & (
  | { act: 'send'; sent: Sent; from: string }
  | { act: 'wait' }
  | { act: 'amend'; date: string; working: boolean }
);

const who = fc.constantFrom('甲', '乙', '丙');
const sent: fc.Arbitrary<Sent> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(pass, confirm, contact) },
  { weight: 1, arbitrary: fc.constantFrom('理由', ' ').map((reason) => fail(reason)) },
  { weight: 2, arbitrary: who.map((id) => assign(id)) },
  { weight: 2, arbitrary: fc.tuple(who, fc.constantFrom('岗位调整', '')).map(([id, reason]) => change(id, reason)) },
);
const minutes = fc.nat(1_000);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ act: fc.constant('send' as const), sent, from: who, minutes }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('wait' as const), minutes: fc.nat(3_000) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      act: fc.constant('amend' as const),
      minutes,
      date: fc.constantFrom('2026-09-19', '2026-09-20', '2026-09-21', '2026-09-22', '2026-09-25'),
      working: fc.boolean(),
    }),
  },
);

const actorOf = ({ kind }: Sent, from: string): typeof desk =>
  kind === 'contact' ? officer(from) : kind === 'confirmForm' ? owner : desk;

function check(bench: AssistBench, now: Instant): void {
  const { facts, machine, state, initial } = bench;
  expect(facts.reduce((before, fact: NewFact) => machine.apply(before, fact), initial)).toEqual(state);
  expect(facts.map(({ at }) => at)).toEqual(facts.map(({ at }) => at).sort());
  const next = bench.next();
  if (next !== undefined) expect(next > now).toBe(true);
  const count = (type: string): number => facts.filter((fact) => fact.type === type).length;
  for (const type of ['preReviewPassed', 'commissionConfirmed', 'officerAssigned', 'contactOverdue', 'ownerContacted'])
    expect(count(type)).toBeLessThanOrEqual(1);
  if (count('assistIneligible') > 0) expect(count('commissionConfirmed')).toBe(0);
  contactIsLegal(bench);
}

/** The officer of that moment contacts; it is late exactly if the day had run out. */
function contactIsLegal({ facts }: AssistBench): void {
  let present = '';
  let missed = false;
  for (const fact of facts) {
    if (fact.type === 'officerAssigned' || fact.type === 'officerChanged') present = fact.data.officer.id;
    if (fact.type === 'contactOverdue') missed = true;
    if (fact.type === 'ownerContacted') {
      expect(fact.actor.id).toBe(present);
      expect(fact.data.late).toBe(missed);
    }
  }
}

it('holds after every step', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const bench = requested();
      let now = millis(friday);
      let version = 1;
      for (const one of steps) {
        now += one.minutes * 60_000;
        const at = instant(now);
        if (one.act === 'send') {
          const before = bench.advance(at).facts.length;
          const outcome = bench.command(at, actorOf(one.sent, one.from), one.sent);
          if (outcome.status === 'refused') expect(bench.facts).toHaveLength(before);
        } else if (one.act === 'wait') bench.advance(at);
        else if (!bench.machine.finished(bench.state)) {
          version += 1;
          bench.amend(amended(version, one.date, one.working, at), at);
          bench.advance(at);
        }
        check(bench, at);
      }
    }),
    { numRuns: 300 },
  );
});
